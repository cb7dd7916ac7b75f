import type {
  DatabaseSystem,
  Derived,
  ManifestNode,
  ManifestPath,
  Resource,
  SystemKind,
} from '../../contract/index.ts';
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
    kind('cert-manager.io', ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2'], 'Certificate', 'certificates'),
    kind('onepassword.com', ['v1'], 'OnePasswordItem', 'onepassworditems'),
    kind('secrets.hashicorp.com', ['v1beta1'], 'VaultStaticSecret', 'vaultstaticsecrets'),
    kind('secrets.hashicorp.com', ['v1beta1'], 'VaultDynamicSecret', 'vaultdynamicsecrets'),
  ],
  *derive(resource: Resource): Iterable<Derived> {
    const { kind: made } = resource.identity;
    const node = nameNode(resource);
    const name = knownName(node);
    if (name === undefined) return;
    const keys = made === 'Certificate' ? { keys: ['tls.crt', 'tls.key', 'ca.crt'] } : {};
    yield { type: 'Secret', name, ...keys, because: node.path, note: say`by ${made} ${resource.identity.name}` };
  },
};

function kind(group: string, versions: readonly string[], name: string, plural: string): SystemKind {
  return { group, versions, kind: name, plural, scope: 'Namespaced' };
}

/** Where the name of the Secret stands. A sealed one is called like the resource: the name is part of its encryption. */
function nameNode({ identity, root }: Resource): ManifestNode {
  const own = root.at('metadata', 'name');
  const path = namePaths[identity.kind];
  if (path === undefined) return own;
  const node = root.at('spec', ...path);
  return node.kind === 'missing' && identity.kind === 'ExternalSecret' ? own : node;
}

/** An ExternalSecret without it takes its own name. https://external-secrets.io/latest/api/externalsecret/ */
const namePaths: Readonly<Record<string, ManifestPath>> = {
  ExternalSecret: ['target', 'name'],
  Certificate: ['secretName'],
  VaultStaticSecret: ['destination', 'name'],
  VaultDynamicSecret: ['destination', 'name'],
};
