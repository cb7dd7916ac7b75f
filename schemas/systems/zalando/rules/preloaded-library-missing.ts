import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';

/** `shared_preload_libraries` takes the place of Spilo's list. */
export const preloadedLibraryMissing: Rule = {
  id: 'zalando/preloaded-library-missing',
  severity: 'information',
  kinds: ['postgresql'],
  help: `Spilo preloads \`bg_mon\`, \`pg_stat_statements\`, \`pgextwlist\`, \`pg_auth_mon\`, \`set_user\`, \`timescaledb\`, \`pg_cron\` and
\`pg_stat_kcache\`. A list in the manifest takes the place of this one. Without \`pgextwlist\` owners of databases can no longer create
extensions, without \`set_user\` administrators cannot become superuser, and \`bg_mon\` is what its monitoring asks. Write those into the
list that are still needed, yours behind them.`,
  source: 'https://github.com/zalando/spilo/blob/master/postgres-appliance/scripts/configure_spilo.py',
  *check({ spec }) {
    const node = spec.at('postgresql', 'parameters', 'shared_preload_libraries');
    const text = textOf(node);
    if (text === undefined || text.includes('${')) return;
    const libraries = text.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
    const missing = needed.filter((library) => !libraries.includes(library));
    if (missing.length === 0) return;
    const written = libraries.filter((library) => library !== '' && !missing.includes(library));
    yield {
      node,
      message: say`The list takes the place of Spilo's, which has ${listed(
        missing.map((library) => say`\`${library}\``),
        'and',
      )} too.`,
      fixes: [
        {
          title: say`Add what is missing`,
          edits: [{ do: 'set', node, value: [...missing, ...written].join(',') }],
          safe: false,
        },
      ],
    };
  },
};

const needed: readonly string[] = ['bg_mon', 'pgextwlist', 'set_user'];
