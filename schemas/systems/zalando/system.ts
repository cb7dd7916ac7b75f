import type { DatabaseSystem, Derived, ManifestNode, Resource } from '../../contract/index.ts';
import { configMaps } from '../../vocabulary/objectTypes.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { names, userType } from './names.ts';
import {
  backupJobName,
  credentialSecrets,
  isStandby,
  manifestUsers,
  preparedDatabases,
  preparedRoles,
  services,
  systemRoles,
} from './naming.ts';
import { recipe } from './recipe.ts';
import { say } from '../../vocabulary/say.ts';

const group = 'acid.zalan.do';

/** Names by the operator's default configuration: `derive` sees one resource and nothing else. */
export const zalando: DatabaseSystem = {
  id: 'zalando',
  title: 'Zalando Postgres Operator',
  installation: 'https://opensource.zalando.com/postgres-operator/docs/quickstart.html#deployment-options',
  kinds: [
    { group, versions: ['v1'], kind: 'postgresql', plural: 'postgresqls', scope: 'Namespaced', runs: true },
    { group, versions: ['v1'], kind: 'OperatorConfiguration', plural: 'operatorconfigurations', scope: 'Namespaced' },
    { group, versions: ['v1'], kind: 'PostgresTeam', plural: 'postgresteams', scope: 'Namespaced' },
  ],
  names,
  countedNames: [userType],
  *derive({ identity, root }: Resource): Iterable<Derived> {
    if (identity.kind !== 'postgresql' || !identity.name) return;
    const spec = root.at('spec');
    yield* credentialSecrets(spec, identity.name);
    if (!isStandby(spec)) yield* databases(spec, identity.name);
    yield* roles(spec, identity.name);
    yield* services(spec, identity.name);
    const backup = spec.at('enableLogicalBackup');
    if (isTrue(backup)) {
      yield { type: 'CronJob', name: backupJobName(identity.name), because: backup.path, note: say`logical backup` };
    }
  },
  recipe,
  configuredBy: [
    {
      group,
      version: 'v1',
      plural: 'operatorconfigurations',
      kind: 'OperatorConfiguration',
      scope: 'Namespaced',
    },
    { ...configMaps, name: 'postgres-operator' },
  ],
};

function* roles(spec: ManifestNode, cluster: string): Iterable<Derived> {
  const own = isStandby(spec) ? [] : [...manifestUsers(spec), ...preparedRoles(spec, cluster)];
  for (const { name, login, because } of [...own, ...systemRoles(spec)]) {
    yield { type: 'Role', name, because, note: login ? say`can log in` : say`cannot log in` };
  }
}

function* databases(spec: ManifestNode, cluster: string): Iterable<Derived> {
  for (const [name, node] of spec.at('databases').entries()) {
    if (!name.includes('${')) yield { type: 'Database', name, because: node.path };
  }
  for (const [name, node] of preparedDatabases(spec, cluster)) {
    if (!name.includes('${')) yield { type: 'Database', name, because: node.path, note: say`with prepared roles` };
  }
}
