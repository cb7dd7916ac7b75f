import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** A password, or none. */
export const rootPasswordConflict: Rule = {
  id: 'mariadb/root-password-conflict',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `Root has a password, or with \`rootEmptyPassword: true\` none, so that whoever reaches the server may do everything. The webhook
refuses both together. Keep \`rootPasswordSecretKeyRef\`.`,
  source: webhook('mariadb', 269),
  *check({ spec }) {
    const node = spec.at('rootEmptyPassword');
    if (!isTrue(node) || !isWritten(spec.at('rootPasswordSecretKeyRef'))) return;
    yield {
      node,
      message: say`Root has a password beside this, and the webhook refuses both: remove \`rootEmptyPassword\`.`,
      fixes: [{ title: say`Remove \`rootEmptyPassword\``, edits: [{ do: 'remove', node }] }],
    };
  },
};
