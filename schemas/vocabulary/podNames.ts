import type { ManifestNode, NameScope, NameUse, Said } from '../contract/index.ts';
import { say } from '../vocabulary/say.ts';
import { isTrue, textOf } from './read.ts';

/**
 * Which names the pod template of a resource declares and refers to: volumes, containers, Secrets, ConfigMaps and their
 * keys, claims, service accounts, storage classes. For every pack in whose resources pods are described, whole or in parts.
 */
export interface PodNamesOptions {
  /**
   * What volumes and containers belong to: the resource, or one of its pod templates. Absent: they are passed over,
   * and only what is looked up in the namespace is told.
   */
  readonly scope?: NameScope | undefined;
  /** Namespace of the pods. Absent: that of the resource. */
  readonly namespace?: string | undefined;
}

/** Types of names inside a pod template, and of keys inside a Secret or ConfigMap. */
export const volumeType = 'volume';
export const containerType = 'container';
export const keyTypes = { Secret: 'Secret key', ConfigMap: 'ConfigMap key' } as const;

/** The node is a `PodSpec`: the `spec` of a Pod, or `template.spec` of what makes pods. */
export function* podNames(podSpec: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  for (const list of containerLists) {
    for (const container of podSpec.at(list).items()) yield* containerNames(container, options);
  }
  for (const volume of podSpec.at('volumes').items()) {
    yield* declared(volumeType, volume.at('name'), options);
    yield* volumeSourceNames(volume, options);
    yield* downwardNames(volume, options);
  }
  for (const item of podSpec.at('imagePullSecrets').items()) yield* referred('Secret', item.at('name'), options);
  for (const key of ['serviceAccountName', 'serviceAccount']) {
    const node = podSpec.at(key);
    // Every namespace has this one without anybody declaring it.
    if (node.value !== 'default') yield* referred('ServiceAccount', node, options);
  }
}

/** Files of a volume that say what a container of the same pod is given. */
function* downwardNames(volume: ManifestNode, options: PodNamesOptions): Iterable<NameUse> {
  const projected = volume.at('projected', 'sources').items();
  for (const source of [volume, ...projected]) {
    for (const item of source.at('downwardAPI', 'items').items())
      yield* inScope(containerType, item.at('resourceFieldRef', 'containerName'), options);
  }
}

/** One container of a pod, an init container or a sidecar. */
export function* containerNames(container: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  yield* declared(containerType, container.at('name'), options);
  yield* inScope(containerType, container.at('targetContainerName'), options);
  for (const list of ['volumeMounts', 'volumeDevices']) {
    for (const mount of container.at(list).items()) yield* inScope(volumeType, mount.at('name'), options);
  }
  for (const variable of container.at('env').items()) yield* variableNames(variable, options);
  for (const source of container.at('envFrom').items()) yield* variableSourceNames(source, options);
}

/** One item of a list of variables (`env`). */
export function* variableNames(variable: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  const source = variable.at('valueFrom');
  if (source.kind !== 'map') return;
  yield* keyReference('Secret', source.at('secretKeyRef'), options);
  yield* keyReference('ConfigMap', source.at('configMapKeyRef'), options);
  yield* inScope(containerType, source.at('resourceFieldRef', 'containerName'), options);
}

/** One item of `envFrom`: all keys of a Secret or ConfigMap. */
export function* variableSourceNames(source: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  for (const [type, key] of [
    ['Secret', 'secretRef'],
    ['ConfigMap', 'configMapRef'],
  ] as const) {
    const reference = source.at(key);
    yield* referred(type, reference.at('name'), options, isTrue(reference.at('optional')));
  }
}

/** What a volume is filled from; the node holds `secret`, `configMap`, `projected`, `persistentVolumeClaim` and so on. */
export function* volumeSourceNames(source: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  for (const [key, node] of source.entries()) {
    if (key === 'secret') yield* filesFrom('Secret', node, 'secretName', options);
    else if (key === 'configMap') yield* filesFrom('ConfigMap', node, 'name', options);
    else if (key === 'projected') yield* projectedNames(node, options);
    else if (key === 'persistentVolumeClaim') yield* referred('PersistentVolumeClaim', node.at('claimName'), options);
    else if (key === 'ephemeral') yield* claimNames(node.at('volumeClaimTemplate', 'spec'), options);
    else if (key === 'csi') yield* referred('Secret', node.at('nodePublishSecretRef', 'name'), options);
    else if (key === 'azureFile') yield* referred('Secret', node.at('secretName'), options);
    else if (otherSources.has(key)) yield* referred('Secret', node.at('secretRef', 'name'), options);
  }
}

