import type { OperatorVersion, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Minor releases that clusters are still run with, oldest first: some vendors patch them longer. https://kubernetes.io/releases/ */
const run = ['1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'] as const;

/** What clusters are upgraded from, and what nobody runs a new one with. */
const past = Array.from({ length: 13 }, (_, index) => `1.${String(17 + index)}`);

export const operatorVersions: readonly OperatorVersion[] = [...past, ...run];

/** Something that is gone in this release is gone wherever a manifest is applied, whatever runs there. */
export const oldestRun: OperatorVersion = run[0];

/** What clusters are made from, where it says which release of Kubernetes they run. */
const sources: readonly { readonly group: string; readonly kind: string; readonly path: readonly string[] }[] = [
  { group: 'kubeadm.k8s.io', kind: 'ClusterConfiguration', path: ['kubernetesVersion'] },
  { group: 'controlplane.cluster.x-k8s.io', kind: 'KubeadmControlPlane', path: ['spec', 'version'] },
  { group: 'eksctl.io', kind: 'ClusterConfig', path: ['metadata', 'version'] },
];

/** Where `detectVersion` looks. */
export const versionSources = sources.map(({ group, kind }) => ({ group, kind }));

/** The release in a file of kubeadm, Cluster API or eksctl; of a connected cluster the client writes the first of them. */
export function detectVersion({ identity, root }: Resource): OperatorVersion | undefined {
  const [group] = identity.apiVersion.split('/');
  const source = sources.find((each) => each.kind === identity.kind && each.group === group);
  if (source === undefined) return undefined;
  return /^v?(\d+\.\d+(?:\.\d+)?)(?:[-+].*)?$/.exec(textOf(root.at(...source.path)) ?? '')?.[1];
}
