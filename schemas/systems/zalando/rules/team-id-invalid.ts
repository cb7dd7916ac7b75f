import type { Rule } from '../../../contract/index.ts';
import { isLabelValue } from '../../../vocabulary/formats/names.ts';
import { formatRemedy } from '../../../vocabulary/formats/formatRemedy.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';

/** The team stands in a label of everything that the operator makes. */
export const teamIdInvalid: Rule = {
  id: 'zalando/team-id-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator puts \`teamId\` into the label \`team\` of all that it makes. A label takes up to 63 letters, digits, \`-\`,
\`_\` and \`.\`, and begins and ends with a letter or a digit. The API server takes a cluster of any other team, and refuses
everything that is made for it. Write the team as it can stand in a label.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/util.go#L483',
  *check({ spec }) {
    const node = spec.at('teamId');
    const team = knownName(node);
    if (team === undefined || isLabelValue(team)) return;
    yield {
      node,
      message: say`\`teamId\` "${team}" becomes a label, and ${formatRemedy(team, 'k8s-label-value')}: nothing is created.`,
    };
  },
};
