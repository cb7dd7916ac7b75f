import type { Companion, KnownLine, LogFile, Lookup, Scheduled } from '../../contract/index.ts';
import { postgresLines } from '../../vocabulary/postgresLines.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import type { ActionSource } from './actions.ts';
import type { ClusterLabels } from './clusterLabels.ts';
import { backupJobName } from './naming.ts';
import { dataMountPath } from './pods.ts';

/** Patroni prints to the container's log, and PostgreSQL writes files, one for each day of the week, as CSV. */
export const logFiles: readonly LogFile[] = [
  {
    title: say`PostgreSQL, primary`,
    command: ['sh', '-c', `exec tail -n 200 -F "$(ls -t ${dataMountPath}/pgroot/pg_log/* | head -n 1)"`],
  },
];

/** Where Spilo puts what it was told about the archive, a file for each variable. */
const archiveFolder = '/run/etc/wal-e.d/env';
const ifArchived = `cd ${archiveFolder} 2>/dev/null || exit 0`;
const secretNames = '*SECRET*|*PASSWORD*|*TOKEN*|*KEY*|*CREDENTIALS*|*PASSPHRASE*';

export const lookups: readonly Lookup[] = [
  {
    title: say`Backup settings`,
    command: [
      'sh',
      '-c',
      `${ifArchived}; for name in *; do case "$name" in ${secretNames}) echo "$name=***" ;; *) echo "$name=$(cat "$name")" ;; esac; done`,
    ],
    remedy: say`Look at the log of the pod: Spilo writes these files when it starts.`,
  },
  {
    // https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/administrator.md#restoring-physical-backups
    title: say`Base backups`,
    command: ['sh', '-c', `${ifArchived}; exec envdir ${archiveFolder} wal-g backup-list --detail`],
    remedy: say`Check address, bucket and keys of the store. A store without host names for buckets, such as MinIO, needs AWS_S3_FORCE_PATH_STYLE.`,
  },
];

export function scheduledOf({ spec, cluster, names }: ActionSource): readonly Scheduled[] {
  return isTrue(spec.at('enableLogicalBackup'))
    ? [{ title: say`Logical backup`, name: backupJobName(cluster, names) }]
    : [];
}

export function companionsOf({ pooler, backup }: ClusterLabels): readonly Companion[] {
  return [
    { title: say`Pooler`, labels: pooler },
    { title: say`Logical backup`, labels: backup },
  ];
}

export const knownLines: readonly KnownLine[] = [
  ...postgresLines,
  {
    text: 'request signature we calculated does not match',
    meaning: say`The store knows the key, and its secret part is wrong: check AWS_SECRET_ACCESS_KEY, also for a line break at its end.`,
  },
  {
    text: 'server side encryption specified but kms is not configured',
    meaning: say`The store cannot encrypt: leave logical_backup_s3_sse empty, and for the archive set WALG_DISABLE_S3_SSE.`,
  },
  {
    // pkg/cluster/pod.go#L425
    text: 'before re-creating the pod: no replicas',
    meaning: say`There is no replica that could take over, so the pod is replaced without a switchover and nobody can connect meanwhile.`,
  },
  {
    text: 'recovery state unknown',
    meaning: say`The script could not ask PostgreSQL, mostly because it logs in as a role that does not exist: PGUSER has to be the superuser.`,
  },
  {
    // ui/operator_ui/spiloutils.py
    text: 'expected string or bytes-like object',
    meaning: say`The page was not told of a bucket: set SPILO_S3_BACKUP_BUCKET in its Deployment.`,
  },
  {
    text: 'network unreachable',
    meaning: say`The page asks a store that it does not reach: set AWS_ENDPOINT, and WALE_S3_ENDPOINT as in https+path://minio.example.com:443.`,
  },
  {
    text: 'no snapshots found',
    meaning: say`The page looks for backups below SPILO_S3_BACKUP_PREFIX and the uid of the cluster, and nothing is there.`,
  },
];