/** A projected volume, the node that holds `sources`. */
export function* projectedNames(projected: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  for (const item of projected.at('sources').items()) yield* projectionNames(item, options);
}

/** One source of a projected volume: `{ secret }` or `{ configMap }`, each with a name and, maybe, items. */
export function* projectionNames(projection: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  yield* filesFrom('Secret', projection.at('secret'), 'name', options);
  yield* filesFrom('ConfigMap', projection.at('configMap'), 'name', options);
}

/** The spec of a PersistentVolumeClaim or of a template for one. */
export function* claimNames(claimSpec: ManifestNode, options: PodNamesOptions = {}): Iterable<NameUse> {
  const fixed = say`a claim keeps its volume and its storage class`;
  // An empty name says: no class.
  yield* referred('StorageClass', claimSpec.at('storageClassName'), options, false, fixed);
  yield* referred('PersistentVolume', claimSpec.at('volumeName'), options, false, fixed);
  const source = claimSpec.at('dataSource');
  if (source.at('kind').value === 'PersistentVolumeClaim') {
    yield* referred('PersistentVolumeClaim', source.at('name'), options, false, fixed);
  }
}

/** A reference to one key, `{ name, key, optional }`: the object and the key. */
export function* keyReference(
  type: keyof typeof keyTypes,
  reference: ManifestNode,
  options: PodNamesOptions = {},
): Iterable<NameUse> {
  if (reference.kind !== 'map') return;
  const optional = isTrue(reference.at('optional'));
  yield* referred(type, reference.at('name'), options, optional);
  yield* keyOf(type, reference.at('name'), reference.at('key'), options, optional);
}

/** A scalar that names a key of the Secret or ConfigMap that another scalar names, wherever the two stand. */
export function* keyOf(
  type: keyof typeof keyTypes,
  object: ManifestNode,
  key: ManifestNode,
  options: PodNamesOptions = {},
  optional = false,
): Iterable<NameUse> {
  const owner = knownName(object);
  if (owner === undefined) return;
  const { namespace } = options;
  const within: NameScope = { type, name: owner, ...(namespace === undefined ? {} : { namespace }) };
  yield* use('refers', keyTypes[type], key, { within, ...(optional ? { optional } : {}) });
}

/** A scalar that names an object in the namespace of the pods. `optional`: nothing is wrong if it does not exist. */
export function* referred(
  type: string,
  node: ManifestNode,
  { namespace }: PodNamesOptions = {},
  optional = false,
  fixed?: Said,
): Iterable<NameUse> {
  const isEverywhere = type === 'ConfigMap' && everywhere.has(String(node.value));
  yield* use('refers', type, node, {
    ...(namespace === undefined ? {} : { namespace }),
    ...(optional || isEverywhere ? { optional: true } : {}),
    ...(fixed === undefined ? {} : { fixed }),
  });
}

/** ConfigMaps that Kubernetes, or OpenShift, makes in every namespace. */
const everywhere: ReadonlySet<string> = new Set(['kube-root-ca.crt', 'openshift-service-ca.crt']);

/** The text of a name; `undefined` if there is none or something else fills it in (`$(params.name)`). */
export function knownName(node: ManifestNode): string | undefined {
  const name = textOf(node);
  return name === undefined || name === '' || name.includes('$(') || name.includes('${') ? undefined : name;
}

const containerLists = ['initContainers', 'containers', 'ephemeralContainers'];
/** Volume sources that name a Secret in the same way. */
const otherSources = new Set(['cephfs', 'cinder', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos']);

/** All files of a Secret or ConfigMap, or those that `items` lists by key. */
export function* filesFrom(
  type: keyof typeof keyTypes,
  source: ManifestNode,
  nameKey: string,
  options: PodNamesOptions,
): Iterable<NameUse> {
  if (source.kind !== 'map') return;
  const name = source.at(nameKey);
  const optional = isTrue(source.at('optional'));
  yield* referred(type, name, options, optional);
  for (const item of source.at('items').items()) yield* keyOf(type, name, item.at('key'), options, optional);
}

function declared(type: string, node: ManifestNode, { scope }: PodNamesOptions): Iterable<NameUse> {
  return scope === undefined ? [] : use('declares', type, node, { within: scope });
}

function inScope(type: string, node: ManifestNode, { scope }: PodNamesOptions): Iterable<NameUse> {
  return scope === undefined ? [] : use('refers', type, node, { within: scope });
}

function use(role: NameUse['role'], type: string, node: ManifestNode, more: Partial<NameUse>): readonly NameUse[] {
  const name = knownName(node);
  return name === undefined ? [] : [{ role, type, name, node, ...more }];
}
