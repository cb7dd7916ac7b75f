import type { ManifestNode, NameScope, NameUse, Resource } from '../../contract/index.ts';
import { isCopied } from '../../vocabulary/isCopied.ts';
import { asOptional, serviceOfHost } from '../../vocabulary/nameUses.ts';
import { claimNames, keyTypes, knownName, podNames, referred, volumeType } from '../../vocabulary/podNames.ts';
import { textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { containersOf, podTemplateOf } from './workloads.ts';

/** Names in Kubernetes' own kinds. Services find pods by labels, so their selectors name nothing. */
export function* readNames(resource: Resource): Iterable<NameUse> {
  const { identity, root } = resource;
  const pod = podTemplateOf(resource);
  if (pod !== undefined) {
    const { kind: type, name } = identity;
    const scope = name === '' ? undefined : { type, name };
    yield* podNames(pod.spec, { scope });
    for (const container of containersOf(pod.spec)) yield* hostNames(container);
    yield* referred('Service', pod.spec.at('subdomain'), {}, true);
    if (type === 'StatefulSet') yield* statefulSetNames(root.at('spec'), pod.claims, scope);
    return;
  }
  yield* ownNames[identity.kind]?.(root, identity.name) ?? [];
}

const ownNames: Readonly<Record<string, (root: ManifestNode, name: string) => Iterable<NameUse>>> = {
  *Secret(root, name) {
    yield* keys('Secret', name, root.at('data'));
    yield* keys('Secret', name, root.at('stringData'));
    yield* copies('Secret', root);
    yield* referred('ServiceAccount', root.at('metadata', 'annotations', 'kubernetes.io/service-account.name'));
  },
  *ConfigMap(root, name) {
    yield* keys('ConfigMap', name, root.at('data'));
    yield* keys('ConfigMap', name, root.at('binaryData'));
    yield* copies('ConfigMap', root);
  },
  *ServiceAccount(root) {
    for (const item of root.at('secrets').items()) yield* referred('Secret', item.at('name'));
    for (const item of root.at('imagePullSecrets').items()) yield* referred('Secret', item.at('name'));
  },
  Service: (root) => serviceHost(root.at('spec', 'externalName')),
  PersistentVolumeClaim: (root) => claimNames(root.at('spec')),
  PersistentVolume: (root) => volumeNames(root.at('spec')),
  StorageClass: (root) => provisionerSecrets(root.at('parameters')),
};

/** Variables called for a host mostly hold a Service; others are outside, or the program's own words. */
function* hostNames(container: ManifestNode): Iterable<NameUse> {
  for (const variable of container.at('env').items()) {
    const name = textOf(variable.at('name')) ?? '';
    if (/(?:^|_|^PG)(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER)$/.test(name))
      yield* asOptional(serviceOfHost(variable.at('value')), 'Service');
  }
}

function* statefulSetNames(spec: ManifestNode, claims: ManifestNode, scope: NameScope | undefined): Iterable<NameUse> {
  yield* referred('Service', spec.at('serviceName'), {}, false, say`a StatefulSet keeps its serviceName`);
  for (const claim of claims.items()) {
    const node = claim.at('metadata', 'name');
    const name = knownName(node);
    if (name !== undefined && scope !== undefined) {
      yield { role: 'declares', type: volumeType, name, node, within: scope, fixed: say`claims of that name exist` };
    }
    yield* claimNames(claim.at('spec'));
  }
}

function* keys(type: keyof typeof keyTypes, owner: string, map: ManifestNode): Iterable<NameUse> {
  if (owner === '') return;
  const within = { type, name: owner };
  for (const [name, node] of map.entries()) {
    if (name !== '' && !name.includes('${'))
      yield { role: 'declares', type: keyTypes[type], name, node, mark: 'key', within };
  }
}

/** Where the copies are is for a controller to say. */
function* copies(type: keyof typeof keyTypes, root: ManifestNode): Iterable<NameUse> {
  const node = root.at('metadata', 'name');
  const name = knownName(node);
  if (name !== undefined && isCopied(root.at('metadata', 'annotations')))
    yield { role: 'declares', type, name, node, namespace: '' };
}

/** A volume belongs to the whole cluster, so each of its references says a namespace or means nothing. */
function* volumeNames(spec: ManifestNode): Iterable<NameUse> {
  yield* referred('StorageClass', spec.at('storageClassName'));
  yield* inNamespace('PersistentVolumeClaim', spec.at('claimRef', 'name'), spec.at('claimRef', 'namespace'));
  for (const [key, node] of spec.at('csi').entries()) {
    if (key.endsWith('SecretRef')) yield* inNamespace('Secret', node.at('name'), node.at('namespace'));
  }
}

/** `csi.storage.k8s.io/provisioner-secret-name` and its like, each with a `-namespace` beside it. */
function* provisionerSecrets(parameters: ManifestNode): Iterable<NameUse> {
  for (const [key, node] of parameters.entries()) {
    if (!key.startsWith('csi.storage.k8s.io/') || !key.endsWith('-secret-name')) continue;
    yield* inNamespace('Secret', node, parameters.at(key.replace(/-name$/, '-namespace')));
  }
}

function* inNamespace(type: string, node: ManifestNode, namespaceNode: ManifestNode): Iterable<NameUse> {
  const namespace = knownName(namespaceNode);
  if (namespace !== undefined) yield* referred(type, node, { namespace });
}

/** `db.prod.svc.cluster.local`: a Service of another namespace under a local name; other hosts lie outside. */
function serviceHost(node: ManifestNode): Iterable<NameUse> {
  return serviceOfHost(node).filter(({ optional }) => !optional);
}
