// What the layouts share: a cluster as an operator would leave it, on real databases.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { root } from '../../../support/fixtures.ts';
import { until as untilSo } from '../../../support/until.ts';
import { type ApiClient, ApiError, type BedName, type BedObject } from '../apiClient.ts';
import { type Authority, createAuthority, type IssuedCertificate } from '../certificates.ts';
import type { ControlPlane } from '../controlPlane.ts';
import type { PodRequest } from '../pods.ts';

/** Where layouts are laid. */
export interface LayoutBed {
  readonly cluster: ControlPlane;
  readonly api: ApiClient;
  /** For servers, logs and manifests; a folder of its own for each layout. */
  readonly folder: string;
  /** Who signs the certificates of databases; none of the cluster's own. */
  readonly authority: Authority;
}

export interface LayoutOptions {
  /** Absent: that of the manifest as it stands in the repository. Several of them keep tests apart. */
  readonly namespace?: string;
  /** Commits wait for a replica, so that a failover loses nothing that was acknowledged. */
  readonly synchronous?: boolean;
}

export type Labels = Readonly<Record<string, string>>;

/** @param cluster keeps the folder of the layouts in its own. */
export async function openLayoutBed(cluster: ControlPlane): Promise<LayoutBed> {
  const folder = path.join(cluster.folder, 'layouts');
  await mkdir(folder, { recursive: true });
  return { cluster, api: cluster.api, folder, authority: await createAuthority('Databases of the bed') };
}

export interface Manifest {
  /** A copy in the bed's folder, its namespace put in place: what a person would have open. */
  readonly file: string;
  readonly namespace: string;
  readonly objects: readonly BedObject[];
}

/**
 * Copies a manifest of `test/cluster/bed/manifests` into the bed and applies what is in it.
 * @param namespace in place of the one that is written
 */
export async function applyManifest(bed: LayoutBed, name: string, written: string, namespace = written) {
  const text = await readFile(path.join(root, 'test/cluster/bed/manifests', name), 'utf8');
  const placed = text
    .replaceAll(`namespace: ${written}`, `namespace: ${namespace}`)
    .replaceAll(`.${written}.svc`, `.${namespace}.svc`);
  const folder = path.join(bed.folder, 'manifests', ...(namespace === written ? [] : [namespace]));
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, placed);
  await applyNamespace(bed, namespace);
  const objects = parseAllDocuments(placed).map((document) => document.toJS() as BedObject);
  const applied: BedObject[] = [];
  for (const object of objects) applied.push(await bed.api.apply(object));
  return { file, namespace, objects: applied } satisfies Manifest;
}

export async function applyNamespace(bed: LayoutBed, name: string): Promise<void> {
  await bed.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** Applies the definitions of the operator's types and waits until the API server serves them. */
export async function applyDefinitions(bed: LayoutBed, name: string): Promise<void> {
  const text = await readFile(path.join(root, 'test/cluster/bed/manifests/definitions', name), 'utf8');
  const definitions = parseAllDocuments(text).map((document) => document.toJS() as BedObject);
  for (const definition of definitions) await bed.api.apply(definition);
  for (const { spec } of definitions) await until(() => isServed(bed, spec as DefinitionSpec));
}

interface DefinitionSpec {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string }[];
}

async function isServed({ api }: LayoutBed, { group, names, versions }: DefinitionSpec): Promise<boolean> {
  try {
    for (const { name } of versions) await api.list({ apiVersion: `${group}/${name}`, kind: names.kind });
    return true;
  } catch (error) {
    // Unknown at first, then 429 while its storage is prepared.
    if (error instanceof ApiError && [404, 429].includes(error.status)) return false;
    throw error;
  }
}

/** As Promise.all, but nothing goes on in the background when one of them fails: the first failure comes when all are done. */
export async function allOf<T extends readonly unknown[]>(works: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(works);
  return Promise.all(works) as Promise<unknown> as Promise<T>;
}

/** @param limit in seconds */
export function until(isSo: () => Promise<boolean>, limit = 120): Promise<void> {
  return untilSo(isSo, () => `Not within ${String(limit)} s: ${isSo.toString()}`, { limit: limit * 1000, pause: 50 });
}

