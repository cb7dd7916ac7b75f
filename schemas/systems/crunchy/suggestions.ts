import type { ManifestNode, SuggestContext, Suggestion, Vocabulary } from '../../contract/index.ts';
import { toDnsName } from '../../vocabulary/dns.ts';
import { createPostgresParameters } from '../../vocabulary/postgresParameters.ts';
import { textOf } from '../../vocabulary/read.ts';
import { adminPart, mountingParts } from './containers.ts';
import { repositories } from './naming.ts';
import { majorVersion } from './parameters.ts';
import { pgBackRestSettings } from './pgBackRestSettings.ts';
import { pgBouncerSettings } from './pgBouncerSettings.ts';
import { suggestPostgisVersions, suggestPostgresVersions } from './postgresVersions.ts';
import { roleOptions } from './rules/role-options-unreadable.ts';
import { usualKeys } from './usualKeys.ts';
import { say } from '../../vocabulary/say.ts';

/** Values for the fields of this pack's schemas, and the dictionaries of settings. */
export const crunchyVocabulary: Vocabulary = {
  usualKeys,
  suggest: {
    'backup-options': () => backupOptions,
    'container-name': suggestContainers,
    'detector-name': () => detectors,
    'dns-label': () => [],
    'exporter-name': suggestExporters,
    'hba-connection': () => connections,
    'hba-line': () => hbaLines,
    'hba-method': () => methods,
    'postgis-version': suggestPostgisVersions,
    'postgres-version': suggestPostgresVersions,
    'repository-names': suggestRepositoryNames,
    'restore-options': () => restoreOptions,
    'role-options': () => roles,
  },
  keys: {
    'pgbackrest-settings': pgBackRestSettings,
    'pgbouncer-settings': pgBouncerSettings,
    'postgres-parameters': createPostgresParameters(({ root }) => majorVersion(root.at('spec'))),
  },
  repair: { 'dns-label': (text) => toDnsName(text, 'label') },
};

const backupOptions: readonly Suggestion[] = [
  { value: '--type=full', detail: say`everything` },
  { value: '--type=diff', detail: say`changes since the last full backup` },
  { value: '--type=incr', detail: say`changes since the last backup of any kind` },
  { value: '--annotation=reason=before-upgrade', detail: say`a note that is kept with it` },
];

const restoreOptions: readonly Suggestion[] = [
  { value: '--type=time', detail: say`up to a point in time, with --target` },
  { value: '--target="2026-05-01 12:00:00+00"', detail: say`that point, with its zone` },
  { value: '--type=immediate', detail: say`as soon as the data are consistent` },
  { value: '--set=20260501-010000F', detail: say`from this backup` },
  { value: '--type=xid', detail: say`up to a transaction, with --target` },
  { value: '--target-timeline=latest', detail: say`along the newest history` },
  { value: '--delta', detail: say`only what differs` },
];

const detectors: readonly Suggestion[] = [
  'aks',
  'azure',
  'ec2',
  'ecs',
  'eks',
  'env',
  'gcp',
  'k8snode',
  'openshift',
  'system',
].map((value) => ({ value }));

const connections: readonly Suggestion[] = [
  { value: 'hostssl', detail: say`over the network, with TLS` },
  { value: 'host', detail: say`over the network, with TLS or without` },
  { value: 'hostnossl', detail: say`over the network, without TLS` },
  { value: 'hostgssenc', detail: say`over the network, with GSSAPI` },
  { value: 'local', detail: say`inside the pod` },
];

const methods: readonly Suggestion[] = [
  { value: 'scram-sha-256', detail: say`password, never sent itself` },
  { value: 'cert', detail: say`certificate of the client` },
  { value: 'ldap', detail: say`a directory server checks the password` },
  { value: 'gss', detail: say`Kerberos` },
  { value: 'radius', detail: say`a RADIUS server checks the password` },
  { value: 'md5', detail: say`password, weak`, deprecated: true },
  { value: 'peer', detail: say`user of the system, with local only` },
  { value: 'reject', detail: say`refused` },
];

const hbaLines: readonly Suggestion[] = [
  {
    value: 'hostssl all all all scram-sha-256',
    detail: say`password over TLS`,
    help: say`What the operator writes where no line stands here: every user, from everywhere, with a password over TLS.`,
  },
  { value: 'hostssl all all 10.0.0.0/8 scram-sha-256', detail: say`password over TLS, from one network` },
  { value: 'hostssl all all all cert', detail: say`certificate of the client` },
  { value: 'hostnossl all all all reject', detail: say`no unencrypted logins` },
];

const roles: readonly Suggestion[] = [
  { value: 'SUPERUSER', help: say`Passes every permission check. Keep it for people who administer the server.` },
  { value: 'CREATEDB CREATEROLE', help: say`May make databases and other roles.` },
  { value: 'REPLICATION', help: say`May stream the log, as change data capture needs it.` },
  { value: 'CONNECTION LIMIT 20', help: say`Sessions at once.` },
  ...roleOptions
    .filter((value) => value !== 'SUPERUSER' && value !== 'REPLICATION' && !value.startsWith('NO'))
    .map((value) => ({ value })),
  { value: 'NOLOGIN', help: say`Cannot open a session, though it has a Secret.` },
];

/** `repo1` to `repo4`, those that are taken last. */
function* suggestRepositoryNames({ resource }: SuggestContext): Iterable<Suggestion> {
  const taken = repositories(resource.root.at('spec')).map((repository) => textOf(repository.at('name')));
  for (const value of ['repo1', 'repo2', 'repo3', 'repo4']) if (!taken.includes(value)) yield { value };
}

/** Containers of the pods that mount the volume in question. */
function* suggestContainers({ resource, node }: SuggestContext): Iterable<Suggestion> {
  const spec = resource.root.at('spec');
  const parts = resource.identity.kind === 'PGAdmin' ? [adminPart(spec)] : mountingParts(spec);
  const found = parts.find(({ part }) => isBelow(node, part));
  for (const value of found?.names ?? []) yield { value };
}

function isBelow(node: ManifestNode, part: ManifestNode): boolean {
  return part.path.every((step, index) => node.path[index] === step);
}

/** Names in `instrumentation.config.exporters`. */
function* suggestExporters({ resource }: SuggestContext): Iterable<Suggestion> {
  for (const [value] of resource.root.at('spec', 'instrumentation', 'config', 'exporters').entries()) {
    yield { value, help: say`Defined in \`config.exporters\`.` };
  }
}
