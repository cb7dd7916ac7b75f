import type { Labels, Login, ManifestNode, SaidValue, SecretSource } from '../../contract/index.ts';
import { textItems } from '../../vocabulary/read.ts';
import { joined, say } from '../../vocabulary/say.ts';
import {
  defaultPreparedDatabase,
  isStandby,
  manifestUsers,
  namespaceInUser,
  preparedDatabases,
  preparedRoles,
  secretName,
} from './naming.ts';
import type { OperatorNames, PreparedRole } from './naming.ts';

export interface LoginSource {
  readonly spec: ManifestNode;
  readonly cluster: string;
  readonly names: OperatorNames;
  /** Of the cluster's objects. */
  readonly labels: Labels;
}

/**
 * Roles of the manifest that can log in: of its users those that own a database first, because the API server sorts them by
 * name; the superuser last. A cluster that follows another one
 * has the roles of that one; the operator keeps the superuser's password alone.
 */
export function loginsOf(source: LoginSource): readonly Login[] {
  const { spec, cluster, names } = source;
  const superuser: Login = {
    role: names.superUser,
    note: say`superuser`,
    secret: secretOf(source, names.superUser, undefined),
  };
  if (isStandby(spec)) return [superuser];
  const prepared = preparedRoles(spec, cluster).filter(({ login }) => login);
  const users = manifestUsers(spec, names).filter(({ login }) => login);
  return [
    ...users.map(({ name }) => userLogin(source, name)).sort((a, b) => rank(a) - rank(b)),
    ...prepared.map((role) => preparedLogin(source, role)),
    superuser,
  ];
}

/** Databases that the manifest makes, and the one that every server has. */
export function databasesOf({ spec, cluster }: Pick<LoginSource, 'spec' | 'cluster'>): readonly string[] {
  if (isStandby(spec)) return ['postgres'];
  const written = spec
    .at('databases')
    .entries()
    .map(([name]) => name);
  const prepared = preparedDatabases(spec, cluster).map(([name]) => name);
  return [...new Set([...written, ...prepared, 'postgres'])].filter((name) => name !== '' && !name.includes('${'));
}

function userLogin(source: LoginSource, role: string): Login {
  const { spec } = source;
  const owned = spec
    .at('databases')
    .entries()
    .filter(([name, owner]) => owner.value === role && !name.includes('${'))
    .map(([name]) => name);
  const flags = textItems(spec.at('users', role)).map(([flag]) => flag.toLowerCase());
  const isSuperuser = flags.includes('superuser');
  const notes = [
    ...(isSuperuser ? [say`superuser`] : []),
    ...(owned.length > 0 ? [say`owner of ${joined(owned, ', ')}`] : []),
  ];
  return {
    role,
    ...(notes.length > 0 ? { note: joined(notes, ', ') } : {}),
    secret: secretOf(source, role, namespaceInUser(role)),
    ...(owned.length > 0 && !isSuperuser ? { databases: owned } : {}),
  };
}

function rank({ databases }: Login): number {
  return databases ? 0 : 1;
}

const levelNotes = {
  owner: (what: SaidValue) => say`owns ${what}`,
  writer: (what: SaidValue) => say`writes ${what}`,
  reader: (what: SaidValue) => say`reads ${what}`,
} as const;

/** `shop_owner_user`, or `shop_data_reader_user` for one schema. */
function preparedLogin(source: LoginSource, { name, because, secretNamespace }: PreparedRole): Login {
  const written = because[2];
  const database = typeof written === 'string' ? written : defaultPreparedDatabase(source.cluster);
  const level = (['owner', 'writer', 'reader'] as const).find((candidate) => name.endsWith(`_${candidate}_user`));
  const schema = because[3] === 'schemas' ? because[4] : undefined;
  const what = typeof schema === 'string' ? say`schema ${schema} of ${database}` : database;
  return {
    role: name,
    ...(level ? { note: levelNotes[level](what) } : {}),
    secret: secretOf(source, name, secretNamespace),
    databases: [database],
  };
}

/** The operator writes both keys; after a rotation the user in the Secret is another one than in the manifest. */
function secretOf({ cluster, names, labels }: LoginSource, role: string, namespace: string | undefined): SecretSource {
  return {
    name: secretName(role, cluster, names),
    ...(namespace && names.crossNamespaceSecrets ? { namespace } : {}),
    labels,
    userKey: 'username',
    passwordKey: 'password',
  };
}
