import type { Rule } from '../../../contract/index.ts';
import { unknownParameters } from '../../../vocabulary/unknownParameters.ts';
import { majorVersion, parameterMaps } from '../parameters.ts';

/** A parameter that Postgres does not have. */
export const parameterUnknown: Rule = {
  id: 'crunchy/parameter-unknown',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Postgres has no parameter of this name, at least not in the version of this cluster. Patroni leaves it out with a line in its
log, and nobody else says so. Correct the name, or remove it. Parameters of extensions have a dot in their name and are not checked.`,
  source: 'https://www.postgresql.org/docs/current/runtime-config.html',
  *check({ spec }) {
    for (const parameters of parameterMaps(spec)) yield* unknownParameters(parameters, majorVersion(spec));
  },
};
