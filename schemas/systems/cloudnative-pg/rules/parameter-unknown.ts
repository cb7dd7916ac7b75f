import type { Rule } from '../../../contract/index.ts';
import { unknownParameters } from '../../../vocabulary/unknownParameters.ts';
import { majorVersion } from '../postgresVersions.ts';

/** A parameter that Postgres does not have. */
export const parameterUnknown: Rule = {
  id: 'cloudnative-pg/parameter-unknown',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `Postgres has no parameter of this name, at least not in the version of this cluster. The webhook takes it, and Postgres does not
start with it: \`unrecognized configuration parameter\`. Correct the name, or remove it. Parameters of extensions have a dot in their
name and are not checked.`,
  source: 'https://www.postgresql.org/docs/current/runtime-config.html',
  *check({ spec }) {
    for (const finding of unknownParameters(spec.at('postgresql', 'parameters'), majorVersion(spec)?.toString()))
      // What is no name at all has a rule of its own.
      if (/^[A-Za-z_]\w*$/.test(String(finding.node.path.at(-1)))) yield finding;
  },
};
