import type { SuggestContext, Suggestion, Vocabulary } from '../../contract/index.ts';
import { code, markdown } from '../../vocabulary/markdown.ts';
import { textOf } from '../../vocabulary/read.ts';
import { extensionDictionary } from './extensionDictionary.ts';
import { manifestUsers, preparedDatabases, preparedRoles } from './naming.ts';
import { suggestPostgresVersions } from './suggestPostgresVersions.ts';
import { spiloDictionary, suggestSpiloVariables } from './spiloVariables.ts';
import { usualKeys } from './usualKeys.ts';
import { say } from '../../vocabulary/say.ts';

/** Values for the fields of this pack's schemas, taken from the manifest itself and from the workspace. */
export const zalandoVocabulary: Vocabulary = {
  usualKeys,
  suggest: {
    'backup-retention': () => retentions,
    'cluster-name': suggestClusters,
    'container-name': suggestContainers,
    'maintenance-window': () => windows,
    namespace: suggestNamespaces,
    'pg-hba-line': () => hbaLines,
    'postgres-database': suggestDatabases,
    'postgres-login-user': (context) => suggestRoles(context, true),
    'postgres-schema': suggestSchemas,
    'postgres-user': (context) => suggestRoles(context, false),
    'postgres-version': suggestPostgresVersions,
    'priority-class': (context) => suggestNames(context, 'scheduling.k8s.io', 'PriorityClass'),
    'secret-name': (context) => suggestNames(context, '', 'Secret'),
    'spilo-variable': suggestSpiloVariables,
    'team-id': suggestTeams,
  },
  keys: { 'postgres-extensions': extensionDictionary, 'spilo-variables': spiloDictionary },
};

const retentions: readonly Suggestion[] = ['3 days', '1 week', '2 weeks', '1 month', '3 months'].map((value) => ({
  value,
}));

const windows: readonly Suggestion[] = [
  { value: '01:00-05:00', detail: say`every night, UTC` },
  { value: 'Sat:00:00-06:00', detail: say`Saturday morning, UTC` },
  { value: 'Sun:00:00-06:00', detail: say`Sunday morning, UTC` },
];

const hbaLines: readonly Suggestion[] = [
  {
    value: 'local all all trust',
    detail: say`inside the pod`,
    help: markdown`Processes in the pod log in without a password. Patroni and the operator need it.`,
  },
  {
    value: 'hostssl all +zalandos 127.0.0.1/32 pam',
    detail: say`people, by token`,
    help: markdown`Members of role ${code('zalandos')} log in with a token over a forwarded port.`,
  },
  {
    value: 'host all all 127.0.0.1/32 md5',
    detail: say`forwarded port`,
    help: markdown`Password logins over the pod's loopback, so also through ${code('kubectl port-forward')}.`,
  },
  {
    value: 'host all all ::1/128 md5',
    detail: say`forwarded port, IPv6`,
    help: markdown`As above for IPv6.`,
  },
  { value: 'local replication standby trust', detail: say`replication inside the pod` },
  {
    value: 'hostssl replication standby all md5',
    detail: say`replicas`,
    help: markdown`Replicas connect to the primary with it: without this line they stop following.`,
  },
  {
    value: 'hostnossl all all all reject',
    detail: say`no unencrypted logins`,
    help: markdown`Refuses every connection without TLS that no line above has let in.`,
  },
  {
    value: 'hostssl all all all md5',
    detail: say`password over TLS`,
    help: markdown`Password logins from everywhere, encrypted only. ${code('md5')} also accepts passwords kept as SCRAM.`,
  },
];

function* suggestRoles({ resource }: SuggestContext, onlyLogin: boolean): Iterable<Suggestion> {
  const spec = resource.root.at('spec');
  for (const { name, login } of manifestUsers(spec)) {
    if (login || !onlyLogin) yield { value: name, detail: say`user of this manifest` };
  }
  for (const { name, login, because } of preparedRoles(spec, resource.identity.name)) {
    const database = String(because[2] ?? '');
    if (login || !onlyLogin)
      yield { value: name, detail: database ? say`prepared for ${database}` : say`prepared role` };
  }
}

