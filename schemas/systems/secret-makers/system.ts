import type {
  DatabaseSystem,
  Derived,
  ManifestNode,
  ManifestPath,
  Resource,
  SystemKind,
} from '../../contract/index.ts';
import { isCopied } from '../../vocabulary/isCopied.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { say } from '../../vocabulary/say.ts';

/**
 * Tools that make Secrets out of resources of their own, so that manifests may refer to a Secret that stands nowhere.
 * Which keys it has is only known where the tool always writes the same ones.
 */
export const secretMakers: DatabaseSystem = {
  id: 'secret-makers',
  title: 'Tools that make Secrets',
  namesOnly: true,
  kinds: [
    kind('bitnami.com', ['v1alpha1'], 'SealedSecret', 'sealedsecrets'),
    kind('external-secrets.io', ['v1', 'v1beta1', 'v1alpha1'], 'ExternalSecret', 'externalsecrets'),
    kind('external-secrets.io', ['v1', 'v1beta1'], 'ClusterExternalSecret', 'clusterexternalsecrets', 'Cluster'),
    kind('cert-manager.io', ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2'], 'Certificate', 'certificates'),
    kind('trust.cert-manager.io', ['v1alpha1'], 'Bundle', 'bundles', 'Cluster'),
    kind('onepassword.com', ['v1'], 'OnePasswordItem', 'onepassworditems'),
    kind('secrets.hashicorp.com', ['v1beta1'], 'VaultStaticSecret', 'vaultstaticsecrets'),
    kind('secrets.hashicorp.com', ['v1beta1'], 'VaultDynamicSecret', 'vaultdynamicsecrets'),
    kind('secrets.infisical.com', ['v1alpha1'], 'InfisicalSecret', 'infisicalsecrets'),
    kind('secrets.doppler.com', ['v1alpha1'], 'DopplerSecret', 'dopplersecrets'),
    kind('k8s.bitwarden.com', ['v1'], 'BitwardenSecret', 'bitwardensecrets'),
    kind('objectbucket.io', ['v1alpha1'], 'ObjectBucketClaim', 'objectbucketclaims'),
  ],
  *derive(resource: Resource): Iterable<Derived> {
    const { kind: maker, name: makerName } = resource.identity;
    const note = say`by ${maker} ${makerName}`;
    for (const { node, namespace, ...more } of madeBy[maker]?.(resource.root) ?? []) {
      const name = knownName(node);
      const there = namespace === undefined ? {} : { namespace };
      if (name !== undefined) yield { type: 'Secret', name, because: node.path, note, ...there, ...more };
    }
  },
};

function kind(
  group: string,
  versions: readonly string[],
  name: string,
  plural: string,
  scope: SystemKind['scope'] = 'Namespaced',
): SystemKind {
  return { group, versions, kind: name, plural, scope };
}

interface Made extends Pick<Derived, 'namespace' | 'keys'> {
  readonly type?: Derived['type'];
  /** Where its name stands. */
  readonly node: ManifestNode;
}

/** In namespaces that a selector or a controller chooses. */
const anywhere = { namespace: '' };

const madeBy: Readonly<Record<string, (root: ManifestNode) => Iterable<Made>>> = {
  // It is called like the resource: the name is part of its encryption.
  SealedSecret: (root) => [{ node: nameOf(root), ...copies(root.at('spec', 'template', 'metadata')) }],
  ExternalSecret: (root) => externalSecret(root.at('spec'), nameOf(root)),
  *ClusterExternalSecret(root) {
    const name = root.at('spec', 'externalSecretName');
    const made = externalSecret(root.at('spec', 'externalSecretSpec'), isThere(name) ? name : nameOf(root));
    for (const each of made) yield { ...each, ...anywhere };
  },
  Certificate: (root) => [
    {
      node: root.at('spec', 'secretName'),
      keys: ['tls.crt', 'tls.key', 'ca.crt'],
      ...copies(root.at('spec', 'secretTemplate')),
    },
  ],
  *Bundle(root) {
    const target = root.at('spec', 'target');
    if (isThere(target.at('secret'))) yield { node: nameOf(root), ...anywhere };
    if (isThere(target.at('configMap'))) yield { type: 'ConfigMap', node: nameOf(root), ...anywhere };
  },
  OnePasswordItem: (root) => [{ node: nameOf(root) }],
  VaultStaticSecret: (root) => destination(root),
  VaultDynamicSecret: (root) => destination(root),
  *InfisicalSecret(root) {
    const many = root.at('spec', 'managedKubeSecretReferences').items();
    for (const each of [root.at('spec', 'managedSecretReference'), ...many])
      yield { node: each.at('secretName'), ...inNamespace(each.at('secretNamespace')) };
    for (const each of root.at('spec', 'managedKubeConfigMapReferences').items())
      yield { type: 'ConfigMap', node: each.at('configMapName'), ...inNamespace(each.at('configMapNamespace')) };
  },
  *DopplerSecret(root) {
    const managed = root.at('spec', 'managedSecret');
    yield { node: managed.at('name'), ...inNamespace(managed.at('namespace')) };
  },
  BitwardenSecret: (root) => [{ node: root.at('spec', 'secretName') }],
  // What is needed to use the bucket. https://rook.io/docs/rook/latest/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-claim/
  *ObjectBucketClaim(root) {
    yield { node: nameOf(root) };
    yield { type: 'ConfigMap', node: nameOf(root) };
  },
};

/** Without a name in `target` it takes that of the resource. https://external-secrets.io/latest/api/externalsecret/ */
function externalSecret(spec: ManifestNode, byDefault: ManifestNode): Iterable<Made> {
  const name = spec.at('target', 'name');
  return [{ node: isThere(name) ? name : byDefault, ...copies(spec.at('target', 'template', 'metadata')) }];
}

function destination(root: ManifestNode): Iterable<Made> {
  const to = root.at('spec', 'destination');
  return [{ node: to.at('name'), ...copies(to) }];
}

function copies(metadata: ManifestNode): { readonly namespace?: string } {
  return isCopied(metadata.at('annotations')) ? anywhere : {};
}

/** A placeholder is some namespace. */
function inNamespace(node: ManifestNode): { readonly namespace?: string } {
  if (!isThere(node)) return {};
  return typeof node.value === 'string' ? { namespace: node.value } : anywhere;
}

function nameOf(root: ManifestNode): ManifestNode {
  return root.at(...namePath);
}

const namePath: ManifestPath = ['metadata', 'name'];

function isThere(node: ManifestNode): boolean {
  return node.kind !== 'missing';
}
