import type { NameUse, Resource } from '../../contract/index.ts';
import { say } from '../../vocabulary/say.ts';
import { backupNames, backupServiceNames } from './backupNames.ts';
import { v1Certificates, v2ClientCertificate } from './certificates.ts';
import type { CertificateSecret } from './certificates.ts';
import { clusterNames } from './clusterNames.ts';
import { groupNames } from './groupNames.ts';
import { v1Group, v2BackupGroup, v2Group } from './kinds.ts';

/** The cluster that a resource belongs to, and the Secrets, ConfigMaps and storage classes that it reads. */
export function* names(resource: Resource): Iterable<NameUse> {
  const { identity } = resource;
  const group = identity.apiVersion.split('/')[0];
  if (group === v1Group) yield* clusterNames(resource);
  if (group === v1Group && identity.kind === 'TidbCluster') yield* v1Certificates(resource).flatMap(certificateSecret);
  if (group === v2Group) yield* groupNames(resource);
  const certificate = group === v2Group && identity.kind === 'TiDBGroup' ? v2ClientCertificate(resource) : undefined;
  if (certificate) yield certificateSecret(certificate);
  if (backupKindNames.includes(identity.kind) && (group === v1Group || group === v2BackupGroup)) {
    yield* backupNames(resource);
  } else if (group === v2BackupGroup) {
    yield* backupServiceNames(resource);
  }
}

/** In the groups of both operators. */
const backupKindNames = ['Backup', 'BackupSchedule', 'CompactBackup', 'Restore'];

/** The pods wait for it; where its name is the operator's own, it leads there from what asks for it. */
function certificateSecret({ name, node }: CertificateSecret): NameUse {
  const isWritten = node.value === name;
  return {
    ...{ role: 'refers', type: 'Secret', name, node },
    ...(isWritten ? {} : { optional: true, fixed: say`the operator gives the name` }),
  };
}
