import type { Finding, ManifestNode, Rule, WorkspaceIndex } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { isHidden, isWritten, numberOf, textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { staticClass } from '../staticVolumes.ts';

/** A class without a provisioner has the volumes that somebody made, and no others. */
export const claimLargerThanVolumes: Rule = {
  id: 'kubernetes/claim-larger-than-volumes',
  severity: 'information',
  kinds: ['StatefulSet', 'PersistentVolumeClaim'],
  help: `A class with provisioner \`kubernetes.io/no-provisioner\` makes no volumes. A claim is bound to a PersistentVolume of the class that
is as large as it asks for, has its access modes and is free, one for each pod of a StatefulSet. If there is none, the claim stays
\`Pending\`, and so does the pod. The volumes of this workspace do not suffice; there may be more in the cluster.`,
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#local',
  wholeOnly: true,
  *check({ resource, spec, workspace }) {
    if (resource.identity.kind === 'PersistentVolumeClaim') {
      if (!isWritten(spec.at('volumeName'))) yield* shortage(spec, 1, workspace);
      return;
    }
    const replicas = spec.at('replicas');
    const pods = isWritten(replicas) ? (numberOf(replicas) ?? 0) : 1;
    for (const claim of spec.at('volumeClaimTemplates').items()) yield* shortage(claim.at('spec'), pods, workspace);
  },
};

function* shortage(claim: ManifestNode, pods: number, workspace: WorkspaceIndex): Iterable<Finding> {
  const name = textOf(claim.at('storageClassName'));
  const volumes = name ? staticClass(workspace, name)?.volumes : undefined;
  if (!name || !volumes || pods < 1 || isWritten(claim.at('selector'))) return;
  const size = claim.at('resources', 'requests', 'storage');
  const asked = quantityOf(size.value);
  const capacities = volumes.map((volume) => quantityOf(volume.at('spec', 'capacity', 'storage').value));
  if (!asked || isHidden(size) || capacities.some((capacity) => capacity === undefined)) return;
  const large = volumes.filter((_, index) => {
    const capacity = capacities[index];
    return capacity !== undefined && compareQuantities(capacity, asked) >= 0;
  });
  const [first] = volumes;
  const related = first ? [{ node: first.at('metadata', 'name'), message: say`A volume of the class` }] : [];
  if (large.length === 0) {
    const most = String(largest(volumes));
    yield {
      node: size,
      message: say`The claim stays Pending: it is larger than every volume of class "${name}" here, which have ${most} at most.`,
      related,
    };
    return;
  }
  for (const [mode, node] of textItems(claim.at('accessModes'))) {
    const fits = large.some((volume) => textItems(volume.at('spec', 'accessModes')).some(([has]) => has === mode));
    if (fits) continue;
    yield { node, message: say`The claim stays Pending: no volume of class "${name}" here is for ${mode}.`, related };
    return;
  }
  if (large.length >= pods) return;
  yield {
    node: size,
    message: say`Some claims stay Pending: there are ${pods} pods, and ${large.length} volumes of class "${name}" here that are large enough.`,
    related,
  };
}

function largest(volumes: readonly ManifestNode[]): unknown {
  const nodes = volumes.map((volume) => volume.at('spec', 'capacity', 'storage').value);
  return nodes.reduce((most, each) => {
    const [left, right] = [quantityOf(most), quantityOf(each)];
    return left && right && compareQuantities(right, left) > 0 ? each : most;
  }, nodes[0]);
}
