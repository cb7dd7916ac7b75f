// Stand-ins for operators: what they do when their resource changes, to real objects and real databases. Nothing here
// knows the product.
import type { ApiClient, BedName, BedObject } from './apiClient.ts';
import { setHealthy } from './layouts/layCloudNativePg.ts';
import { nameOf } from './layouts/layout.ts';
import type { PostgresLayout } from './layouts/postgresLayout.ts';
import { installTektonResults, type TektonLayout } from './layouts/layTektonResults.ts';
import type { TidbLayout } from './layouts/layTidb.ts';

/** Each `operate...` comes back when it watches: changes from then on are acted on. */
export interface Operator {
  /** When all changes that it has heard of are done. Fails with the first thing that went wrong. */
  whenIdle(): Promise<void>;
  stop(): void;
}

type Annotations = Readonly<Record<string, string>>;

/**
 * The mark on a pod says that it is to be replaced; the operator looks at it when the cluster changes.
 * pkg/cluster/pod.go (recreatePods)
 */
export async function operateZalando({ bed, resource, members, namespace }: PostgresLayout): Promise<Operator> {
  const mark = 'zalando-postgres-operator-rolling-update-required';
  interface Spec {
    readonly podAnnotations?: Annotations;
  }
  return operate(bed.api, resource, async (after, before) => {
    const { podAnnotations } = after['spec'] as Spec;
    if (same(podAnnotations, (before['spec'] as Spec).podAnnotations)) return;
    const setStatus = (PostgresClusterStatus: string) =>
      bed.api.patch(resource, { status: { PostgresClusterStatus } }, 'status');
    await setStatus('Updating');
    const pods = await Promise.all(
      members.all.map(({ pod }) => bed.api.read({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod })),
    );
    if (pods.some((pod) => pod?.metadata.annotations?.[mark] === 'true')) await members.renew(podAnnotations);
    await setStatus('Running');
  });
}

/** Other annotations of the pods: they are replaced. Other value of a trigger: what it stands for. */
export async function operateCrunchy({
  bed,
  resource,
  members,
  cluster,
  namespace,
}: PostgresLayout): Promise<Operator> {
  const prefix = 'postgres-operator.crunchydata.com';
  interface Spec {
    readonly metadata?: { readonly annotations?: Annotations };
    readonly patroni?: { readonly switchover?: { readonly enabled?: boolean; readonly targetInstance?: string } };
    readonly backups?: { readonly pgbackrest?: { readonly manual?: { readonly repoName?: string } } };
  }
  return operate(bed.api, resource, async (after, before) => {
    const [now, then] = [after['spec'] as Spec, before['spec'] as Spec];
    const triggered = (name: string) =>
      annotation(after, `${prefix}/${name}`) !== annotation(before, `${prefix}/${name}`);
    if (!same(now.metadata?.annotations, then.metadata?.annotations)) await members.renew(now.metadata?.annotations);
    const { enabled, targetInstance } = now.patroni?.switchover ?? {};
    if (triggered('trigger-switchover') && enabled) {
      await members.switchover(targetInstance === undefined ? undefined : `${targetInstance}-0`);
    }
    const repo = now.backups?.pgbackrest?.manual?.repoName;
    if (triggered('pgbackrest-backup') && repo !== undefined) {
      const labels = {
        [`${prefix}/cluster`]: cluster,
        [`${prefix}/pgbackrest-backup`]: 'manual',
        [`${prefix}/pgbackrest-repo`]: repo,
      };
      const value = annotation(after, `${prefix}/pgbackrest-backup`);
      await bed.api.apply(backupJob(namespace, `${cluster}-backup-${suffix(String(value))}`, labels, { value }));
    }
  });
}

/** A few letters that differ for what differs. */
function suffix(text: string): string {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % 1_679_616;
  return sum.toString(36).padStart(4, '0');
}

/** Its controller makes the pod, which the kubelet completes at once. */
function backupJob(
  namespace: string,
  name: string,
  labels: Annotations,
  { value = '' }: { value?: string | undefined },
) {
  const container = { name: 'pgbackrest', image: 'crunchy-pgbackrest', command: ['pgbackrest', 'backup'] };
  const annotations = { 'postgres-operator.crunchydata.com/pgbackrest-backup': value };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels, annotations },
    spec: { template: { metadata: { labels }, spec: { restartPolicy: 'Never', containers: [container] } } },
  } satisfies BedObject;
}

/**
 * A restart replaces the pods of replicas; in the primary's pod PostgreSQL alone restarts, unless `primaryUpdateMethod`
 * is `switchover`. internal/controller/cluster_upgrade.go (updatePrimaryPod). Backups are completed without looking
 * whether there is a store.
 */
