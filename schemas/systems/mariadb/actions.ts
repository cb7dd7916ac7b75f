import type { Action, MergePatch, ObjectType, Resource, Said } from '../../contract/index.ts';
import { shortName, timeInName, timeInSeconds } from '../../vocabulary/recipes.ts';
import { isTrue, isWritten, numberOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { group, isCluster } from './naming.ts';

/** With `suspend` the operator would let every action wait for ever. */
export function serverActions({ root }: Resource): readonly Action[] {
  const spec = root.at('spec');
  if (isTrue(spec.at('suspend'))) return [];
  const isAlone = !isCluster(spec) || (numberOf(spec.at('replicas')) ?? 1) < 2;
  const update = spec.at('updateStrategy', 'type').value ?? 'ReplicasFirstPrimaryLast';
  return [
    ...(update === 'ReplicasFirstPrimaryLast' || update === 'RollingUpdate' ? [restartServers(isAlone, update)] : []),
    // Where MaxScale decides, the operator leaves `podIndex` alone. pkg/controller/replication/switchover.go
    ...(isAlone || isWritten(spec.at('maxScaleRef')) ? [] : [switchover(isTrue(spec.at('galera', 'enabled')))]),
  ];
}

/** A change of the pods' template, which the operator rolls out. internal/controller/mariadb_controller_update.go */
function restartServers(isAlone: boolean, update: string): Action {
  const inOrder =
    update === 'RollingUpdate'
      ? say`Pods are replaced one after the other, from the highest number down, whoever the primary is. Sessions end with their pod.`
      : say`The operator replaces the replicas one after the other, then the primary. With replication it switches over before, and for a few seconds nobody can write.`;
  const what = isAlone
    ? say`The only pod is replaced: nobody can connect until the new one is ready.`
    : say`${inOrder} A replica that is not ready holds it up.`;
  return restartPods(isAlone, what);
}

/** @param what happens to the pods and to sessions. */
function restartPods(isAlone: boolean, what: Said): Action {
  return {
    id: 'restart',
    command: 'restart',
    title: isAlone ? say`Restart the pod` : say`Restart all pods`,
    consequence: say`${what} ${annotated}`,
    steps: ({ now }) => [restartedAt(now)],
    until: () => ({ kind: 'pods-renewed' }),
  };
}

/** pkg/controller/replication/switchover.go, pkg/controller/galera/controller.go */
function switchover(isGalera: boolean): Action {
  const what = isGalera
    ? say`Services lead to the chosen server from then on; sessions with the old one stay there.`
    : say`Writes stop until all replicas have caught up, then the chosen one takes over. If one does not catch up in time, the operator begins anew.`;
  const field = isGalera ? 'galera' : 'replication';
  return {
    id: 'switchover',
    command: 'switchover',
    title: say`Make another server the primary`,
    consequence: say`${what} \`spec.${field}.primary.podIndex\` changes: put the new number into the manifest, or the next apply switches back.`,
    chooses: 'replica',
    steps: ({ chosen }) => {
      const podIndex = Number(/-(\d+)$/.exec(chosen)?.[1] ?? NaN);
      return Number.isNaN(podIndex) ? [] : [patch({ spec: { [field]: { primary: { podIndex } } } })];
    },
    until: () => ({ kind: 'primary-is-chosen' }),
  };
}

/** Its StatefulSet replaces pods by itself, unless it was told not to. pkg/builder/statefulset_builder.go */
export function proxyActions({ root }: Resource): readonly Action[] {
  const spec = root.at('spec');
  if (isTrue(spec.at('suspend')) || spec.at('updateStrategy', 'type').value === 'OnDelete') return [];
  const isAlone = (numberOf(spec.at('replicas')) ?? 1) < 2;
  const what = isAlone
    ? say`The only pod is replaced: nobody can connect through it until the new one is ready.`
    : say`Pods are replaced one after the other; sessions through the one that goes end.`;
  return [restartPods(isAlone, what)];
}

/** A schedule is a CronJob of the same name. pkg/builder/batch_builder.go (BuildBackupCronJob) */
export function backupActions({ identity, root }: Resource): readonly Action[] {
  if (!isWritten(root.at('spec', 'schedule'))) return [];
  return [
    {
      id: 'backup',
      command: 'backup',
      title: say`Back up now`,
      consequence: say`A Job runs \`mariadb-dump\` as the schedule would. The server stays in use, with more load meanwhile, and backups beyond \`maxRetention\` are deleted afterwards.`,
      steps: ({ now }) => [
        { kind: 'run-cron-job', name: identity.name, jobName: shortName(identity.name, timeInName(now)) },
      ],
    },
  ];
}

/** Any text that was not there before; older operators than 26.3 drop the field. internal/controller/physicalbackup_controller.go */
export function physicalBackupActions({ identity, root }: Resource): readonly Action[] {
  if (!isWritten(root.at('spec', 'schedule'))) return [];
  return [
    {
      id: 'backup',
      command: 'backup',
      title: say`Start a physical backup now`,
      consequence: say`The operator, from 26.3 on, starts a backup of a ready server; this resource shows when it is complete. The server stays in use, with more load meanwhile. \`spec.schedule.onDemand\` gets the time, which the manifest does not have; taking it out again does nothing.`,
      steps: ({ now }) => [patch({ spec: { schedule: { onDemand: timeInSeconds(now) } } })],
      until: ({ now }) => ({
        kind: 'field-reads',
        object: { ...physicalBackups, name: identity.name },
        field: 'status.lastScheduleOnDemand',
        values: [timeInSeconds(now)],
        failures: [],
      }),
    },
  ];
}

const physicalBackups: ObjectType = {
  group,
  version: 'v1alpha1',
  plural: 'physicalbackups',
  kind: 'PhysicalBackup',
  scope: 'Namespaced',
};

function restartedAt(now: Date): { readonly kind: 'patch'; readonly patch: MergePatch } {
  return patch({ spec: { podMetadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': timeInSeconds(now) } } } });
}

const annotated = say`For this the resource gets an annotation below \`spec.podMetadata.annotations\` that the manifest does not have: a tool that takes it out again restarts the pods once more.`;

function patch(value: MergePatch): { readonly kind: 'patch'; readonly patch: MergePatch } {
  return { kind: 'patch', patch: value };
}
