import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { unknownParameters } from '../../../vocabulary/unknownParameters.ts';

/** A parameter that Postgres does not have; names with a dot belong to extensions, which nobody can list. */
export const parameterUnknown: Rule = {
  id: 'zalando/parameter-unknown',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Postgres has no parameter of this name, at least not in the version of this cluster. Patroni drops it with a
line in its log, or Postgres does not start, depending on the version of the image. Correct the name, or remove it.
Parameters of extensions have a dot in their name and are not checked.`,
  source: 'https://www.postgresql.org/docs/current/runtime-config.html',
  *check({ spec }) {
    const postgresql = spec.at('postgresql');
    yield* unknownParameters(postgresql.at('parameters'), textOf(postgresql.at('version')));
  },
};