export async function operateCloudNativePg({
  bed,
  resource,
  members,
  cluster,
  namespace,
}: PostgresLayout): Promise<Operator> {
  const restarted = 'kubectl.kubernetes.io/restartedAt';
  const clusters = await operate(bed.api, resource, async (after, before) => {
    const value = annotation(after, restarted);
    if (value !== undefined && value !== annotation(before, restarted)) {
      const { primaryUpdateMethod } = after['spec'] as { primaryUpdateMethod?: string };
      if (primaryUpdateMethod === 'switchover') await members.renew({ [restarted]: value });
      else await restartInPlace({ [restarted]: value });
      await setHealthy(bed, resource, members.primary.pod);
    }
    const { targetPrimary, currentPrimary } = after['status'] as { targetPrimary?: string; currentPrimary?: string };
    if (targetPrimary !== undefined && targetPrimary !== currentPrimary) {
      await members.switchover(targetPrimary);
      await setHealthy(bed, resource, members.primary.pod);
    }
  });
  const restartInPlace = async (annotations: Annotations) => {
    const { pod } = members.primary;
    for (const member of [...members.all]) if (member.pod !== pod) await members.renewPod(member.pod, annotations);
    await members.restartServers([pod]);
    await bed.api.patch({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod }, { metadata: { annotations } });
  };
  const backups = operateEach(bed.api, { ...resource, kind: 'Backup' }, async (backup) => {
    const { cluster: of } = backup['spec'] as { cluster: { name: string } };
    if (of.name !== cluster || (backup['status'] as { phase?: string } | undefined)?.phase !== undefined) return;
    for (const phase of ['started', 'running', 'completed']) {
      await bed.api.patch(nameOf(backup), { status: { phase } }, 'status');
    }
  });
  return both(clusters, backups);
}

/** Installs what a resource asks for whenever there is a new one, or it has changed. */
export async function operateTekton({ bed, resource }: TektonLayout): Promise<Operator> {
  const versionOf = ({ metadata }: BedObject) => `${String(metadata['uid'])}/${String(metadata['generation'])}`;
  const first = await bed.api.read(resource);
  let installed = first && versionOf(first);
  const { apiVersion, kind } = resource;
  return operateEach(bed.api, { apiVersion, kind }, async (object) => {
    const version = versionOf(object);
    if (version === installed || object.metadata['deletionTimestamp'] !== undefined) return;
    installed = version;
    await installTektonResults(bed, object);
  });
}

/** Other annotations of a component: its pods are replaced one after the other. */
export async function operateTidb(tidb: TidbLayout): Promise<Operator> {
  const components = ['pd', 'tikv', 'tidb'] as const;
  type Spec = Readonly<Record<(typeof components)[number], { readonly annotations?: Annotations } | undefined>>;
  return operate(tidb.bed.api, tidb.resource, async (after, before) => {
    const [now, then] = [after['spec'] as Spec, before['spec'] as Spec];
    for (const component of components) {
      const annotations = now[component]?.annotations;
      if (!same(annotations, then[component]?.annotations)) await tidb.renew(component, annotations);
    }
  });
}

type Change = (after: BedObject, before: BedObject) => Promise<void>;

/** Each change of one resource after the other, as one who reads them in order sees them. */
async function operate(api: ApiClient, resource: BedName, change: Change): Promise<Operator> {
  const { name, ...type } = resource;
  let before = await api.read(resource);
  return operateEach(api, type, async (object) => {
    if (object.metadata.name !== name) return;
    const known = before;
    before = object;
    if (known?.metadata['uid'] === object.metadata['uid'] && known) await change(object, known);
  });
}

function operateEach(api: ApiClient, type: Omit<BedName, 'name'>, see: (object: BedObject) => Promise<void>): Operator {
  let queue = Promise.resolve();
  let failure: Error | undefined;
  const stop = api.watch(type, ({ type: change, object }) => {
    if (change === 'DELETED') return;
    queue = queue
      .then(() => see(object))
      .catch((error: unknown) => {
        failure ??= error instanceof Error ? error : new Error(String(error));
      });
  });
  return {
    async whenIdle() {
      await queue;
      if (failure) throw failure;
    },
    stop,
  };
}

function both(one: Operator, other: Operator): Operator {
  return {
    async whenIdle() {
      await Promise.all([one.whenIdle(), other.whenIdle()]);
    },
    stop() {
      one.stop();
      other.stop();
    },
  };
}

function annotation(object: BedObject, name: string): string | undefined {
  return object.metadata.annotations?.[name];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? {}) === JSON.stringify(other ?? {});
}
