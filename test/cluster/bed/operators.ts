// Stand-ins for operators: what they do when their resource changes, to real objects and real databases. Nothing here
// knows the product.
import type { ApiClient, BedName, BedObject } from './apiClient.ts';
import { cloudNativePgPods, setHealthy } from './layouts/layCloudNativePg.ts';
import { crunchyPods, setInstances } from './layouts/layCrunchy.ts';
import { nameOf } from './layouts/layout.ts';
import type { PostgresLayout } from './layouts/postgresLayout.ts';
import { installTektonResults, type TektonLayout } from './layouts/layTektonResults.ts';
import type { TidbLayout } from './layouts/layTidb.ts';
import { deleteZalandoObjects, zalandoClaim, zalandoPods } from './layouts/layZalando.ts';

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
export async function operateZalando(layout: PostgresLayout): Promise<Operator> {
  const { bed, resource, namespace } = layout;
  const mark = 'zalando-postgres-operator-rolling-update-required';
  interface Spec {
    readonly podAnnotations?: Annotations;
    readonly numberOfInstances?: number;
  }
  const change: Change = async (after, before) => {
    const { members } = layout;
    const [now, then] = [after['spec'] as Spec, before['spec'] as Spec];
    const { podAnnotations } = now;
    if (now.numberOfInstances !== then.numberOfInstances) {
      const pods = zalandoPods(instancesOf(now.numberOfInstances));
      for (const pod of pods) for (const object of zalandoClaim(namespace, pod)) await bed.api.apply(object);
      await members.scale(pods);
    }
    if (same(podAnnotations, then.podAnnotations)) return;
    const setStatus = (PostgresClusterStatus: string) =>
      bed.api.patch(resource, { status: { PostgresClusterStatus } }, 'status');
    await setStatus('Updating');
    const pods = await Promise.all(
      members.all.map(({ pod }) => bed.api.read({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod })),
    );
    if (pods.some((pod) => pod?.metadata.annotations?.[mark] === 'true')) await members.renew(podAnnotations);
    await setStatus('Running');
  };
  return operate(bed.api, resource, change, {
    gone: async () => {
      await layout.members.remove();
      await deleteZalandoObjects(bed, namespace);
    },
    made: (object) => layout.recreate(object),
  });
}

/** A stand-in has no cluster without pods. */
function instancesOf(count: number | undefined): number {
  return Math.max(1, Math.min(count ?? 1, mostInstances));
}

/** Each is a server of its own on this machine. */
const mostInstances = 5;

/** Pods and servers go with the resource; what it owns is collected by Kubernetes, as on any cluster. */
function lifeOf(layout: PostgresLayout): Life {
  return { gone: () => layout.members.remove(), made: (object) => layout.recreate(object) };
}

/** Other annotations of the pods: they are replaced. Other value of a trigger: what it stands for. */
export async function operateCrunchy(layout: PostgresLayout): Promise<Operator> {
  const { bed, resource, cluster, namespace } = layout;
  const prefix = 'postgres-operator.crunchydata.com';
  interface Spec {
    readonly metadata?: { readonly annotations?: Annotations };
    readonly instances?: readonly { readonly replicas?: number }[];
    readonly patroni?: { readonly switchover?: { readonly enabled?: boolean; readonly targetInstance?: string } };
    readonly backups?: { readonly pgbackrest?: { readonly manual?: { readonly repoName?: string } } };
  }
  const change: Change = async (after, before) => {
    const { members } = layout;
    const [now, then] = [after['spec'] as Spec, before['spec'] as Spec];
    const [count, known] = [now, then].map(({ instances }) => instancesOf(instances?.[0]?.replicas));
    if (count !== undefined && count !== known) {
      await members.scale(crunchyPods(count));
      await setInstances(bed, resource, count);
    }
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
  };
  return operate(bed.api, resource, change, lifeOf(layout));
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
export async function operateCloudNativePg(layout: PostgresLayout): Promise<Operator> {
  const { bed, resource, cluster, namespace } = layout;
  const restarted = 'kubectl.kubernetes.io/restartedAt';
  const change: Change = async (after, before) => {
    const { members } = layout;
    const [count, known] = [after, before].map(({ spec }) => instancesOf((spec as { instances?: number }).instances));
    if (count !== undefined && count !== known) {
      await members.scale(cloudNativePgPods(count));
      await setHealthy(bed, resource, members);
    }
    const value = annotation(after, restarted);
    if (value !== undefined && value !== annotation(before, restarted)) {
      const { primaryUpdateMethod } = after['spec'] as { primaryUpdateMethod?: string };
      if (primaryUpdateMethod === 'switchover') await members.renew({ [restarted]: value });
      else await restartInPlace({ [restarted]: value });
      await setHealthy(bed, resource, members);
    }
    const { targetPrimary, currentPrimary } = after['status'] as { targetPrimary?: string; currentPrimary?: string };
    if (targetPrimary !== undefined && targetPrimary !== currentPrimary) {
      await members.switchover(targetPrimary);
      await setHealthy(bed, resource, members);
    }
  };
  const restartInPlace = async (annotations: Annotations) => {
    const { members } = layout;
    const { pod } = members.primary;
    for (const member of [...members.all]) if (member.pod !== pod) await members.renewPod(member.pod, annotations);
    await members.restartServers([pod]);
    await bed.api.patch({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod }, { metadata: { annotations } });
  };
  const clusters = await operate(bed.api, resource, change, lifeOf(layout));
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
  const change: Change = async (after, before) => {
    const [now, then] = [after['spec'] as Spec, before['spec'] as Spec];
    for (const component of components) {
      const annotations = now[component]?.annotations;
      if (!same(annotations, then[component]?.annotations)) await tidb.renew(component, annotations);
    }
  };
  return operate(tidb.bed.api, tidb.resource, change, { gone: () => tidb.removePods() });
}

type Change = (after: BedObject, before: BedObject) => Promise<void>;

/** What else happens to a resource. */
interface Life {
  /** It was deleted. */
  readonly gone: () => Promise<void>;
  /** There is one of its name again. */
  readonly made?: (object: BedObject) => Promise<void>;
}

/** Each change of one resource after the other, as one who reads them in order sees them. */
async function operate(api: ApiClient, resource: BedName, change: Change, life: Life): Promise<Operator> {
  const { name, ...type } = resource;
  let before = await api.read(resource);
  const end = async (): Promise<void> => {
    before = undefined;
    await life.gone();
  };
  const see = async (object: BedObject): Promise<void> => {
    if (object.metadata.name !== name) return;
    // A watch that was interrupted says nothing of what has gone meanwhile.
    if (before && before.metadata['uid'] !== object.metadata['uid']) await end();
    const known = before;
    before = object;
    await (known ? change(object, known) : life.made?.(object));
  };
  const seeGone = async ({ metadata }: BedObject): Promise<void> => {
    if (before && metadata['uid'] === before.metadata['uid']) await end();
  };
  return operateEach(api, type, see, seeGone);
}

function operateEach(
  api: ApiClient,
  type: Omit<BedName, 'name'>,
  see: (object: BedObject) => Promise<void>,
  seeGone: (object: BedObject) => Promise<void> = () => Promise.resolve(),
): Operator {
  let queue = Promise.resolve();
  let failure: Error | undefined;
  const stop = api.watch(type, ({ type: change, object }) => {
    queue = queue
      .then(() => (change === 'DELETED' ? seeGone(object) : see(object)))
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
