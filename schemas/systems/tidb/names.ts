import type { ManifestNode, NameUse, Resource } from '../../contract/index.ts';
import { refers } from '../../vocabulary/nameUses.ts';
import { referred } from '../../vocabulary/podNames.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { say } from '../../vocabulary/say.ts';
import { v1Certificates, v2ClientCertificate } from './certificates.ts';
import type { CertificateSecret } from './certificates.ts';
import { clusterNames, storageClass } from './clusterNames.ts';
import { v1ClusterType, v1Group, v2BackupGroup, v2ClusterType, v2Group } from './kinds.ts';

/** The cluster that a resource belongs to, and the Secrets, ConfigMaps and storage classes that it reads. */
export function* names(resource: Resource): Iterable<NameUse> {
  const { identity } = resource;
  const spec = resource.root.at('spec');
  const group = identity.apiVersion.split('/')[0];
  if (group === v1Group) yield* clusterNames(resource);
  if (group === v1Group) yield* backupNames(identity.kind, spec, v1ClusterType);
  if (group === v1Group && identity.kind === 'TidbCluster') yield* v1Certificates(resource).flatMap(certificateSecret);
  if (group === v2Group) yield* v2Names(identity.kind, spec);
  const certificate = group === v2Group && identity.kind === 'TiDBGroup' ? v2ClientCertificate(resource) : undefined;
  if (certificate) yield certificateSecret(certificate);
  if (group === v2BackupGroup) yield* backupNames(identity.kind, spec, v2ClusterType);
}

function* v2Names(kind: string, spec: ManifestNode): Iterable<NameUse> {
  if (kind === 'Cluster') {
    yield* referred('ConfigMap', spec.at('bootstrapSQL', 'name'));
    return;
  }
  yield* refers(v2ClusterType, spec.at('cluster', 'name'));
  const volumes = kind.endsWith('Group') ? spec.at('template', 'spec', 'volumes') : spec.at('volumes');
  for (const volume of volumes.items()) yield* storageClass(volume.at('storageClassName'));
}

const backupSections: Readonly<Record<string, readonly string[]>> = {
  Backup: [],
  Restore: [],
  BackupSchedule: ['backupTemplate'],
};

/** Where the backup is kept, what it is of, and the Secrets for both. pkg/apis/pingcap/v1alpha1/types.go (BackupSpec) */
function* backupNames(kind: string, spec: ManifestNode, clusterType: string): Iterable<NameUse> {
  const section = Object.hasOwn(backupSections, kind) ? backupSections[kind] : undefined;
  if (!section) return;
  const backup = spec.at(...section);
  const br = backup.at('br');
  const namespace = knownName(br.at('clusterNamespace'));
  yield* refers(clusterType, br.at('cluster'), namespace === undefined ? {} : { namespace });
  for (const place of ['s3', 'gcs', 'azblob', 'from', 'to']) yield* referred('Secret', backup.at(place, 'secretName'));
  yield* storageClass(backup.at('storageClassName'));
}

/** The pods wait for it; where its name is the operator's own, it leads there from what asks for it. */
function certificateSecret({ name, node }: CertificateSecret): NameUse {
  const isWritten = node.value === name;
  return {
    ...{ role: 'refers', type: 'Secret', name, node },
    ...(isWritten ? {} : { optional: true, fixed: say`the operator gives the name` }),
  };
}
