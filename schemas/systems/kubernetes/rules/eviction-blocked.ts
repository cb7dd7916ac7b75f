import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, mayHaveKey, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { selectedPods } from '../selectedPods.ts';

/** A budget that leaves no pod to be moved. */
export const evictionBlocked: Rule = {
  id: 'kubernetes/eviction-blocked',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  help: `Whoever empties a node, for an upgrade or to save machines, evicts its pods one by one, and each eviction asks the budget. Where as
many pods have to be available as there are, or none may be unavailable, every one is refused, and the upgrade of the node waits until
somebody deletes the pod by hand. Leave one pod that may go, or leave the budget out for a workload of a single pod.`,
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget',
  wholeOnly: true,
  *check({ resource, spec, workspace }) {
    const most = spec.at('maxUnavailable');
    if (amountOf(most) === 0) {
      yield {
        node: most,
        message: say`No pod may be unavailable, so no node can be emptied on which one of them runs: allow at least 1.`,
      };
      return;
    }
    const least = spec.at('minAvailable');
    const needed = amountOf(least);
    if (needed === undefined || needed === 0) return;
    if (needed === 'all') {
      yield {
        node: least,
        message: say`All pods have to be available, so no node can be emptied on which one of them runs: write \`maxUnavailable: 1\` instead.`,
      };
      return;
    }
    const selector = spec.at('selector');
    const labels = selector.at('matchLabels').entries();
    if (labels.length === 0 || isWritten(selector.at('matchExpressions')) || mayHaveKey(selector.at('matchLabels'), ''))
      return;
    const [only, ...others] = selectedPods(workspace, resource.identity.namespace, labels);
    if (only === undefined || others.length > 0) return;
    yield* blocked(least, needed, only.resource.root);
  },
};

function* blocked(node: ManifestNode, needed: number, workload: ManifestNode): Iterable<Finding> {
  const replicas = workload.at('spec', 'replicas');
  const kind = textOf(workload.at('kind')) ?? '';
  if (kind !== 'StatefulSet' && kind !== 'Deployment') return;
  const there = isWritten(replicas) ? numberOf(replicas) : replicas.kind === 'missing' ? 1 : undefined;
  if (there === undefined || there === 0 || needed < there) return;
  yield {
    node,
    message: say`${kind} "${textOf(workload.at('metadata', 'name')) ?? ''}" has ${there} pods and ${needed} have to be available, so no node can be emptied on which one of them runs.`,
    related: [
      { node: replicas.kind === 'missing' ? workload.at('metadata', 'name') : replicas, message: say`The workload` },
    ],
  };
}

/** Pods; `undefined`: not said, or a share whose number depends. */
function amountOf(node: ManifestNode): number | 'all' | undefined {
  const number = numberOf(node);
  if (number !== undefined) return number;
  const share = /^(\d+)%$/.exec(textOf(node) ?? '')?.[1];
  if (share === undefined) return undefined;
  if (Number(share) === 0) return 0;
  return Number(share) >= 100 ? 'all' : undefined;
}
