import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** PgBouncer runs in one of two modes. */
export const poolerModeUnknown: Rule = {
  id: 'zalando/pooler-mode-unknown',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The connection pooler hands a server connection to a client for a \`session\` (until the client leaves) or
for a \`transaction\`. The API server refuses anything else. With \`transaction\`, session state such as \`LISTEN\`,
advisory locks and \`SET\` does not last from one transaction to the next.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/postgresql.crd.yaml#L162',
  *check({ spec }) {
    const node = spec.at('connectionPooler', 'mode');
    const mode = textOf(node);
    if (mode === undefined || modes.includes(mode)) return;
    const meant = modes.filter((known) => mode !== '' && known.startsWith(mode.toLowerCase().slice(0, 2)));
    const others = modes.filter((known) => !meant.includes(known));
    yield {
      node,
      message: say`\`connectionPooler.mode\` "${mode}" is refused: it must be "transaction" or "session".`,
      fixes: [
        ...meant.map((value) => ({ title: say`Use "${value}"`, edits: [{ do: 'set' as const, node, value }] })),
        ...others.map((value) => ({
          title: say`Use "${value}"`,
          edits: [{ do: 'set' as const, node, value }],
          safe: false as const,
        })),
      ],
    };
  },
};

const modes: readonly string[] = ['transaction', 'session'];
