import type { ManifestNode, ManifestPath, Resource } from '../../contract/index.ts';
import { isWritten } from '../../vocabulary/read.ts';

/** Kinds that are, or make, pods. */
export const workloadKinds = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** The pod that a workload describes. */
export interface PodTemplate {
  readonly metadata: ManifestNode;
  /** `PodSpec` */
  readonly spec: ManifestNode;
  /** `volumeClaimTemplates` of a StatefulSet; missing elsewhere. */
  readonly claims: ManifestNode;
}

/** `undefined`: a kind without pods. */
export function podTemplateOf({ identity, root }: Resource): PodTemplate | undefined {
  const path = templatePaths[identity.kind];
  if (path === undefined) return undefined;
  const template = root.at(...path);
  const claims = root.at('spec', 'volumeClaimTemplates');
  return { metadata: template.at('metadata'), spec: template.at('spec'), claims };
}

/** Without a selector, labels and images it is a patch for a workload that stands elsewhere. */
export function isWorkloadPatch(resource: Resource): boolean {
  const template = podTemplateOf(resource);
  if (template === undefined || isWritten(resource.root.at('spec', 'selector'))) return false;
  const containers = template.spec.at('containers').items();
  return (
    !isWritten(template.metadata.at('labels')) &&
    containers.length > 0 &&
    containers.every((each) => each.kind === 'map' && !isWritten(each.at('image')))
  );
}

/** Containers of the lists named, in written order. */
export function containersOf(podSpec: ManifestNode, lists: readonly string[] = containerLists): ManifestNode[] {
  return lists.flatMap((list) => podSpec.at(list).items());
}

/** Lists of containers that a pod can have. */
export const containerLists = ['initContainers', 'containers', 'ephemeralContainers'];

const templatePaths: Readonly<Record<string, ManifestPath>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};
