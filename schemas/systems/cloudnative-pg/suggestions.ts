import type { SuggestContext, Suggestion, Vocabulary } from '../../contract/index.ts';
import { describedValues } from '../../vocabulary/describedValues.ts';
import { dictionaryOf } from '../../vocabulary/keyDictionary.ts';
import { createPostgresParameters } from '../../vocabulary/postgresParameters.ts';
import { textOf } from '../../vocabulary/read.ts';
import { clusterAnnotations } from './clusterAnnotations.ts';
import { isFixedParameter } from './fixedParameters.ts';
import { libpqParameters } from './libpqParameters.ts';
import { publicationParameters, subscriptionParameters } from './logicalReplicationOptions.ts';
import { barmanPlugin } from './naming.ts';
import { pgBouncerParameters } from './pgBouncerParameters.ts';
import { majorVersion, poolerImage, suggestPostgresImages } from './postgresVersions.ts';
import { explainSecondsSchedule, secondsSchedules } from './secondsSchedule.ts';
import { usualKeys } from './usualKeys.ts';
import { say } from '../../vocabulary/say.ts';

/** Values and keys for the fields of this pack's schemas. */
export const cloudnativePgVocabulary: Vocabulary = {
  usualKeys,
  suggest: {
    'backup-plugin': suggestBackupPlugins,
    'builtin-locale': () => builtinLocales,
    'database-extension': () => extensions,
    'image-extension': () => imageExtensions,
    'pg-hba-line': () => hbaLines,
    'pgbouncer-image': () => [{ value: poolerImage }],
    plugin: () => [{ value: barmanPlugin, detail: say`backups into object stores` }],
    'postgres-encoding': () => encodings,
    'postgres-image': suggestPostgresImages,
    'postgres-locale': () => locales,
    'predefined-role': () => predefinedRoles,
    'preload-library': () => libraries,
    'retention-policy': () => retentions,
    'seconds-schedule': () => secondsSchedules,
    'target-timeline': () => [{ value: 'latest', detail: say`as without it` }],
    'template-database': () => templates,
    'volume-source-group': () => [{ value: 'snapshot.storage.k8s.io', detail: say`of snapshots` }],
    'wal-segment-size': () => segmentSizes,
  },
  keys: {
    'cluster-annotations': clusterAnnotations,
    'connection-parameters': libpqParameters,
    'pgbouncer-parameters': pgBouncerParameters,
    'plugin-parameters': dictionaryOf([
      {
        key: 'barmanObjectName',
        help: 'The `ObjectStore` of this namespace that backups and WAL go to, or come from. The Barman Cloud plugin needs it.',
        insert: 'object-store',
      },
      {
        key: 'serverName',
        help: 'Folder in the store, the name of this cluster if left out, in `externalClusters` too: there it has to be the name of the old one. A cluster that is restored under its old name archives under a new one.',
      },
    ]),
    'postgres-parameters': settableParameters(),
    'publication-parameters': publicationParameters,
    'subscription-parameters': subscriptionParameters,
  },
  explain: { 'seconds-schedule': explainSecondsSchedule },
};

/** Settings of postgresql.conf but for those that the operator refuses. */
function settableParameters() {
  const all = createPostgresParameters(({ root }) => majorVersion(root.at('spec'))?.toString());
  return {
    ...all,
    *keys(...context: Parameters<typeof all.keys>) {
      for (const known of all.keys(...context)) if (!isFixedParameter(known.key)) yield known;
    },
  };
}

/** Plugins that the cluster of the backup loads come first. */
function* suggestBackupPlugins({ resource, workspace }: SuggestContext): Iterable<Suggestion> {
  const { namespace } = resource.identity;
  const cluster = textOf(resource.root.at('spec', 'cluster', 'name'));
  const found = cluster ? workspace.find('Cluster.postgresql.cnpg.io', cluster, namespace) : [];
  const names = found.flatMap(({ resource: { root } }) =>
    root
      .at('spec', 'plugins')
      .items()
      .flatMap((plugin) => textOf(plugin.at('name')) ?? []),
  );
  for (const value of new Set([...names, barmanPlugin])) yield { value };
}

const values = (...all: readonly string[]): readonly Suggestion[] => all.map((value) => ({ value }));

