import type {
  KeyDictionary,
  KnownKey,
  ManifestNode,
  Markdown,
  Said,
  SuggestContext,
  Suggestion,
} from '../../contract/index.ts';
import { isCredentialVariable } from '../../vocabulary/credentialVariables.ts';
import { code, markdown } from '../../vocabulary/markdown.ts';
import { textOf } from '../../vocabulary/read.ts';
import { isEncoded } from './writtenVariables.ts';
import { variableProblem } from './variableProblem.ts';
import { joined, say } from '../../vocabulary/say.ts';

/**
 * Variables that the images with Postgres and Patroni read, by name. https://github.com/zalando/spilo/blob/master/ENVIRONMENT.rst
 * Those that the operator sets itself are not among them.
 */
export interface SpiloVariable {
  readonly help: Markdown;
  /** A value to start from. */
  readonly sample?: string;
  /** Also read with `CLONE_` in front, for the archive that a clone comes from, and with `STANDBY_` for that of a standby. */
  readonly archive?: true;
}

const archive = true;

const described: Readonly<Record<string, SpiloVariable>> = {
  // Where the archive is
  WAL_S3_BUCKET: {
    help: markdown`Bucket on S3 for WAL and base backups, by name only. The operator adds the cluster's uid to the path only for its own bucket: set WAL_BUCKET_SCOPE_SUFFIX too, or a cluster of the same name writes to the same place.`,
    sample: 'backups',
    archive,
  },
  WAL_GS_BUCKET: { help: markdown`Bucket on Google Cloud Storage for WAL and base backups, by name only.`, archive },
  WAL_BUCKET_SCOPE_SUFFIX: {
    help: markdown`Put behind the cluster's name in the path of the archive, slash in front included. Keeps clusters of one name apart.`,
    archive,
  },
  WAL_BUCKET_SCOPE_PREFIX: {
    help: markdown`Put in front of the cluster's name in the path of the archive, such as the namespace and a dash.`,
    archive,
  },
  WALG_S3_PREFIX: {
    help: markdown`Whole path of the archive on S3 for WAL-G, with ${code('s3://')} in front. Otherwise it is made from the bucket.`,
    archive,
  },
  WALE_S3_PREFIX: { help: markdown`Whole path of the archive on S3. Otherwise it is made from the bucket.`, archive },
  WALE_GS_PREFIX: {
    help: markdown`Whole path of the archive on Google Cloud Storage. Otherwise it is made from the bucket.`,
    archive,
  },
  WALG_GS_PREFIX: { help: markdown`Whole path of the archive on Google Cloud Storage, for WAL-G.`, archive },
  WALG_AZ_PREFIX: { help: markdown`Whole path of the archive on Azure, with ${code('azure://')} in front.`, archive },
  WALG_SSH_PREFIX: {
    help: markdown`Whole path of the archive on a server reached by SSH, with ${code('ssh://')} in front.`,
    archive,
  },
  // How to reach it
  AWS_REGION: { help: markdown`Region of the bucket.`, sample: 'eu-central-1', archive },
  AWS_ENDPOINT: {
    help: markdown`Address of a store other than AWS, scheme and port included. Without it the region's is used.`,
    sample: 'https://minio.example.com:9000',
    archive,
  },
  WALE_S3_ENDPOINT: {
    help: markdown`The same for WAL-E, with the way of addressing in the scheme: ${code('https+path://')} and the host. Otherwise made from AWS_ENDPOINT. Images from spilo-18 on have no WAL-E.`,
    sample: 'https+path://minio.example.com:9000',
    archive,
  },
  AWS_S3_FORCE_PATH_STYLE: {
    help: markdown`${code('"true"')} puts the bucket into the path instead of the host name, as MinIO and Ceph want it.`,
    sample: 'true',
    archive,
  },
  AWS_ACCESS_KEY_ID: { help: markdown`Key ID for the store. Take it from a Secret, with the secret key.`, archive },
  AWS_SECRET_ACCESS_KEY: {
    help: markdown`Secret key for the store. Take it from a Secret with ${code('valueFrom')}. A wrong one shows in the log as "The request signature we calculated does not match".`,
    archive,
  },
  AWS_ROLE_ARN: { help: markdown`Role that WAL-G takes on EKS instead of a key.`, archive },
  AWS_WEB_IDENTITY_TOKEN_FILE: { help: markdown`File with the token for the role; EKS sets it by itself.`, archive },
  WALG_S3_CA_CERT_FILE: { help: markdown`File with the CA certificate of the store, on a volume of the pod.`, archive },
  WALG_DISABLE_S3_SSE: {
    help: markdown`${code('"true"')} asks the store for no encryption. Needed where a store other than AWS refuses it ("KMS is not configured").`,
    sample: 'true',
    archive,
  },
  WALE_DISABLE_S3_SSE: { help: markdown`The same for WAL-E.`, sample: 'true', archive },
  GOOGLE_APPLICATION_CREDENTIALS: {
    help: markdown`File with the key of a Google service account, on a volume of the pod.`,
    archive,
  },
  AZURE_STORAGE_ACCOUNT: { help: markdown`Storage account on Azure.`, archive },
  AZURE_STORAGE_ACCESS_KEY: { help: markdown`Key of the storage account. Take it from a Secret.`, archive },
  AZURE_STORAGE_SAS_TOKEN: {
    help: markdown`Token with limited rights on the storage account. Take it from a Secret.`,
    archive,
  },
  AZURE_ENVIRONMENT_NAME: {
    help: markdown`Which Azure: ${code('AzurePublicCloud')} unless it is another one.`,
    archive,
  },
  AZURE_CLIENT_ID: { help: markdown`Service principal that reaches the store.`, archive },
  AZURE_CLIENT_SECRET: { help: markdown`Secret of the service principal. Take it from a Secret.`, archive },
  AZURE_TENANT_ID: { help: markdown`Tenant of the service principal.`, archive },
  SSH_USERNAME: { help: markdown`Name to log in with on the server of the archive.`, archive },
  SSH_PORT: { help: markdown`Port of the server of the archive.`, archive },
  SSH_PRIVATE_KEY_PATH: {
    help: markdown`File with the key for the server of the archive, on a volume of the pod.`,
    archive,
  },
  // How backups are made
  USE_WALG_BACKUP: {
    help: markdown`${code('"true"')} makes backups with WAL-G instead of WAL-E, which asks the store for encryption that not all but AWS have. Images from spilo-18 on have WAL-G only.`,
    sample: 'true',
  },
  USE_WALG_RESTORE: {
    help: markdown`${code('"true"')} restores with WAL-G instead of WAL-E.`,
    sample: 'true',
    archive,
  },
  BACKUP_SCHEDULE: {
    help: markdown`When base backups are made, as a cron line of five fields in UTC; ${code('00 01 * * *')} unless set.`,
    sample: '00 01 * * *',
  },
  BACKUP_NUM_TO_RETAIN: { help: markdown`Base backups to keep, with the WAL behind them; 5 unless set.`, sample: '5' },
  WALG_UPLOAD_CONCURRENCY: { help: markdown`Streams that WAL-G sends at once.`, sample: '4' },
  WALG_DOWNLOAD_CONCURRENCY: { help: markdown`Streams that WAL-G fetches at once.`, sample: '4', archive },
  WALG_UPLOAD_DISK_CONCURRENCY: { help: markdown`Files that WAL-G reads at once.`, sample: '1' },
  WALG_DISK_RATE_LIMIT: { help: markdown`Bytes a second that a backup reads from the volume at most.` },
  WALG_NETWORK_RATE_LIMIT: { help: markdown`Bytes a second that a backup sends at most.` },
  WALG_COMPRESSION_METHOD: { help: markdown`How WAL-G packs: lz4, zstd, lzma or brotli.`, sample: 'lz4' },
  WALG_BACKUP_COMPRESSION_METHOD: { help: markdown`How WAL-G packs base backups.` },
  WALG_BACKUP_FROM_REPLICA: { help: markdown`${code('"true"')} makes base backups on a replica.`, sample: 'true' },
  WALG_DELTA_MAX_STEPS: { help: markdown`Backups of changes only between two full ones.` },
  WALG_DELTA_ORIGIN: { help: markdown`What a backup of changes builds upon: LATEST or LATEST_FULL.` },
  WALG_SENTINEL_USER_DATA: { help: markdown`Data of your own, kept with a base backup.` },
  WALG_PREVENT_WAL_OVERWRITE: { help: markdown`${code('"true"')} refuses to write WAL over WAL of other content.` },
  WALG_LIBSODIUM_KEY: { help: markdown`Key that backups are encrypted with. Take it from a Secret.`, archive },
  WALG_LIBSODIUM_KEY_PATH: { help: markdown`File with the key that backups are encrypted with.`, archive },
  WALG_LIBSODIUM_KEY_TRANSFORM: { help: markdown`How the key is written: base64, hex or none.`, archive },
  WALG_PGP_KEY: { help: markdown`PGP key that backups are encrypted with. Take it from a Secret.`, archive },
  WALG_PGP_KEY_PATH: { help: markdown`File with the PGP key that backups are encrypted with.`, archive },
  WALG_PGP_KEY_PASSPHRASE: { help: markdown`Passphrase of the PGP key. Take it from a Secret.`, archive },
  WAL_RESTORE_TIMEOUT: { help: markdown`Seconds for fetching one WAL file; 0 does not end it.`, archive },
  WALE_BACKUP_THRESHOLD_MEGABYTES: {
    help: markdown`WAL behind the last base backup, in megabytes, above which a new replica is copied from the primary instead.`,
  },
  WALE_BACKUP_THRESHOLD_PERCENTAGE: { help: markdown`The same as a part of the base backup.` },
  WALE_ENV_DIR: {
    help: markdown`Folder for the variables of the archive; ${code('/run/etc/wal-e.d/env')} unless set.`,
    archive,
  },
  CLONE_TARGET_TIMELINE: {
    help: markdown`Timeline to restore a clone from; ${code('latest')} unless set.`,
    sample: 'latest',
  },
  // Logs
  LOG_S3_BUCKET: { help: markdown`Bucket that Postgres' log files are uploaded to daily.` },
  LOG_S3_ENDPOINT: { help: markdown`Address of the store for log files, where it is not AWS.` },
  LOG_BUCKET_SCOPE_SUFFIX: { help: markdown`Put behind the cluster's name in the path of the log files.` },
  LOG_BUCKET_SCOPE_PREFIX: { help: markdown`Put in front of the cluster's name in the path of the log files.` },
  LOG_SHIP_SCHEDULE: {
    help: markdown`When log files are uploaded, as a cron line; ${code('00 02 * * *')} unless set.`,
  },
  LOG_TMPDIR: { help: markdown`Folder for log files on their way.` },
  LOG_ENV_DIR: { help: markdown`Folder for the variables of the upload of log files.` },
  // The server
  ALLOW_NOSSL: {
    help: markdown`Any text lets clients in without TLS; otherwise Postgres refuses them from outside of the pod.`,
    sample: 'true',
  },
  CRONTAB: { help: markdown`Lines for cron in the pod, as a list in JSON.` },
  CALLBACK_SCRIPT: { help: markdown`Program that Patroni runs at a start, a stop and a change of role.` },
  INITDB_LOCALE: { help: markdown`Locale of a new database; ${code('en_US')} unless set.` },
  PGDATA: { help: markdown`Folder of the data, on the volume of the pod. Leave it: another one is an empty database.` },
  USE_ADMIN: { help: markdown`Whether the admin user is made.` },
  PGUSER_ADMIN: { help: markdown`Name of the admin user.` },
  PGPASSWORD_ADMIN: { help: markdown`Password of the admin user. Take it from a Secret.` },
  SSL_TEST_RELOAD: { help: markdown`Whether certificates are looked at for changes, and read again.` },
  SSL_CA_FILE: {
    help: markdown`File with the CA that client certificates are checked with; ${code('tls.caFile')} sets it.`,
  },
  SSL_CRL_FILE: { help: markdown`File with certificates that are no longer accepted.` },
  SSL_CERTIFICATE_FILE: { help: markdown`File with the server's certificate; the section ${code('tls')} sets it.` },
  SSL_PRIVATE_KEY_FILE: { help: markdown`File with the server's key; the section ${code('tls')} sets it.` },
  SSL_RESTAPI_CA_FILE: { help: markdown`File with the CA of Patroni's interface.` },
  SSL_RESTAPI_CERTIFICATE_FILE: { help: markdown`File with the certificate of Patroni's interface.` },
  SSL_RESTAPI_PRIVATE_KEY_FILE: { help: markdown`File with the key of Patroni's interface.` },
  RESTAPI_CONNECT_ADDRESS: { help: markdown`Host name by which Patroni's interface is reached with TLS.` },
  http_proxy: { help: markdown`Proxy for WAL-G.` },
  https_proxy: { help: markdown`Proxy for WAL-G.` },
  no_proxy: { help: markdown`Hosts that WAL-G reaches without the proxy, separated by commas.` },
};

