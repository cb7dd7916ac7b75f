import type { Action, MergePatch, Resource, Said } from '../../contract/index.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { timeInSeconds } from '../../vocabulary/recipes.ts';
import { isTrue, isWritten, numberOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { clusterLabels } from './clusterLabels.ts';
import { group, isStandby, repositories } from './naming.ts';

export function actionsOf({ identity, root }: Resource): readonly Action[] {
  const spec = root.at('spec');
  if (isTrue(spec.at('shutdown'))) return [];
  const isAlone = instancesOf(spec) === 1;
  const repos = repositories(spec).flatMap((repository) => knownName(repository.at('name')) ?? []);
  return [
    restart(isAlone),
    ...(isWritten(spec.at('proxy', 'pgBouncer')) ? [restartPgBouncer(identity.name)] : []),
    ...(isAlone ? [] : [switchover]),
    ...(isStandby(spec) ? [] : repos.map((repo) => backUp(identity.name, repo, repos.length === 1))),
  ];
}

/** Pods of all instance sets; a set without a number has one. */
export function instancesOf(spec: Resource['root']): number {
  return spec
    .at('instances')
    .items()
    .reduce((sum, set) => sum + (numberOf(set.at('replicas')) ?? 1), 0);
}

/** The StatefulSets leave their pods alone: the operator replaces those that differ. internal/controller/postgrescluster/instance.go */
function restart(isAlone: boolean): Action {
  const what = isAlone
    ? say`The operator replaces the only pod of the database: nobody can connect until the new one is ready.`
    : say`The operator replaces the replicas one after the other, then switches over and replaces the old primary. Sessions end at the switchover, for a few seconds nobody can write.`;
  return {
    id: 'restart',
    command: 'restart',
    title: isAlone ? say`Restart the pod` : say`Restart all pods, replicas first`,
    consequence: say`${what} ${annotated('spec.metadata.annotations')}`,
    steps: ({ now }) => [patch({ spec: { metadata: { annotations: { restarted: timeInSeconds(now) } } } })],
    until: () => ({ kind: 'pods-renewed' }),
  };
}

function restartPgBouncer(cluster: string): Action {
  return {
    id: 'restart-pgbouncer',
    command: 'restart',
    title: say`Restart PgBouncer only`,
    consequence: say`Pods of PgBouncer are replaced one after the other; sessions through the one that goes end, those that go to PostgreSQL directly stay. ${annotated('spec.proxy.pgBouncer.metadata.annotations')}`,
    steps: ({ now }) => [
      patch({ spec: { proxy: { pgBouncer: { metadata: { annotations: { restarted: timeInSeconds(now) } } } } } }),
    ],
    until: () => ({ kind: 'pods-renewed', labels: clusterLabels(cluster, { role: 'pgbouncer' }) }),
  };
}

/** An instance is a StatefulSet of one pod, so the pod has its name and `-0`. internal/controller/postgrescluster/patroni.go */
const switchover: Action = {
  id: 'switchover',
  command: 'switchover',
  title: say`Make another instance the primary`,
  consequence: say`The primary shuts down cleanly and the chosen replica takes over. Sessions end, for a few seconds nobody can write. The cluster keeps \`spec.patroni.switchover\` and an annotation that the manifest does not have; they do nothing later.`,
  chooses: 'replica',
  steps: ({ now, chosen }) => [
    patch({
      metadata: { annotations: { [`${group}/trigger-switchover`]: timeInSeconds(now) } },
      spec: {
        patroni: { switchover: { enabled: true, type: 'Switchover', targetInstance: chosen.replace(/-\d+$/, '') } },
      },
    }),
  ],
  until: () => ({ kind: 'primary-is-chosen' }),
};

/** internal/controller/postgrescluster/pgbackrest.go (reconcileManualBackup) */
function backUp(cluster: string, repo: string, isOnly: boolean): Action {
  return {
    id: isOnly ? 'backup' : `backup-${repo}`,
    command: 'backup',
    title: isOnly ? say`Back up now` : say`Back up to ${repo} now`,
    consequence: say`A Job runs pgBackRest, which copies the database to ${repo}; what it copies is set by \`spec.backups.pgbackrest.manual.options\`. The cluster stays in use, with more load meanwhile, and backups beyond those to keep are deleted.`,
    steps: ({ now }) => [
      patch({
        metadata: { annotations: { [`${group}/pgbackrest-backup`]: timeInSeconds(now) } },
        spec: { backups: { pgbackrest: { manual: { repoName: repo } } } },
      }),
    ],
    until: () => ({
      kind: 'job-complete',
      labels: clusterLabels(cluster, { 'pgbackrest-backup': 'manual', 'pgbackrest-repo': repo }),
    }),
  };
}

function annotated(field: string): Said {
  return say`For this the cluster gets an annotation below \`${field}\` that the manifest does not have: a tool that takes it out again restarts the pods once more.`;
}

function patch(value: MergePatch): { readonly kind: 'patch'; readonly patch: MergePatch } {
  return { kind: 'patch', patch: value };
}
