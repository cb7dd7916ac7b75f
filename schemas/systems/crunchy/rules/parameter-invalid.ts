import type { Rule } from '../../../contract/index.ts';
import { invalidParameters } from '../../../vocabulary/invalidParameters.ts';
import { majorVersion, parameterMaps } from '../parameters.ts';

/** A value that Postgres cannot read, or that is out of its range. */
export const parameterInvalid: Rule = {
  id: 'crunchy/parameter-invalid',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Nobody checks values of parameters before Patroni does. It leaves out what it cannot read, raises or lowers what is out of range,
with a line in its log, and hands the rest to Postgres, which then may not start. Sizes end in \`kB\`, \`MB\`, \`GB\` or \`TB\`, times in
\`ms\`, \`s\`, \`min\`, \`h\` or \`d\`; upper and lower case matter, and the units of Kubernetes (\`Mi\`, \`Gi\`) are unknown here.`,
  source: 'https://www.postgresql.org/docs/current/config-setting.html',
  *check({ spec }) {
    for (const parameters of parameterMaps(spec)) yield* invalidParameters(parameters, majorVersion(spec));
  },
};