const names: ReadonlyMap<string, SpiloVariable> = new Map(
  Object.entries(described).flatMap(([name, variable]) => [
    [name, variable] as const,
    ...(variable.archive ? (['CLONE_', 'STANDBY_'] as const).map((prefix) => [prefix + name, variable] as const) : []),
  ]),
);

/** All names, those with a prefix included. */
export const spiloVariableNames: readonly string[] = [...names.keys()];

export function findSpiloVariable(name: string): SpiloVariable | undefined {
  return names.get(name);
}

/** To write as keys of a ConfigMap or Secret: those with a prefix are explained, but not offered. */
/** Version of the image that a variable came with; the others are older than all that is supported. Tags of zalando/spilo. */
const since = new Map(
  Object.entries({
    '2.0': [
      ...['WALG_AZ_PREFIX', 'WALG_SSH_PREFIX', 'WALG_S3_CA_CERT_FILE', 'AZURE_STORAGE_ACCOUNT'],
      ...['AZURE_STORAGE_ACCESS_KEY', 'SSH_USERNAME', 'SSH_PRIVATE_KEY_PATH', 'INITDB_LOCALE'],
    ],
    '2.1': [
      ...['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'WALE_DISABLE_S3_SSE', 'AZURE_STORAGE_SAS_TOKEN'],
      ...['AZURE_ENVIRONMENT_NAME', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_TENANT_ID', 'SSH_PORT'],
      ...['WALG_LIBSODIUM_KEY', 'WALG_LIBSODIUM_KEY_PATH', 'WALG_LIBSODIUM_KEY_TRANSFORM', 'WALG_PGP_KEY'],
      ...['WALG_PGP_KEY_PATH', 'WALG_PGP_KEY_PASSPHRASE', 'WAL_RESTORE_TIMEOUT', 'CLONE_TARGET_TIMELINE'],
      ...['SSL_RESTAPI_CA_FILE', 'SSL_RESTAPI_CERTIFICATE_FILE', 'SSL_RESTAPI_PRIVATE_KEY_FILE'],
      'RESTAPI_CONNECT_ADDRESS',
    ],
    '3.1': ['LOG_S3_ENDPOINT'],
  }).flatMap(([version, names]) => names.map((name) => [name, version] as const)),
);

/** What only WAL-E reads, which images from 4.1 on do not have. */
const onlyOld: ReadonlySet<string> = new Set(['WALE_S3_ENDPOINT', 'WALE_DISABLE_S3_SSE']);

/** A few words about the images that read it. */
function imagesOf(name: string): Said | '' {
  const plain = name.replace(/^(?:CLONE|STANDBY)_(?!TARGET_)/, '');
  const from = since.get(plain);
  if (onlyOld.has(plain)) return from === undefined ? say`Spilo before 4.1` : say`Spilo ${from} to 4.0`;
  return from === undefined ? '' : say`Spilo from ${from}`;
}

export const spiloDictionary: KeyDictionary = {
  *keys({ root }) {
    for (const [name, variable] of Object.entries(described)) yield knownKey(name, variable, root);
  },
  find(name, { root }) {
    const variable = names.get(name);
    return variable && knownKey(name, variable, root);
  },
};

function knownKey(key: string, { help, sample }: SpiloVariable, variables: ManifestNode): KnownKey {
  const images = imagesOf(key);
  if (isEncoded(variables)) return { key, help, detail: joined([say`in base64`, images], ', ') };
  if (sample === 'true') return { key, help, detail: joined([say`true or false`, images], ', '), values: switches };
  const insert = sample === undefined ? {} : { insert: JSON.stringify(sample) };
  const type = /^\d+$/.test(sample ?? '') ? say`number` : say`text`;
  return { key, help, detail: joined([type, images], ', '), ...insert };
}

const switches: readonly Suggestion[] = [{ value: 'true' }, { value: 'false' }];

/** To choose from where a variable is named: what fits a value that stands there already. */
export function suggestSpiloVariables({ node }: SuggestContext): readonly Suggestion[] {
  const value = node.parent && textOf(node.parent.at('value'));
  const fits = (name: string) => !value || (!isCredentialVariable(name) && !variableProblem(name, value));
  return Object.entries(described)
    .filter(([name]) => fits(name))
    .map(([name, { help }]) => ({ value: name, detail: say`read by the image`, help }));
}
