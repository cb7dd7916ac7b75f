import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** Everybody is root. */
export const rootWithoutPassword: Rule = {
  id: 'mariadb/root-without-password',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `With \`rootEmptyPassword: true\` every pod of the cluster, and whoever a Service lets in, is root without a password. Without this
field, and without \`rootPasswordSecretKeyRef\`, the operator makes a password at random. It cannot be changed later.`,
  source: types('mariadb', 660),
  *check({ spec }) {
    const node = spec.at('rootEmptyPassword');
    if (!isTrue(node) || isWritten(spec.at('rootPasswordSecretKeyRef'))) return;
    yield {
      node,
      message: say`Root needs no password: whoever reaches the server may do everything. Remove this, and one is made at random.`,
      fixes: [{ title: say`Remove \`rootEmptyPassword\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
