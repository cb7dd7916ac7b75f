import type { Action, ManifestNode, ManifestValue, ObjectType, Outcome, Resource, Said } from '../../contract/index.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { shortName, timeInName, timeInSeconds } from '../../vocabulary/recipes.ts';
import { isFalse, isTrue, isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { joined, say } from '../../vocabulary/say.ts';
import { clusterLabels, instanceLabels } from './labels.ts';
import { barmanPlugin, group, isReplica } from './naming.ts';

export function actionsOf(resource: Resource): readonly Action[] {
  const { identity, root } = resource;
  const spec = root.at('spec');
  // Hibernation takes all pods away.
  if (root.at('metadata', 'annotations', 'cnpg.io/hibernation').value === 'on') return [];
  const isAlone = (numberOf(spec.at('instances')) ?? 1) === 1;
  const method = backupMethod(spec);
  return [
    restart(resource, isAlone),
    ...(isAlone ? [] : [switchover(isReplica(spec, identity.name))]),
    ...(method ? [backUp(identity.name, method)] : []),
  ];
}

/**
 * As `kubectl cnpg restart`. By default PostgreSQL restarts inside the primary's pod, which then is no new one; with
 * `supervised` it waits for a person. internal/controller/cluster_upgrade.go (updatePrimaryPod)
 */
function restart({ identity, root }: Resource, isAlone: boolean): Action {
  const spec = root.at('spec');
  const isSupervised = spec.at('primaryUpdateStrategy').value === 'supervised' && !isAlone;
  const isInPlace = spec.at('primaryUpdateMethod').value !== 'switchover';
  const primary = isSupervised
    ? say`The primary then waits until somebody switches over, because \`primaryUpdateStrategy\` is \`supervised\`.`
    : isAlone && !isInPlace
      ? say`The only pod is replaced: nobody can connect until the new one is ready.`
      : isInPlace
        ? say`PostgreSQL restarts inside the pod of the primary: its sessions end, and nobody can write for the seconds that it takes.`
        : say`The primary is replaced last, after a switchover: sessions end, and nobody can write for a few seconds.`;
  const replicas = say`The operator replaces the replicas one after the other.`;
  const renewed: Outcome =
    isSupervised || isInPlace
      ? { kind: 'pods-renewed', labels: instanceLabels(identity.name, 'replica') }
      : { kind: 'pods-renewed' };
  return {
    id: 'restart',
    command: 'restart',
    title: isAlone ? say`Restart the instance` : say`Restart all instances, replicas first`,
    consequence: isAlone ? primary : joined([replicas, primary], ' '),
    steps: ({ now }) => [
      {
        kind: 'patch',
        patch: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': timeInSeconds(now) } } },
      },
    ],
    ...(isAlone && isInPlace ? {} : { until: () => renewed }),
  };
}

/** As `kubectl cnpg promote`. internal/cmd/plugin/promote/promote.go */
function switchover(follows: boolean): Action {
  return {
    id: 'switchover',
    command: 'switchover',
    title: follows ? say`Make another instance the designated primary` : say`Make another instance the primary`,
    consequence: follows
      ? say`The designated primary shuts down cleanly and the chosen replica takes over once it has received everything. Sessions end, and nobody can connect to it for a few seconds.`
      : say`The primary shuts down cleanly and the chosen replica takes over once it has received everything. Sessions end, and nobody can write for a few seconds.`,
    chooses: 'replica',
    steps: ({ now, chosen }) => [
      {
        kind: 'patch',
        subresource: 'status',
        patch: {
          status: {
            targetPrimary: chosen,
            targetPrimaryTimestamp: now.toISOString().replace(/\.(\d{3})Z$/, '.$1000Z'),
            phase: 'Switchover in progress',
            phaseReason: `Switching over to ${chosen}`,
          },
        },
      },
    ],
    until: () => ({ kind: 'primary-is-chosen' }),
  };
}

const backups: ObjectType = { group, version: 'v1', plural: 'backups', kind: 'Backup', scope: 'Namespaced' };

const load = say`The cluster stays in use, with more load meanwhile; the object Backup stays in the namespace.`;

/** The Backup has the time in its name, so that another one may follow. internal/cmd/plugin/backup/cmd.go */
function backUp(cluster: string, method: BackupMethod): Action {
  const nameAt = (now: Date) => shortName(cluster, timeInName(now));
  return {
    id: 'backup',
    command: 'backup',
    title: say`Back up now`,
    consequence: joined([method.consequence, load], ' '),
    steps: ({ now }) => [
      {
        kind: 'create',
        type: backups,
        object: {
          apiVersion: `${group}/v1`,
          kind: 'Backup',
          metadata: { name: nameAt(now), labels: clusterLabels(cluster) },
          spec: { cluster: { name: cluster }, ...method.spec },
        },
      },
    ],
    // api/v1/backup_types.go (BackupPhase): others come and go meanwhile.
    until: ({ now }) => ({
      kind: 'field-reads',
      object: { ...backups, name: nameAt(now) },
      field: 'status.phase',
      values: ['completed'],
      failures: ['failed', 'invalid backup definition'],
    }),
  };
}

interface BackupMethod {
  /** What the operator does. */
  readonly consequence: Said;
  readonly spec: Readonly<Record<string, ManifestValue>>;
}

/** The first that is configured: a plugin replaces the built-in object store. */
function backupMethod(spec: ManifestNode): BackupMethod | undefined {
  const plugin = backupPlugin(spec);
  if (plugin !== undefined) {
    return {
      consequence: say`A Backup is made: the operator lets plugin ${plugin} copy the database, from a replica if there is one.`,
      spec: { method: 'plugin', pluginConfiguration: { name: plugin } },
    };
  }
  const backup = spec.at('backup');
  if (isWritten(backup.at('barmanObjectStore'))) {
    const where = textOf(backup.at('barmanObjectStore', 'destinationPath'));
    const consequence = where
      ? say`A Backup is made: the operator copies the database to ${where}, from a replica if there is one.`
      : say`A Backup is made: the operator copies the database to its object store, from a replica if there is one.`;
    return { consequence, spec: { method: 'barmanObjectStore' } };
  }
  if (isWritten(backup.at('volumeSnapshot'))) {
    const consequence = say`A Backup is made: the operator takes snapshots of the volumes, from a replica if there is one.`;
    return { consequence, spec: { method: 'volumeSnapshot' } };
  }
  return undefined;
}

/** The one that archives WAL makes backups too; so does the project's own for object stores. */
function backupPlugin(spec: ManifestNode): string | undefined {
  const enabled = spec
    .at('plugins')
    .items()
    .filter((plugin) => !isFalse(plugin.at('enabled')));
  const found =
    enabled.find((plugin) => isTrue(plugin.at('isWALArchiver'))) ??
    enabled.find((plugin) => plugin.at('name').value === barmanPlugin);
  return found && knownName(found.at('name'));
}
