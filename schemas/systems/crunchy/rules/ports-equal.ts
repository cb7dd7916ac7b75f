import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Postgres and Patroni run in one container. */
export const portsEqual: Rule = {
  id: 'crunchy/ports-equal',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Postgres and Patroni share a container, and only one can listen on a port: with the same for both the database does
not start. Nobody refuses it. Choose another port for one of them.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/patroni/config.go#L389',
  wholeOnly: true,
  *check({ spec }) {
    const [own, patroni] = [spec.at('port'), spec.at('patroni', 'port')];
    if (isPlaceholder(own) || isPlaceholder(patroni)) return;
    const port = numberOf(own) ?? 5432;
    if (port !== (numberOf(patroni) ?? 8008)) return;
    yield {
      node: isWritten(patroni) ? patroni : own,
      message: say`Postgres and Patroni both listen on port ${port}, and the database does not start: choose another for one.`,
    };
  },
};
