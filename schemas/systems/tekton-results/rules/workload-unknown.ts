import type { Finding, Fix, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isHidden, isTrue } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { baseDeployments, baseStatefulSets, databaseStatefulSet, watcherName } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';
import { hasOrdinals, optionWorkloads } from '../workloads.ts';
import type { OptionWorkload } from '../workloads.ts';

/** Options are merged by name; a name that nothing has is passed over. */
export const workloadUnknown: Rule = {
  id: 'tekton-results/workload-unknown',
  severity: 'warning',
  kinds: resultKinds,
  help: `Under \`options\` the operator merges what it finds under the names of its own Deployments and StatefulSets:
\`tekton-results-api\`, \`tekton-results-watcher\`, \`tekton-results-retention-policy-agent\` and, for the internal
database, StatefulSet \`tekton-results-postgres\`. Any other name is ignored without a word. With
\`performance.statefulset-ordinals\` the watcher is a StatefulSet, so its changes belong under \`statefulSets\`.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L249',
  wholeOnly: true,
  *check({ resource }) {
    const ordinals = hasOrdinals(resource);
    const isUncertain = isHidden(resultSettings(resource).at('performance', 'statefulset-ordinals'));
    const external = isTrue(resultSettings(resource).at('is_external_db'));
    for (const workload of optionWorkloads(resource)) {
      const { list, name, node } = workload;
      if (name.includes('${') || (name === watcherName && isUncertain)) continue;
      if (list === 'statefulSets' && name === databaseStatefulSet && external) {
        yield {
          node,
          mark: 'key',
          severity: 'information',
          message: say`"${name}" is ignored: with \`is_external_db: true\` there is no internal database.`,
        };
      } else if (!workload.base) {
        yield name === watcherName ? otherList(workload, ordinals) : unknown(workload);
      }
    }
  },
};

function unknown({ list, name, node }: OptionWorkload): Finding {
  const known = Object.keys(list === 'deployments' ? baseDeployments : baseStatefulSets);
  const taken = node.parent?.entries().map(([key]) => key) ?? [];
  const full = known.find((candidate) => candidate === `tekton-${name}` || candidate === `tekton-results-${name}`);
  const near = full ?? nearestName(name, known);
  const fixes: Fix[] =
    near && !taken.includes(near)
      ? [{ title: say`Call it "${near}"`, edits: [{ do: 'rename', node, key: near }], safe: false }]
      : [];
  const kind = list === 'deployments' ? 'Deployment' : 'StatefulSet';
  const names = joined(
    known.map((key) => `"${key}"`),
    ', ',
  );
  return {
    node,
    mark: 'key',
    message: say`"${name}" is ignored: Results has no ${kind} of that name, only ${names}.`,
    fixes,
  };
}

function otherList({ list, name, node }: OptionWorkload, ordinals: boolean): Finding {
  const right = list === 'deployments' ? 'statefulSets' : 'deployments';
  const to = node.parent?.parent?.at(right);
  return {
    node,
    mark: 'key',
    message: ordinals
      ? say`"${name}" is ignored here: with \`statefulset-ordinals\` the watcher is a StatefulSet, so it belongs under \`${right}\`.`
      : say`"${name}" is ignored here: the watcher is a Deployment, so it belongs under \`${right}\`.`,
    ...(to && to.at(name).kind === 'missing'
      ? { fixes: [{ title: say`Move it to \`${right}\``, edits: [{ do: 'move', node, to, key: name }], safe: false }] }
      : {}),
  };
}
