import type { ManifestNode, Resource } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { componentsOf } from './components.ts';

/** A Secret with the keys `tls.crt`, `tls.key` and `ca.crt` that the pods need, and where a manifest asks for it. */
export interface CertificateSecret {
  readonly name: string;
  readonly node: ManifestNode;
  readonly use: 'clients' | 'components';
}

/** Of a TidbCluster; the names are fixed. pingcap/tidb-operator v1.6.6 pkg/util/util.go (ClusterTLSSecretName ...) */
export function v1Certificates({ identity, root }: Resource): readonly CertificateSecret[] {
  const { name } = identity;
  if (isFilledInLater(name)) return [];
  const spec = root.at('spec');
  const clients = spec.at('tidb', 'tlsClient', 'enabled');
  const internal = spec.at('tlsCluster', 'enabled');
  const parts = [
    ...componentsOf(spec).map(({ id }) => `${name}-${id}-cluster-secret`),
    `${name}-cluster-client-secret`,
  ];
  return [
    ...(isTrue(clients) ? [{ name: `${name}-tidb-server-secret`, node: clients, use: 'clients' as const }] : []),
    ...(isTrue(internal) ? parts.map((each) => ({ name: each, node: internal, use: 'components' as const })) : []),
  ];
}

/** Of a TiDBGroup, for MySQL clients: the one that it names, else one of a fixed name. v2.2 pkg/controllers/tidb/tasks/pod.go */
export function v2ClientCertificate({ identity, root }: Resource): CertificateSecret | undefined {
  const mysql = root.at('spec', 'template', 'spec', 'security', 'tls', 'mysql');
  const enabled = mysql.at('enabled');
  if (!isTrue(enabled)) return undefined;
  const named = [mysql.at('ca', 'name'), mysql.at('certKeyPair', 'name')];
  const node = named.find((each) => knownName(each) !== undefined);
  if (node) return { name: knownName(node) ?? '', node, use: 'clients' };
  return isFilledInLater(identity.name)
    ? undefined
    : { name: `${identity.name}-tidb-server-secret`, node: enabled, use: 'clients' };
}