function* suggestDatabases({ resource }: SuggestContext): Iterable<Suggestion> {
  const spec = resource.root.at('spec');
  for (const [value, owner] of spec.at('databases').entries()) {
    const name = textOf(owner);
    yield { value, ...(name ? { detail: say`owned by ${name}` } : {}) };
  }
  for (const [value] of preparedDatabases(spec, resource.identity.name))
    yield { value, detail: say`prepared database` };
  yield { value: 'postgres', detail: say`always there` };
}

function* suggestSchemas({ resource, node }: SuggestContext): Iterable<Suggestion> {
  const schemas = resource.root.at(...node.path.slice(0, 3), 'schemas').entries();
  for (const [value] of schemas) yield { value, detail: say`schema of this database` };
  if (schemas.length === 0) yield { value: 'data', detail: say`made if no schema is named` };
  yield { value: 'public', detail: say`always there` };
}

function* suggestContainers({ resource }: SuggestContext): Iterable<Suggestion> {
  const spec = resource.root.at('spec');
  yield { value: 'postgres', detail: say`the database itself` };
  yield { value: 'all', detail: say`every container, stands alone` };
  for (const list of ['sidecars', 'initContainers']) {
    for (const container of spec.at(list).items()) {
      const value = textOf(container.at('name'));
      if (value) yield { value, detail: list === 'sidecars' ? say`sidecar` : say`init container` };
    }
  }
}

function* suggestClusters({ resource, workspace }: SuggestContext): Iterable<Suggestion> {
  for (const { resource: other } of workspace.resources('acid.zalan.do', 'postgresql')) {
    const { name, namespace } = other.identity;
    const uid = textOf(other.root.at('metadata', 'uid'));
    if (!name || other.root === resource.root) continue;
    yield {
      value: name,
      detail: namespace ? say`in ${namespace}` : say`cluster`,
      ...(uid ? { help: markdown`uid ${code(uid)}` } : {}),
    };
  }
}

/** The name of a cluster begins with its team. */
function* suggestTeams({ workspace, resource }: SuggestContext): Iterable<Suggestion> {
  const clusters = workspace
    .resources('acid.zalan.do', 'postgresql')
    .filter((other) => other.resource.root !== resource.root);
  const used = clusters.map((cluster) => textOf(cluster.resource.root.at('spec', 'teamId')));
  const declared = workspace
    .resources('acid.zalan.do', 'PostgresTeam')
    .flatMap((team) =>
      ['additionalTeams', 'additionalMembers'].flatMap((key) => team.resource.root.at('spec', key).entries()),
    )
    .map(([team]) => team);
  const [begin = '', ...rest] = resource.identity.name.split('-');
  const named = rest.length > 0 && begin !== '' ? [begin] : [];
  for (const value of new Set([...named, ...used, ...declared])) if (value) yield { value, detail: say`team` };
}

function* suggestNamespaces({ workspace }: SuggestContext): Iterable<Suggestion> {
  const declared = workspace.resources('', 'Namespace').map(({ resource }) => resource.identity.name);
  const used = workspace.resources('acid.zalan.do', 'postgresql').map(({ resource }) => resource.identity.namespace);
  for (const value of new Set([...declared, ...used])) if (value) yield { value };
}

function* suggestNames({ workspace, resource }: SuggestContext, group: string, kind: string): Iterable<Suggestion> {
  const home = resource.identity.namespace;
  for (const { resource: other } of workspace.resources(group, kind)) {
    const { name, namespace } = other.identity;
    if (name && (!home || !namespace || home === namespace))
      yield { value: name, detail: say`${kind} of the workspace` };
  }
}
