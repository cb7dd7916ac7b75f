import type { Rule } from '../../../contract/index.ts';
import { isFalse, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** Off by default since 1.21. */
export const superuserSecretUnused: Rule = {
  id: 'cloudnative-pg/superuser-secret-unused',
  severity: 'warning',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `The password of \`superuserSecret\` is given to \`postgres\` only with \`enableSuperuserAccess: true\`, which is off since
1.21. Without it that role has no password, and the Secret is not read. Switch it on, or remove the Secret: applications do not
need a superuser.`,
  source: manual('security/#postgresql'),
  since: '1.21',
  *check({ spec }) {
    const [node, enabled] = [spec.at('superuserSecret'), spec.at('enableSuperuserAccess')];
    if (!isWritten(node) || (isWritten(enabled) && !isFalse(enabled))) return;
    yield {
      node,
      mark: 'key',
      message: say`Without \`enableSuperuserAccess: true\` nobody reads \`superuserSecret\`, and \`postgres\` has no password: switch it on, or remove the Secret.`,
      fixes: [
        { title: say`Remove \`superuserSecret\``, edits: [{ do: 'remove', node }], safe: false },
        {
          title: say`Set \`enableSuperuserAccess: true\``,
          edits: [{ do: 'set', node: enabled, value: true }],
          safe: false,
        },
      ],
    };
  },
};
