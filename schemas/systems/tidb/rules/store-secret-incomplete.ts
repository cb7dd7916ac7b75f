import type { Finding, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { backupPartsOf, placesOf, storesOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** Keys have fixed names, and others than the cloud's own. */
export const storeSecretIncomplete: Rule = {
  id: 'tidb/store-secret-incomplete',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule', 'CompactBackup'],
  help: `A Secret for \`s3\` has the keys \`access_key\` and \`secret_key\`, one for \`gcs\` the key \`credentials\`. One for \`azblob\` has \`AZURE_STORAGE_KEY\`, or
\`AZURE_CLIENT_ID\`, \`AZURE_CLIENT_SECRET\` and \`AZURE_TENANT_ID\`; and \`AZURE_STORAGE_ACCOUNT\`, unless \`storageAccount\` says it. That of \`from\` and \`to\` has
\`password\`. Without them the operator says which are missing, and no job starts. Add the keys.`,
  source: code('backup/util/util.go', 275),
  *check(context) {
    for (const { place } of placesOf(context.resource)) {
      const [used] = storesOf(place);
      if (used === undefined || used.key === 'local') continue;
      const keys = keysOf(used.store.at('secretName'), context);
      if (keys === undefined) continue;
      const missing = used.key === 'azblob' ? azureMissing(used.store, keys) : missingOf(needed[used.key], keys);
      yield* told(used.store.at('secretName'), missing);
    }
    for (const { node, job } of backupPartsOf(context.resource)) {
      const login = node.at(job === 'restore' ? 'to' : 'from', 'secretName');
      const keys = job === 'compact' || isWritten(node.at('br')) ? undefined : keysOf(login, context);
      if (keys) yield* told(login, missingOf(['password'], keys));
    }
  },
};

const needed = { s3: ['access_key', 'secret_key'], gcs: ['credentials'] } as const;

function keysOf(node: ManifestNode, { workspace, resource }: RuleContext): readonly string[] | undefined {
  const name = knownName(node);
  return name === undefined ? undefined : workspace.keys('Secret', name, resource.identity.namespace);
}

function missingOf(wanted: readonly string[], keys: readonly string[]): readonly string[] {
  return wanted.filter((key) => !keys.includes(key));
}

/** One of two ways to log in, and the account. */
function azureMissing(store: ManifestNode, keys: readonly string[]): readonly string[] {
  const account = isWritten(store.at('storageAccount')) ? [] : missingOf(['AZURE_STORAGE_ACCOUNT'], keys);
  if (isWritten(store.at('sasToken')) || keys.includes('AZURE_STORAGE_KEY')) return account;
  const application = missingOf(['AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_TENANT_ID'], keys);
  const login = application.length === 3 ? ['AZURE_STORAGE_KEY'] : application;
  return [...account, ...login];
}

function* told(node: ManifestNode, missing: readonly string[]): Iterable<Finding> {
  if (missing.length === 0) return;
  const names = listed(
    missing.map((key) => say`"${key}"`),
    'and',
  );
  yield { node, message: say`The Secret has no key ${names}, so no job starts: add what is missing there.` };
}
