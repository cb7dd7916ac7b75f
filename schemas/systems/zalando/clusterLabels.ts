import type { Labels, ManifestNode } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Labels of what belongs to a cluster. pkg/cluster/util.go (labelsSet) */
export interface ClusterLabels {
  /** On the cluster's objects: `application=spilo,cluster-name=shop`. */
  readonly cluster: Labels;
  /** On objects of its own: pooler and logical backup have another `application`. */
  readonly pooler: Labels;
  readonly backup: Labels;
  /** Says `master` or `replica` of a pod. */
  readonly role: string;
}

/** As the operator is configured, or by its defaults. pkg/controller/operator_config.go */
export function clusterLabels(name: string, configuration?: ManifestNode): ClusterLabels {
  const kubernetes = configuration?.at('kubernetes');
  const setting = (key: string) => (kubernetes && textOf(kubernetes.at(key))) || undefined;
  const written = kubernetes ? labelsIn(kubernetes.at('cluster_labels')) : {};
  const common = Object.keys(written).length > 0 ? written : { application: 'spilo' };
  const cluster = { ...common, [setting('cluster_name_label') ?? 'cluster-name']: name };
  return {
    cluster,
    // Both replace the label `application`, whatever the others are. connection_pooler.go#L120, k8sres.go#L2404
    pooler: { ...cluster, application: 'db-connection-pooler' },
    backup: { ...cluster, application: 'spilo-logical-backup' },
    role: setting('pod_role_label') ?? 'spilo-role',
  };
}

/** A map, or in a ConfigMap a text such as `application:spilo,tier:db`. */
function labelsIn(node: ManifestNode): Labels {
  const text = textOf(node);
  const pairs =
    text === undefined
      ? node.entries().map(([key, value]) => [key, textOf(value) ?? ''] as const)
      : text.split(',').map((pair) => {
          const [key = '', value = ''] = pair.split(':');
          return [key.trim(), value.trim()] as const;
        });
  return Object.fromEntries(pairs.filter(([key, value]) => key !== '' && value !== ''));
}
