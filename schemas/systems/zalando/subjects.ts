import type { NamedPart, Resource, SubjectKind, WorkspaceIndex } from '../../contract/index.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { chartSections, makesTexts } from './chartConfiguration.ts';
import { configuredSettings } from './configuredSettings.ts';
import { operatorDeployments } from './operatorDeployments.ts';
import { findSpiloVariable } from './spiloVariables.ts';
import { operatorChart, operatorConfigMap, podEnvironment } from './subjectIds.ts';

/** Settings of the operator that no other ConfigMap has. */
const settings: readonly string[] = [
  ...['cluster_labels', 'cluster_name_label', 'pod_role_label', 'inherited_labels', 'watched_namespace'],
  ...['docker_image', 'workers', 'min_instances', 'max_instances', 'resync_period', 'repair_period'],
  ...['super_username', 'replication_username', 'protected_role_names', 'postgres_superuser_teams', 'enable_teams_api'],
  ...['pod_environment_configmap', 'pod_environment_secret', 'pod_service_account_name', 'secret_name_template'],
  ...['wal_s3_bucket', 'wal_gs_bucket', 'kube_iam_role', 'logical_backup_schedule', 'logical_backup_s3_bucket'],
  ...['connection_pooler_mode', 'connection_pooler_user', 'spilo_privileged', 'spilo_fsgroup', 'storage_resize_mode'],
  ...['db_hosted_zone', 'master_dns_name_format', 'pdb_name_format', 'major_version_upgrade_mode'],
];

const environmentPaths = [['data'], ['stringData']] as const;

/** What the pack understands besides its resources. */
export const zalandoSubjects: readonly SubjectKind[] = [
  {
    id: operatorConfigMap,
    title: say`ConfigMap that configures the operator`,
    parts: [
      {
        ...{ group: '', kind: 'ConfigMap', paths: [['data']] },
        marks: settings,
        shows: showsSettings,
        namedBy: namedByOperators,
      },
    ],
  },
  {
    id: operatorChart,
    title: say`Values of the operator's chart`,
    chart: {
      name: 'postgres-operator',
      ownKeys: [
        'configGeneral',
        ...chartSections.values(),
        'configTarget',
        'podPriorityClassName',
        'podServiceAccount',
      ],
      // Chart and operator have one version; the image that runs may be another one. Forks of the chart count from 0.
      versionOf: (chartVersion, values) =>
        [textOf(values.at('image', 'tag')), chartVersion]
          .map((text) => /^v?([1-9]\d*\.\d+(?:\.\d+)?)(?:[-+@]|$)/.exec(text ?? '')?.[1])
          .find((version) => version !== undefined),
      takesTexts: makesTexts,
    },
  },
  {
    id: podEnvironment,
    title: say`Variables for the pods of all clusters`,
    parts: (['ConfigMap', 'Secret'] as const).map((kind) => ({
      ...{ group: '', kind, paths: kind === 'Secret' ? environmentPaths : [['data']] },
      marks: ['USE_WALG_', 'WAL_', 'CLONE_', 'STANDBY_', 'BACKUP_'],
      shows: showsEnvironment,
      namedBy: namedBySettings(kind),
    })),
  },
];

/** Variables that nothing but Spilo reads; others share its names of AWS and the like. */
const own = /^(?:CLONE_|STANDBY_)|^USE_WALG_|^WAL_(?:S3|GS)_BUCKET$|^WAL_BUCKET_SCOPE_|^BACKUP_NUM_TO_RETAIN$/;

function showsEnvironment({ root }: Resource): boolean {
  return environmentPaths.some((path) => {
    const names = root
      .at(...path)
      .entries()
      .map(([name]) => name)
      .filter(findSpiloVariable);
    return names.length >= 3 && names.some((name) => own.test(name));
  });
}

function namedBySettings(kind: 'ConfigMap' | 'Secret') {
  return function* (workspace: WorkspaceIndex): Iterable<NamedPart> {
    const setting = `pod_environment_${kind.toLowerCase()}`;
    for (const node of configuredSettings(workspace, 'kubernetes', setting)) {
      const [name = '', namespace = ''] = (knownName(node) ?? '').split('/').reverse();
      if (name !== '') yield { name, namespace };
    }
  };
}

/** By the name that it has in the operator's manifests and chart, or by its settings alone. */
function showsSettings({ identity, root }: Resource): boolean {
  const data = root.at('data');
  const written = settings.filter((key) => data.at(key).kind !== 'missing').length;
  return written >= (/^(?:.*-)?postgres-operator$/.test(identity.name) ? 1 : 3);
}

/** https://github.com/zalando/postgres-operator/blob/v2.0.1/cmd/main.go#L44 */
function* namedByOperators(workspace: WorkspaceIndex): Iterable<NamedPart> {
  for (const operator of operatorDeployments(workspace)) {
    const name = operator.variable('CONFIG_MAP_NAME');
    if (name) yield { name, namespace: operator.namespace };
  }
}
