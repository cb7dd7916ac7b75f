import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, parseQuantity, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';

/** Patroni's log gets 25M at least. */
export const logLimitTooSmall: Rule = {
  id: 'crunchy/log-limit-too-small',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Patroni's log files get at least 25M of the data volume. A smaller limit is taken as 25M, with the event
\`PatroniLogStorageLimitTooSmall\` at every sync. Write 25M or more; \`24Mi\` is enough too.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/cluster.go#L69',
  *check({ spec }) {
    const node = spec.at('patroni', 'logging', 'storageLimit');
    const limit = quantityOf(node.value);
    const least = parseQuantity('25M');
    if (limit === undefined || least === undefined || compareQuantities(limit, least) >= 0) return;
    yield {
      node,
      message: say`The log gets 25M anyway, which is the least: write that, or more.`,
      fixes: [{ title: say`Write "25M"`, edits: [{ do: 'set', node, value: '25M' }] }],
    };
  },
};
