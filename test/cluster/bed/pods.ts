import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type BedObject } from './apiClient.ts';
import type { ControlPlane } from './controlPlane.ts';
import type { PodEndpoints } from './kubelet.ts';
import { nodeName, notReadyAnnotation } from './kubeletObjects.ts';
import { until } from '../../support/until.ts';

export interface PodRequest extends PodEndpoints {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers: readonly { readonly name: string; readonly image?: string; readonly [field: string]: unknown }[];
  readonly owner?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
    readonly controller?: boolean;
  };
  /** More of its spec: volumes, for instance. */
  readonly spec?: Readonly<Record<string, unknown>>;
  /** Absent: ready. */
  readonly ready?: boolean;
}

export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/** Comes back when it runs, and its endpoints are served. Makes the namespace where there is none. */
export async function addPod(cluster: ControlPlane, request: PodRequest): Promise<BedObject> {
  const { namespace, name, labels, annotations, containers, owner, spec, ready = true } = request;
  await makeNamespace(cluster, namespace);
  await cluster.kubelet.expose(namespace, name, request);
  await cluster.api.request('POST', `/api/v1/namespaces/${namespace}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...{ name, namespace, labels },
      annotations: { ...annotations, ...(!ready && { [notReadyAnnotation]: 'true' }) },
      ...(owner && { ownerReferences: [owner] }),
    },
    spec: {
      nodeName,
      containers: containers.map((container) => ({ image: `bed/${container.name}:1`, ...container })),
      ...spec,
    },
  });
  return whenPod(cluster, { namespace, name }, (pod) => phaseOf(pod) === 'Running');
}

/** Comes back when it is gone; at once where there is none. Its connections end with the processes that served them. */
export async function removePod(cluster: ControlPlane, { namespace, name }: PodName): Promise<void> {
  const pod = { ...podType, namespace, name };
  await cluster.api.remove(pod, 0);
  await until(
    async () => !(await cluster.api.read(pod)),
    () => `${name} is still there`,
  );
}

/** Sets labels; null takes one off. */
export async function labelPod(
  cluster: ControlPlane,
  { namespace, name }: PodName,
  labels: Readonly<Record<string, string | null>>,
): Promise<BedObject> {
  return cluster.api.patch({ ...podType, namespace, name }, { metadata: { labels } });
}

/** Fails after two minutes. */
export async function whenPod(
  cluster: ControlPlane,
  { namespace, name }: PodName,
  fits: (pod: BedObject) => boolean,
): Promise<BedObject> {
  const end = Date.now() + 120_000;
  for (;;) {
    const pod = await cluster.api.read({ ...podType, namespace, name });
    if (pod && fits(pod)) return pod;
    if (Date.now() > end)
      throw new Error(`Pod ${namespace}/${name} did not come to it: ${JSON.stringify(pod?.status)}`);
    await sleep(20);
  }
}

export async function makeNamespace(cluster: ControlPlane, name: string): Promise<void> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await cluster.api.request('POST', '/api/v1/namespaces', namespace).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  });
}

function phaseOf({ status }: BedObject): string | undefined {
  return (status as { phase?: string } | undefined)?.phase;
}

const podType = { apiVersion: 'v1', kind: 'Pod' } as const;
