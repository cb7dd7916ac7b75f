import type { Setting } from './describeSetting.ts';

const yesNo = ['y', 'n'];

/**
 * Settings of one repository: `repo-...` is written with its number, `repo1-...`. As of pgBackRest 2.57, which comes with 5.8 and 6.0.
 * https://github.com/pgbackrest/pgbackrest/blob/release/2.57.0/src/build/config/config.yaml
 */
export const repositorySettings: readonly Setting[] = [
  // What is kept
  {
    name: 'repo-retention-full',
    sample: '14',
    help: 'Full backups that are kept; older ones go, with the log that only they need. By `repo-retention-full-type` it is a number or days. Without it NOTHING is deleted and the repository fills up.',
  },
  {
    name: 'repo-retention-full-type',
    values: ['count', 'time'],
    usual: 'count',
    help: 'Whether `repo-retention-full` is a number of backups (`count`) or days (`time`). With days a backup stays until a younger one is old enough too.',
  },
  {
    name: 'repo-retention-diff',
    sample: '7',
    help: 'Differential backups that are kept. Without it they go with their full backup.',
  },
  {
    name: 'repo-retention-archive',
    sample: '2',
    help: 'Backups for which the log is kept, counted as in `repo-retention-archive-type`. Without it the log is kept for every backup, so that each can be rolled forward. Fewer makes older backups restorable to their end only.',
  },
  {
    name: 'repo-retention-archive-type',
    values: ['full', 'diff', 'incr'],
    usual: 'full',
    help: 'Kind of backups that `repo-retention-archive` counts.',
  },
  { name: 'repo-retention-history', sample: '365', help: 'Days for which lists of files of deleted backups are kept.' },
  { name: 'expire-auto', values: yesNo, usual: 'y', help: 'Whether old backups are deleted after each new one.' },
  // Where it is kept
  {
    name: 'repo-path',
    sample: '/pgbackrest/my-namespace/my-cluster/repo1',
    help: 'Folder in the bucket. Two clusters must never share bucket AND path: both call their backups `db`, and one makes those of the other useless. Without it `/pgbackrest/<repository>`, the same for every cluster.',
  },
  {
    name: 'repo-s3-uri-style',
    values: ['host', 'path'],
    usual: 'host',
    help: 'How the bucket is addressed: `path` for MinIO, Ceph and most that are not Amazon.',
  },
  {
    name: 'repo-s3-key-type',
    values: ['shared', 'auto', 'web-id'],
    usual: 'shared',
    help: 'Where the keys come from: `shared` from a Secret, `web-id` from the ServiceAccount (IRSA on EKS), `auto` from the machine.',
  },
  { name: 'repo-s3-role', sample: 'my-role', help: 'AWS role to take, with `repo-s3-key-type: auto`.' },
  {
    name: 'repo-s3-key',
    secret: true,
    help: 'Access key. Put it into a Secret that `configuration` names: everybody may read it here.',
  },
  {
    name: 'repo-s3-key-secret',
    secret: true,
    help: 'Secret key. Put it into a Secret that `configuration` names: everybody may read it here.',
  },
  { name: 'repo-s3-token', secret: true, help: 'Session token. Put it into a Secret that `configuration` names.' },
  { name: 'repo-s3-kms-key-id', sample: 'arn:aws:kms:...', help: 'Key of AWS KMS with which S3 encrypts.' },
  {
    name: 'repo-s3-sse-customer-key',
    secret: true,
    help: 'Key with which S3 encrypts, kept by you. Put it into a Secret that `configuration` names.',
  },
  {
    name: 'repo-s3-requester-pays',
    values: yesNo,
    usual: 'n',
    help: 'Whether who reads pays, for buckets that ask for it.',
  },
  {
    name: 'repo-gcs-key',
    sample: '/etc/pgbackrest/conf.d/gcs-key.json',
    help: 'Path of the key file. A Secret in `configuration` puts it into `/etc/pgbackrest/conf.d`.',
  },
  {
    name: 'repo-gcs-key-type',
    values: ['service', 'auto', 'token'],
    usual: 'service',
    help: 'Where the key comes from: `service` from a file, `auto` from Workload Identity.',
  },
  {
    name: 'repo-gcs-endpoint',
    sample: 'storage.googleapis.com',
    help: 'Host of the service, for one that is not Google.',
  },
  { name: 'repo-gcs-user-project', sample: 'my-project', help: 'Project that pays for requests.' },
  {
    name: 'repo-azure-account',
    secret: true,
    help: 'Name of the storage account. Usually in the Secret beside its key.',
  },
  {
    name: 'repo-azure-key',
    secret: true,
    help: 'Key of the storage account. Put it into a Secret that `configuration` names.',
  },
  {
    name: 'repo-azure-key-type',
    values: ['shared', 'sas'],
    usual: 'shared',
    help: 'Whether the key is an account key or a shared access signature.',
  },
  {
    name: 'repo-azure-endpoint',
    sample: 'blob.core.windows.net',
    help: 'Host of the service, for clouds of governments and emulators.',
  },
  {
    name: 'repo-azure-uri-style',
    values: ['host', 'path'],
    usual: 'host',
    help: 'How the account is addressed: `path` for emulators.',
  },
  {
    name: 'repo-storage-verify-tls',
    values: yesNo,
    usual: 'y',
    help: 'Whether the certificate of the service is verified. `n` accepts anybody who answers: rather give the authority with `repo-storage-ca-file`.',
  },
  {
    name: 'repo-storage-ca-file',
    sample: '/etc/pgbackrest/conf.d/ca.crt',
    help: 'Certificate of the authority that signed the certificate of the service. A Secret in `configuration` puts it into `/etc/pgbackrest/conf.d`.',
  },
  { name: 'repo-storage-ca-path', sample: '/etc/pki/tls/certs', help: 'Folder with certificates of authorities.' },
  {
    name: 'repo-storage-host',
    sample: 'minio.storage.svc',
    help: 'Host to connect to, where it is another one than the address says.',
  },
  { name: 'repo-storage-port', sample: '443', usual: '443', help: 'Port of the service.' },
  { name: 'repo-storage-tag', sample: 'team=data', help: 'Tag for the objects, as `key=value`.' },
  {
    name: 'repo-storage-upload-chunk-size',
    sample: '16MiB',
    help: 'Size of the parts of large uploads. Some services bound their number: raise it for files of more than 50 GB.',
  },
  // How it is kept
  {
    name: 'repo-cipher-type',
    values: ['none', 'aes-256-cbc'],
    usual: 'none',
    help: 'Whether pgBackRest encrypts what it stores. It cannot be changed once backups are there. The passphrase belongs into a Secret (`repo-cipher-pass`).',
  },
  {
    name: 'repo-cipher-pass',
    secret: true,
    help: 'Passphrase of the encryption. Put it into a Secret that `configuration` names, and keep a copy elsewhere: without it the backups are lost.',
  },
  {
    name: 'repo-bundle',
    values: yesNo,
    usual: 'n',
    help: 'Whether small files are stored together. Much quicker in buckets with many tables.',
  },
  { name: 'repo-bundle-size', sample: '100MiB', usual: '20MiB', help: 'Size of a bundle.' },
  { name: 'repo-bundle-limit', sample: '2MiB', usual: '2MiB', help: 'Size up to which files are bundled.' },
  {
    name: 'repo-block',
    values: yesNo,
    usual: 'n',
    help: 'Whether differential and incremental backups store changed blocks instead of changed files. Needs `repo-bundle: "y"`.',
  },
  {
    name: 'repo-hardlink',
    values: yesNo,
    usual: 'n',
    help: 'Whether unchanged files are links to those of the backup before, on a volume.',
  },
  {
    name: 'repo-symlink',
    values: yesNo,
    usual: 'y',
    help: 'Whether links such as `latest` are made, on a volume. `n` where the file system has none.',
  },
  {
    name: 'repo-type',
    owned: true,
    help: 'Set by the operator from the field that the repository has (`volume`, `s3`, `gcs`, `azure`).',
  },
  { name: 'repo-s3-bucket', owned: true, help: 'Set by the operator from `repos[].s3.bucket`.' },
  { name: 'repo-s3-endpoint', owned: true, help: 'Set by the operator from `repos[].s3.endpoint`.' },
  { name: 'repo-s3-region', owned: true, help: 'Set by the operator from `repos[].s3.region`.' },
  { name: 'repo-gcs-bucket', owned: true, help: 'Set by the operator from `repos[].gcs.bucket`.' },
  { name: 'repo-azure-container', owned: true, help: 'Set by the operator from `repos[].azure.container`.' },
  {
    name: 'repo-target-time',
    owned: true,
    help: 'Reads the repository as it was at a time. An option of a restore, not a setting.',
  },
  ...[
    'host',
    'host-type',
    'host-user',
    'host-port',
    'host-ca-file',
    'host-ca-path',
    'host-cert-file',
    'host-key-file',
    'host-cmd',
    'host-config',
    'host-config-path',
    'host-config-include-path',
    'local',
  ].map((name) => ({
    name: `repo-${name}`,
    owned: true,
    help: 'Set by the operator, which connects pods and repository host.',
  })),
  ...[
    'sftp-host',
    'sftp-host-port',
    'sftp-host-user',
    'sftp-host-fingerprint',
    'sftp-host-key-check-type',
    'sftp-host-key-hash-type',
    'sftp-known-host',
    'sftp-private-key-file',
    'sftp-private-key-passphrase',
    'sftp-public-key-file',
    'block-size-map',
    'block-age-map',
    'block-checksum-size-map',
    'block-size-super',
    'block-size-super-full',
  ].map((name) => ({
    name: `repo-${name}`,
    owned: true,
    help: 'A setting of pgBackRest for which this operator has no use.',
  })),
];
