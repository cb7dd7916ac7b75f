import type { SuggestContext, Suggestion, Vocabulary } from '../../contract/index.ts';
import { describedValues } from '../../vocabulary/describedValues.ts';
import { durationInWords, parseDuration } from '../../vocabulary/duration.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { numberOf, textOf } from '../../vocabulary/read.ts';
import { group } from './naming.ts';
import { usualKeys } from './usualKeys.ts';

/** Values for the fields of this pack's schemas. */
export const mariadbVocabulary: Vocabulary = {
  usualKeys,
  suggest: {
    'backup-age': () => ages,
    'backup-kind': () => backupKinds,
    'character-set': () => characterSets,
    collation: () => collations,
    'issuer-kind': () => issuerKinds,
    'mariadb-kind': ({ resource }) => serverKinds(resource.identity.kind),
    'monitor-module': () => monitors,
    'pod-index': suggestPodIndexes,
    privilege: () => privileges,
    'server-pod': suggestPods,
  },
};

const ages: readonly Suggestion[] = ['24h', '72h', '168h', '336h', '720h', '2160h'].map((value) => ({
  value,
  detail: durationInWords(parseDuration(value) ?? 0n),
}));

const backupKinds = describedValues({
  PhysicalBackup: 'Files of a server: quick, for a new MariaDB.',
  Backup: 'Statements: slow for large data, for any version and topology.',
});

const issuerKinds = describedValues({
  Issuer: 'An issuer of the same namespace.',
  ClusterIssuer: 'An issuer of the whole cluster.',
});

const characterSets = describedValues({
  utf8mb4: 'All of Unicode.',
  utf8: 'Unicode of three bytes at most: no emoji.',
  latin1: 'Western European letters, a byte each.',
});

const collations = describedValues({
  utf8mb4_general_ci: 'For `utf8mb4`: quick, `a` and `A` are the same.',
  utf8mb4_unicode_ci: "For `utf8mb4`: Unicode's order, `a` and `A` are the same.",
  utf8mb4_bin: 'For `utf8mb4`: byte by byte, `a` and `A` differ.',
  utf8_general_ci: 'For `utf8`: quick, `a` and `A` are the same.',
});

const monitors = describedValues({
  mariadbmon: 'For replication: makes a replica the primary when that fails.',
  galeramon: 'For Galera: chooses the node that gets the writes.',
});

const privileges = describedValues({
  'ALL PRIVILEGES': 'Everything but passing rights on.',
  SELECT: 'Read rows.',
  INSERT: 'Add rows.',
  UPDATE: 'Change rows.',
  DELETE: 'Remove rows.',
  CREATE: 'Make databases and tables.',
  ALTER: 'Change tables.',
  DROP: 'Remove databases and tables.',
  INDEX: 'Make and remove indexes.',
  REFERENCES: 'Make foreign keys.',
  'CREATE VIEW': 'Make views.',
  'SHOW VIEW': 'See how views are defined.',
  TRIGGER: 'Make and remove triggers.',
  EXECUTE: 'Run stored procedures.',
  'LOCK TABLES': 'Lock tables that it may read; dumps need it.',
  PROCESS: 'See what all sessions do.',
  'REPLICATION SLAVE': 'Read the binary log, as replicas and change data capture do.',
  'REPLICATION CLIENT': 'Ask how replication does.',
});

const anyServer = describedValues({
  MariaDB: 'A server that the operator runs.',
  ExternalMariaDB: 'A server that runs elsewhere.',
});
const ownServer = anyServer.filter(({ value }) => value === 'MariaDB');

function serverKinds(kind: string): readonly Suggestion[] {
  return kindsOfOwnServers.has(kind) ? ownServer : anyServer;
}

/** Kinds that work with servers of the operator alone. docs/external_mariadb.md#supported-objects */
export const kindsOfOwnServers: ReadonlySet<string> = new Set(['PhysicalBackup', 'Restore', 'MaxScale']);

function* suggestPodIndexes({ resource }: SuggestContext): Iterable<Suggestion> {
  const count = Math.min(numberOf(resource.root.at('spec', 'replicas')) ?? 1, 9);
  for (let value = 0; value < count; value += 1) yield { value };
}

/** Pods of the MariaDB itself, or of the one that a MaxScale names. */
function* suggestPods({ resource, workspace }: SuggestContext): Iterable<Suggestion> {
  const spec = resource.root.at('spec');
  const isServer = resource.identity.kind === 'MariaDB';
  const name = isServer ? resource.identity.name : (textOf(spec.at('mariaDbRef', 'name')) ?? '');
  if (isFilledInLater(name)) return;
  const namespace = textOf(spec.at('mariaDbRef', 'namespace')) ?? resource.identity.namespace;
  const found = isServer ? resource : workspace.find(`MariaDB.${group}`, name, namespace)[0]?.resource;
  const count = Math.min(numberOf(found?.root.at('spec', 'replicas') ?? spec.at('replicas')) ?? 1, 9);
  for (let index = 0; index < count; index += 1) yield { value: `${name}-${String(index)}` };
}
