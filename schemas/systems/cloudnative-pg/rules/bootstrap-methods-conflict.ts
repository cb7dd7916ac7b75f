import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** A cluster begins in one way. */
export const bootstrapMethodsConflict: Rule = {
  id: 'cloudnative-pg/bootstrap-methods-conflict',
  severity: 'error',
  kinds: ['Cluster'],
  help: `A cluster begins empty (\`initdb\`), from a backup (\`recovery\`) or as a copy of a server (\`pg_basebackup\`). The
webhook refuses two of them, whatever stands below. Keep the one that is meant. What runs already is not touched by this
section.`,
  source: webhook('cluster', 620),
  *check({ spec }) {
    const bootstrap = spec.at('bootstrap');
    const written = ['initdb', 'recovery', 'pg_basebackup'].filter((method) => isWritten(bootstrap.at(method)));
    if (written.length < 2) return;
    const names = listed(
      written.map((method) => say`\`${method}\``),
      'and',
    );
    yield {
      node: bootstrap,
      mark: 'key',
      message: say`A cluster begins in one way, and ${names} are ${written.length}: the webhook refuses it. Keep one.`,
      fixes: written.map((kept) => ({
        title: say`Keep only \`${kept}\``,
        edits: written
          .filter((method) => method !== kept)
          .map((method) => ({ do: 'remove', node: bootstrap.at(method) })),
        safe: false,
      })),
    };
  },
};
