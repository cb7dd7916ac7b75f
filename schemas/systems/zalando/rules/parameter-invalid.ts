import type { Rule } from '../../../contract/index.ts';
import { invalidParameters } from '../../../vocabulary/invalidParameters.ts';
import { textOf } from '../../../vocabulary/read.ts';

/** A value that Postgres cannot read, or that is out of its range. */
export const parameterInvalid: Rule = {
  id: 'zalando/parameter-invalid',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Postgres refuses values that it cannot read or that are out of range. Patroni then keeps the old value or drops
the parameter, with a line in its log, or Postgres does not start. Sizes end in \`kB\`, \`MB\`, \`GB\` or \`TB\`, times in
\`ms\`, \`s\`, \`min\`, \`h\` or \`d\`; upper and lower case matter, and the units of Kubernetes (\`Mi\`, \`Gi\`) are unknown
here.`,
  source: 'https://www.postgresql.org/docs/current/config-setting.html',
  check: ({ spec }) => invalidParameters(spec.at('postgresql', 'parameters'), textOf(spec.at('postgresql', 'version'))),
};
