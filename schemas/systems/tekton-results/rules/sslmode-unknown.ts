import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { SSL_MODES } from '../../../vocabulary/sslModes.ts';
import { resultKinds, resultSettings } from '../settings.ts';

const modes = SSL_MODES.map(({ name }) => name);
/** Words of other drivers for what libpq calls otherwise. */
const meant: Readonly<Record<string, string>> = {
  required: 'require',
  enable: 'require',
  enabled: 'require',
  true: 'require',
  false: 'disable',
  none: 'disable',
  'no-verify': 'require',
  'verify-identity': 'verify-full',
};

/** A free text in the CRD; the driver knows six words. */
export const sslmodeUnknown: Rule = {
  id: 'tekton-results/sslmode-unknown',
  severity: 'error',
  kinds: resultKinds,
  help: `The Postgres driver knows \`disable\`, \`allow\`, \`prefer\`, \`require\`, \`verify-ca\` and \`verify-full\`, in small
letters and with "-". The API server accepts any text, and the API then ends with "sslmode is invalid".`,
  source: 'https://github.com/jackc/pgx/blob/v5.10.0/pgconn/config.go#L887',
  *check({ resource }) {
    const node = resultSettings(resource).at('db_sslmode');
    const mode = textOf(node);
    if (!mode || (modes as readonly string[]).includes(mode)) return;
    yield {
      node,
      message: say`\`db_sslmode\` "${mode}" does not exist, so the API does not start: use ${listed(modes, 'or')}.`,
      fixes: fixesFor(node, mode),
    };
  },
};

function fixesFor(node: ManifestNode, mode: string): Fix[] {
  const word = mode.trim().toLowerCase();
  const near = Object.hasOwn(meant, word) ? meant[word] : nearestName(mode.trim(), modes);
  const choices = near ? [near] : ['verify-full', 'require'];
  return choices.map((value) => ({ title: say`Use "${value}"`, edits: [{ do: 'set', node, value }], safe: false }));
}
