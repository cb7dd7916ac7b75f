import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { spreadParts } from '../parts.ts';

/** The operator's own constraints are two of the same kind. */
export const spreadConstraintDoubled: Rule = {
  id: 'crunchy/spread-constraint-doubled',
  severity: 'error',
  kinds: ['PostgresCluster'],
  since: '5.1',
  help: `The operator adds two constraints to its pods: over \`kubernetes.io/hostname\` and \`topology.kubernetes.io/zone\`, both
with \`ScheduleAnyway\`. Kubernetes refuses a pod with two that are alike, so a constraint of your own with one of these keys and
\`ScheduleAnyway\` means that no pod is made; only the operator's log says so. Set \`disableDefaultPodScheduling: true\`, which
leaves yours alone, use \`DoNotSchedule\`, or take yours out.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/instance.go#L1329',
  wholeOnly: true,
  *check({ spec }) {
    const disabled = spec.at('disableDefaultPodScheduling');
    if (isTrue(disabled) || isPlaceholder(disabled)) return;
    for (const part of spreadParts(spec)) {
      for (const constraint of part.at('topologySpreadConstraints').items()) {
        const node = constraint.at('topologyKey');
        const isOwn = node.value === 'kubernetes.io/hostname' || node.value === 'topology.kubernetes.io/zone';
        if (!isOwn || constraint.at('whenUnsatisfiable').value !== 'ScheduleAnyway') continue;
        yield {
          node,
          message: say`No pod is made: the operator adds the same constraint, and Kubernetes refuses two. Set \`disableDefaultPodScheduling: true\`, or remove it.`,
          fixes: [
            {
              title: say`Leave out the operator's constraints`,
              edits: [{ do: 'set', node: disabled, value: true }],
              safe: false,
            },
            { title: say`Remove this constraint`, edits: [{ do: 'remove', node: constraint }], safe: false },
          ],
        };
      }
    }
  },
};
