import type { Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Another user or schema of the pooler is a new one; the old one stays. */
export const poolerIdentityChanged: Rule = {
  id: 'zalando/pooler-identity-changed',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The operator does not rename the pooler's role or its schema. It makes new ones, with a new Secret, installs
the lookup function there and starts the pooler anew; the old role, schema and Secret stay behind. Change them only
when that is meant, and clean up by hand.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/connection_pooler.go#L83',
  *check({ spec, previous }) {
    const before = previous?.root.at('spec', 'connectionPooler');
    if (!before || !isWritten(before)) return;
    for (const field of ['user', 'schema']) {
      const node = spec.at('connectionPooler', field);
      const is = textOf(node);
      const was = textOf(before.at(field)) ?? (isWritten(before.at(field)) ? undefined : 'pooler');
      if (!is || !was || is === was) continue;
      yield {
        node,
        message:
          field === 'user'
            ? say`\`connectionPooler.user\` was "${was}" when last committed: a new role is made, the old one stays.`
            : say`\`connectionPooler.schema\` was "${was}" when last committed: a new schema is made, the old one stays.`,
        fixes: [{ title: say`Restore "${was}"`, edits: [{ do: 'set', node, value: was }], safe: false }],
      };
    }
  },
};
