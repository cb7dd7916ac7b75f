import type { CleanUp, Labels, ManifestNode } from '../../contract/index.ts';
import {
  configMaps,
  cronJobs,
  deployments,
  endpoints,
  jobs,
  persistentVolumeClaims,
  podDisruptionBudgets,
  secrets,
  services,
  statefulSets,
} from '../../vocabulary/objectTypes.ts';
import { leftoversOf } from '../../vocabulary/recipes.ts';
import { textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import type { ClusterLabels } from './clusterLabels.ts';
import { manifestUsers, namespaceInUser } from './naming.ts';
import type { OperatorNames } from './naming.ts';

/**
 * What the operator may leave: all of it where it was not running, volumes and Secrets where it is configured to keep
 * them. docs/reference/operator_parameters.md (enable_persistent_volume_claim_deletion, enable_secrets_deletion)
 */
export function cleanUpOf(spec: ManifestNode, names: OperatorNames, labels: ClusterLabels): CleanUp {
  const isSpread = names.crossNamespaceSecrets && hasSecretsElsewhere(spec, names);
  return {
    leftovers: [
      { type: persistentVolumeClaims, labels: labels.cluster, holds: 'data' },
      secretsOf(labels.cluster, isSpread),
      ...leftoversOf(
        labels.cluster,
        [statefulSets, 'nothing'],
        [services, 'nothing'],
        [endpoints, 'nothing'],
        [configMaps, 'nothing'],
        [podDisruptionBudgets, 'nothing'],
      ),
      ...leftoversOf(labels.pooler, [deployments, 'nothing'], [services, 'nothing']),
      ...leftoversOf(labels.backup, [cronJobs, 'nothing'], [jobs, 'nothing']),
    ],
    notes: [
      say`WAL, base backups and dumps in the bucket stay; a new cluster of the same name and uid would find them.`,
      say`Volumes whose class has the reclaim policy \`Retain\` stay as released PersistentVolumes with the data on them.`,
      ...(isSpread
        ? [
            say`Secrets are looked for in every namespace: one of a cluster that has the same name elsewhere is among them, leave that one.`,
          ]
        : []),
      ...(!isSpread && hasSecretsElsewhere(spec, names)
        ? [say`If the operator has \`enable_cross_namespace_secret\`, Secrets are left in other namespaces as well.`]
        : []),
    ],
  };
}

/** In every namespace only if some are there: Secrets of a cluster of the same name elsewhere carry the same labels. */
function secretsOf(labels: Labels, isSpread: boolean): CleanUp['leftovers'][number] {
  return { type: secrets, labels, ...(isSpread ? { everyNamespace: true as const } : {}), holds: 'credentials' };
}

/** pkg/cluster/cluster.go#L1562, #L1625 */
function hasSecretsElsewhere(spec: ManifestNode, names: OperatorNames): boolean {
  return (
    manifestUsers(spec, names).some(({ name }) => namespaceInUser(name) !== undefined) ||
    spec
      .at('preparedDatabases')
      .entries()
      .some(([, database]) => Boolean(textOf(database.at('secretNamespace'))))
  );
}
