import type { Rule } from '../../../contract/index.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The exporter ends with Postgres 17. */
export const exporterUnsupported: Rule = {
  id: 'crunchy/exporter-unsupported',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The exporter has no queries for Postgres 18 and later: the operator writes the event
\`ExporterNotSupportedForPostgresVersion\`, and there are no metrics of the database. Use \`instrumentation\`, with the
operator's feature gate \`OpenTelemetryMetrics\`.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/pgmonitor.go#L155',
  *check({ spec }) {
    const node = spec.at('monitoring', 'pgmonitor', 'exporter');
    const version = numberOf(spec.at('postgresVersion'));
    if (!isWritten(node) || version === undefined || version < 18) return;
    yield {
      node,
      mark: 'key',
      message: say`The exporter has no metrics of Postgres ${version}: use \`instrumentation\` instead.`,
    };
  },
};
