import type { Rule } from '../../../contract/index.ts';
import { invalidParameters } from '../../../vocabulary/invalidParameters.ts';
import { isFixedParameter } from '../fixedParameters.ts';
import { majorVersion } from '../postgresVersions.ts';
import { readByWebhook } from '../postgresValues.ts';

/** A value that Postgres cannot read, or that is out of its range. */
export const parameterInvalid: Rule = {
  id: 'cloudnative-pg/parameter-invalid',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `The webhook looks at a few values only; the others it writes into the configuration as they are. A new cluster does not start
with one that Postgres cannot read or that is out of range, and a running one keeps the old value until it has to restart. Sizes end in
\`kB\`, \`MB\`, \`GB\` or \`TB\`, times in \`ms\`, \`s\`, \`min\`, \`h\` or \`d\`.`,
  source: 'https://www.postgresql.org/docs/current/config-setting.html',
  *check({ spec, version }) {
    for (const finding of invalidParameters(spec.at('postgresql', 'parameters'), majorVersion(spec)?.toString())) {
      // What the webhook refuses has a rule of its own.
      const name = String(finding.node.path.at(-1));
      if (!readByWebhook.has(name) && !isFixedParameter(name, version)) yield finding;
    }
  },
};
