import type { Action, Labels, ManifestNode, Step } from '../../contract/index.ts';
import { shortName, timeInSeconds } from '../../vocabulary/recipes.ts';
import { isTrue, numberOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import type { ClusterLabels } from './clusterLabels.ts';
import { backupJobName, isStandby } from './naming.ts';
import type { OperatorNames } from './naming.ts';
import { dataMountPath, postgresContainer } from './pods.ts';

export interface ActionSource {
  readonly spec: ManifestNode;
  readonly cluster: string;
  readonly names: OperatorNames;
  readonly labels: ClusterLabels;
}

export function actionsOf(source: ActionSource): readonly Action[] {
  const { spec } = source;
  const instances = numberOf(spec.at('numberOfInstances'));
  if (instances === 0) return [];
  const isAlone = instances === 1;
  return [
    restartPostgres(source, isAlone),
    restartPods(source.labels.cluster, isAlone),
    ...(isAlone ? [] : [switchover(source)]),
    ...(isTrue(spec.at('enableLogicalBackup')) ? [logicalBackup(source)] : []),
    ...(isStandby(spec) ? [] : [physicalBackup(source)]),
  ];
}

/** Patroni restarts one member after the other. https://patroni.readthedocs.io/en/latest/patronictl.html#patronictl-restart */
function restartPostgres({ cluster }: ActionSource, isAlone: boolean): Action {
  return {
    id: 'restart-postgres',
    command: 'restart',
    title: say`Restart PostgreSQL only, the pods stay`,
    consequence: isAlone
      ? say`PostgreSQL restarts in its pod. Every session ends, and nobody can connect for the seconds that it takes.`
      : say`PostgreSQL restarts in one pod after the other, without a switchover. Every session ends, and the primary takes no connections for the seconds that it takes.`,
    steps: ({ primary, chosen }) => [inContainer(primary || chosen, ['patronictl', 'restart', cluster, '--force'])],
  };
}

/**
 * Deleting pods would skip the switchover, and `kubectl rollout restart` does nothing: the StatefulSet leaves its pods
 * alone. What the operator acts on is its own mark on each pod (pkg/cluster/resources.go#L22), which it looks at when the
 * cluster changes; so an annotation follows. Before v1.13 that annotation alone replaced the pods, since then it does not
 * (pkg/cluster/cluster.go#L544).
 */
function restartPods(labels: Labels, isAlone: boolean): Action {
  const what = isAlone
    ? say`The operator replaces the only pod: nobody can connect until the new one is ready.`
    : say`The operator replaces the replicas one after the other, then switches over and replaces the old primary. Sessions end at the switchover, for a few seconds nobody can write.`;
  return {
    id: 'restart',
    command: 'restart',
    title: isAlone ? say`Restart the pod` : say`Restart all pods, replicas first`,
    consequence: say`${what} For this the cluster gets an annotation below \`spec.podAnnotations\` that the manifest does not have; applying the manifest later leaves or removes it without another restart in operators since 1.13.`,
    steps: ({ now }) => [
      {
        kind: 'patch-pods',
        labels,
        patch: { metadata: { annotations: { 'zalando-postgres-operator-rolling-update-required': 'true' } } },
      },
      {
        kind: 'patch',
        patch: { spec: { podAnnotations: { 'kubectl.kubernetes.io/restartedAt': timeInSeconds(now) } } },
      },
    ],
    until: () => ({ kind: 'pods-renewed' }),
  };
}

function switchover({ cluster, spec }: ActionSource): Action {
  return {
    id: 'switchover',
    command: 'switchover',
    title: isStandby(spec) ? say`Make another member the standby leader` : say`Make another member the primary`,
    consequence: isStandby(spec)
      ? say`The standby leader shuts down cleanly and the chosen replica takes over. Sessions end, for a few seconds nobody can connect to it; Patroni refuses if the replica is not in sync enough.`
      : say`The primary shuts down cleanly and the chosen replica takes over. Sessions end, for a few seconds nobody can write; Patroni refuses if the replica is not in sync enough.`,
    chooses: 'replica',
    // Naming the leader makes Patroni refuse if it has changed meanwhile.
    steps: ({ primary, chosen }) => [
      inContainer(primary || chosen, [
        ...['patronictl', 'switchover', cluster],
        ...(primary ? ['--leader', primary] : []),
        ...['--candidate', chosen, '--force'],
      ]),
    ],
    until: () => ({ kind: 'primary-is-chosen' }),
  };
}

function logicalBackup({ cluster, names, labels }: ActionSource): Action {
  const name = backupJobName(cluster, names);
  return {
    id: 'backup-logical',
    command: 'backup',
    title: say`Dump all databases now (logical backup)`,
    consequence: say`A Job is made from CronJob ${name}: it reads every database with pg_dumpall and writes the dump to the bucket of the operator's configuration. The cluster stays in use, with more load meanwhile.`,
    steps: ({ now }) => [
      { kind: 'run-cron-job', name, jobName: shortName(name, String(Math.floor(now.getTime() / 1000))) },
    ],
    until: () => ({ kind: 'job-complete', labels: labels.backup }),
  };
}

/**
 * The script asks Postgres where the data are, as the user of the container. That is root unless `spilo_runasuser` is set, and
 * there is no such role: it ends with "Recovery state unknown". The socket lets everybody in as the superuser.
 * https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/administrator.md#restoring-physical-backups
 */
function physicalBackup({ names }: ActionSource): Action {
  return {
    id: 'backup-physical',
    command: 'backup',
    title: say`Base backup now (physical backup)`,
    consequence: say`The primary writes a copy of its data directory to the bucket of the WAL archive, then deletes base backups beyond the number to keep. The cluster stays in use, with more load meanwhile; without a bucket in the configuration it ends with an error.`,
    steps: ({ primary }) => [
      inContainer(primary, [
        ...['env', `PGUSER=${names.superUser}`],
        ...['envdir', '/run/etc/wal-e.d/env', '/scripts/postgres_backup.sh'],
        `${dataMountPath}/pgroot/data`,
      ]),
    ],
  };
}

function inContainer(pod: string, command: readonly string[]): Step {
  return { kind: 'exec', pod, container: postgresContainer, command };
}