const retentions = values('7d', '14d', '30d', '4w', '3m', '6m');
const encodings = values('UTF8', 'SQL_ASCII', 'LATIN1', 'LATIN9', 'WIN1252', 'EUC_JP', 'KOI8R');
const locales = values('C', 'C.UTF-8', 'en_US.UTF-8', 'de_DE.UTF-8', 'POSIX');
const builtinLocales = describedValues({
  C: 'By bytes, and letters of ASCII only.',
  'C.UTF-8': 'By code points, and letters of all scripts.',
  PG_UNICODE_FAST: 'By code points, with the full rules of Unicode for capitals. PostgreSQL 18.',
});
const segmentSizes: readonly Suggestion[] = [16, 32, 64, 128, 256, 512, 1024].map((value) => ({
  value,
  detail: value === 16 ? say`MB, as without it` : say`MB`,
}));
const templates = describedValues({
  template0: 'The bare template: needed for another encoding or locale.',
  template1: 'The template that may have been added to, as without it.',
});
const predefinedRoles = describedValues({
  pg_read_all_data: 'Reads all tables, views and sequences.',
  pg_write_all_data: 'Writes all tables, views and sequences.',
  pg_monitor: 'Sees statistics and settings, for monitoring.',
  pg_read_all_settings: 'Sees all settings.',
  pg_read_all_stats: 'Sees all statistics.',
  pg_stat_scan_tables: 'May run functions of monitoring that lock tables.',
  pg_signal_backend: 'Cancels queries and ends sessions of others, but of superusers.',
  pg_checkpoint: 'May run `CHECKPOINT`. PostgreSQL 15.',
  pg_maintain: 'May run `VACUUM`, `ANALYZE`, `REINDEX` and the like on all tables. PostgreSQL 17.',
  pg_use_reserved_connections: 'Gets in when only reserved connections are left. PostgreSQL 16.',
  pg_create_subscription: 'May subscribe to publications of others. PostgreSQL 16.',
});
const libraries = describedValues({
  pg_cron: 'Runs statements by a schedule. `cron.database_name` says in which database.',
  pg_stat_kcache: 'Counts reads and CPU of statements in the system. Needs `pg_stat_statements`.',
  timescaledb: 'Time series. It has to be in the image.',
  pg_wait_sampling: 'Samples what sessions wait for. It has to be in the image.',
  pg_squeeze: 'Takes bloat out of tables. It has to be in the image.',
});
const imageExtensions = describedValues({
  pgvector: 'Vectors and nearest neighbours. Its extension is called `vector`.',
  postgis: 'Geometry and geography.',
  pgaudit: 'A log of who did what.',
});
const extensions = describedValues({
  btree_gin: 'Plain columns in GIN indexes, beside arrays or `jsonb`.',
  btree_gist: 'Plain columns in GiST indexes, as exclusion constraints need them.',
  citext: 'Text that compares without regard to capital letters.',
  dblink: 'Queries to other databases from within SQL.',
  fuzzystrmatch: 'Words that sound alike or differ by a few letters.',
  hstore: 'Maps of text to text in one column.',
  ltree: 'Labels in trees, such as categories.',
  pg_stat_statements: 'Counts and times of all statements. It comes by itself with a parameter `pg_stat_statements.…`.',
  pg_trgm: "Similar text and fast `LIKE '%...%'` through trigram indexes.",
  pgaudit: 'A log of who did what. It comes by itself with a parameter `pgaudit.…`.',
  pgcrypto: 'Hashes, encryption and random values in SQL.',
  postgis: 'Geometry and geography; in the image `postgis` or by an image of its own.',
  postgres_fdw: 'Tables of another PostgreSQL server as if they were local.',
  tablefunc: 'Crosstabs and other functions that return tables.',
  unaccent: 'Text search without accents.',
  'uuid-ossp': 'Generators of UUIDs; `gen_random_uuid()` is there without it.',
  vector: 'Vectors and nearest neighbours, for embeddings.',
});
const hbaLines = describedValues({
  'hostssl all all all scram-sha-256': 'Password logins over TLS, from everywhere.',
  'hostnossl all all all reject': 'Refuses connections without TLS that no line above has let in.',
  'hostssl all all all cert': "Logins with a certificate of the clients' authority, and no password.",
  'host all all 10.0.0.0/8 scram-sha-256': 'Password logins from one network.',
  'hostssl replication all all scram-sha-256':
    'Replicas outside of the cluster, with a password over TLS. `all` does not include `replication`.',
});
