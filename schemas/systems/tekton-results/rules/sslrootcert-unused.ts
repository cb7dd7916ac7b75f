import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseClients, setsVariable } from '../certificate.ts';
import { resultKinds, resultSettings } from '../settings.ts';

const idle: readonly string[] = ['disable', 'allow', 'prefer'];

/** These modes verify nothing, so that the CA gives a false sense of safety. */
export const sslrootcertUnused: Rule = {
  id: 'tekton-results/sslrootcert-unused',
  severity: 'warning',
  kinds: resultKinds,
  help: `With \`db_sslmode\` \`disable\`, \`allow\` or \`prefer\`, and with none at all, which means \`disable\`, the certificate
of the database is not verified, whatever \`db_sslrootcert\` says: whoever sits in between can read along. Use
\`verify-full\`, or \`verify-ca\` if the certificate has another host name.`,
  source: 'https://github.com/jackc/pgx/blob/v5.10.0/pgconn/config.go#L836',
  wholeOnly: true,
  since: '0.74',
  *check(context) {
    const settings = resultSettings(context.resource);
    const node = settings.at('db_sslrootcert');
    const mode = settings.at('db_sslmode');
    const path = textOf(node);
    const written = textOf(mode) ?? '';
    if (!path || path === 'system' || isPlaceholder(mode) || (written !== '' && !idle.includes(written))) return;
    if (mode.kind !== 'missing' && mode.value !== null && typeof mode.value !== 'string') return;
    const api = databaseClients(context)[0];
    if (api && setsVariable(context, api, 'DB_SSLMODE')) return;
    yield {
      node,
      message:
        written === ''
          ? say`\`db_sslrootcert\` has no effect: \`db_sslmode\` is not set, which means "disable", so the certificate of the database is not verified.`
          : say`\`db_sslrootcert\` has no effect: \`db_sslmode\` is "${written}", so the certificate of the database is not verified.`,
      fixes: [
        {
          title: say`Set \`db_sslmode: verify-full\``,
          edits: [{ do: 'set', node: mode, value: 'verify-full' }],
          safe: false,
        },
        { title: say`Remove \`db_sslrootcert\``, edits: [{ do: 'remove', node }], safe: false },
      ],
    };
  },
};