/** A certificate for the Services of a cluster, and for whoever comes by loopback. */
export function issueFor(bed: LayoutBed, namespace: string, services: readonly string[]): Promise<IssuedCertificate> {
  const names = services.flatMap((name) => [
    ...[name, `${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`],
  ]);
  const commonName = names[2] ?? 'localhost';
  return bed.authority.issue({ commonName, names: [...names, 'localhost'], addresses: ['127.0.0.1'], usage: 'server' });
}

export interface Placed {
  readonly namespace: string;
  readonly labels: Labels;
}

export function secret(
  name: string,
  { namespace, labels }: Placed,
  values: Readonly<Record<string, string>>,
  type = 'Opaque',
): BedObject {
  const data = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  );
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, labels }, type, data };
}

export function configMap(
  name: string,
  { namespace, labels }: Placed,
  data: Readonly<Record<string, string>>,
): BedObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels }, data };
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
}

/** @param selector absent: the operator keeps the Endpoints itself. */
export function service(name: string, { namespace, labels }: Placed, ports: readonly ServicePort[], selector?: Labels) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: {
      type: 'ClusterIP',
      // Only a headless Service may do without ports.
      ...(ports.length > 0 ? {} : { clusterIP: 'None' }),
      ports: ports.map(({ name, port }) => ({ name, port, targetPort: port, protocol: 'TCP' })),
      ...(selector ? { selector } : {}),
    },
  } satisfies BedObject;
}

/** Endpoints of a Service without a selector: the pods that are named, by their addresses. */
export async function endpoints(
  bed: LayoutBed,
  name: string,
  { namespace, labels }: Placed,
  port: ServicePort,
  pods: readonly string[],
): Promise<BedObject> {
  const addresses = await Promise.all(pods.map((pod) => addressOf(bed, namespace, pod)));
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace, labels },
    // Without an address none may be written.
    subsets: addresses.length === 0 ? [] : [{ addresses, ports: [{ ...port, protocol: 'TCP' }] }],
  };
}

async function addressOf({ api }: LayoutBed, namespace: string, name: string) {
  const pod = await api.read({ apiVersion: 'v1', kind: 'Pod', namespace, name });
  const ip = ((pod?.['status'] ?? {}) as { podIP?: string }).podIP;
  const targetRef = { kind: 'Pod', namespace, name, uid: pod?.metadata['uid'] };
  // An address of the range for documentation where the kubelet gave none.
  return { ip: ip ?? '192.0.2.1', targetRef };
}

/** A claim and the volume that it is bound to; the volume stays when the claim goes, as a local one does. */
export function volume(claim: string, { namespace, labels }: Placed, size: string): readonly BedObject[] {
  const name = `${namespace}-${claim}`;
  const common = { accessModes: ['ReadWriteOnce'], storageClassName: 'local' };
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        ...common,
        capacity: { storage: size },
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { namespace, name: claim },
        hostPath: { path: `/var/lib/bed/${name}` },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: claim, namespace, labels },
      spec: { ...common, volumeName: name, resources: { requests: { storage: size } } },
    },
  ];
}

export function disruptionBudget(name: string, { namespace, labels }: Placed, selector: Labels): BedObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace, labels },
    spec: { minAvailable: 1, selector: { matchLabels: selector } },
  };
}

export async function applyAll({ api }: LayoutBed, objects: readonly BedObject[]): Promise<void> {
  for (const object of objects) await api.apply(object);
}

export type Owner = NonNullable<PodRequest['owner']>;

export function ownerOf({ apiVersion, kind, metadata }: BedObject): Owner {
  return { apiVersion, kind, name: metadata.name, uid: String(metadata['uid']), controller: true };
}

/** They go when the owner goes; objects of the whole cluster, which it can't own, stay. */
export function owned(owner: Owner, objects: readonly BedObject[]): readonly BedObject[] {
  return objects.map((object) =>
    object.metadata.namespace === undefined
      ? object
      : { ...object, metadata: { ...object.metadata, ownerReferences: [owner] } },
  );
}

export function nameOf({ apiVersion, kind, metadata: { name, namespace } }: BedObject): BedName {
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Long enough, and without anything that has to be quoted in a URI. */
export function newPassword(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => alphabet[byte % alphabet.length]).join('');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
