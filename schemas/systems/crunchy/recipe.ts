import type {
  CleanUp,
  Companion,
  DatabaseAccess,
  Login,
  Lookup,
  Need,
  ObjectName,
  ReadRecipe,
  Resource,
  Said,
  Scheduled,
  TlsAccess,
} from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import {
  configMaps,
  cronJobs,
  deployments,
  endpoints,
  jobs,
  persistentVolumeClaims,
  podDisruptionBudgets,
  secrets,
  services,
  statefulSets,
} from '../../vocabulary/objectTypes.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { leftoversOf } from '../../vocabulary/recipes.ts';
import { postgresLines } from '../../vocabulary/postgresLines.ts';
import { isTrue, isWritten, numberOf, textItems, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { actionsOf } from './actions.ts';
import { clusterLabels } from './clusterLabels.ts';
import { backupJobs, clusterDatabases, clusterUsers, group, isStandby, userSecretName } from './naming.ts';
import { guardedFields, healthOf } from './state.ts';

/** Sources are paths in CrunchyData/postgres-operator v6.0. */
export const recipe: ReadRecipe = (resource) => {
  const { identity } = resource;
  if (identity.kind !== 'PostgresCluster' || isFilledInLater(identity.name)) return undefined;
  // The leader of a standby cluster is a `master` as well; a fork of the operator says `primary`.
  const role = { label: `${group}/role`, primary: ['master', 'primary'], replica: ['replica'] };
  return {
    members: [
      { labels: clusterLabels(identity.name, { data: 'postgres' }), role },
      { labels: clusterLabels(identity.name, { patroni: `${identity.name}-ha` }), role },
    ],
    access: accessOf(resource),
    actions: actionsOf(resource),
    needs: needsOf(resource),
    health: healthOf(resource),
    guarded: guardedFields,
    operator: {
      pods: [{ [`${group}/control-plane`]: 'postgres-operator' }, { 'app.kubernetes.io/name': 'pgo' }],
      container: 'operator',
    },
    cleanUp: cleanUpOf(identity.name),
    companions: companionsOf(identity.name),
    lookups,
    scheduled: scheduledOf(resource),
    knownLines: postgresLines,
  };
};

/** internal/naming/labels.go (RolePGBouncer, RolePGAdmin), selectors.go (ClusterPGBackRestDedicated) */
function companionsOf(cluster: string): readonly Companion[] {
  return [
    { title: say`PgBouncer`, labels: clusterLabels(cluster, { role: 'pgbouncer' }), container: 'pgbouncer' },
    {
      ...{ title: say`Repository host`, container: 'pgbackrest' },
      labels: clusterLabels(cluster, { pgbackrest: '', 'pgbackrest-dedicated': '' }),
    },
  ];
}

/** The container has the settings of all repositories. */
const lookups: readonly Lookup[] = [
  {
    ...{ title: say`Backups`, command: ['pgbackrest', 'info'] },
    remedy: say`Look at the log of the repository host, and at bucket, region and keys of a repository in the cloud.`,
  },
];

function scheduledOf(resource: Resource): readonly Scheduled[] {
  return [...backupJobs(resource)].map(({ name, note }) => ({
    title: note ?? say`${name}`,
    name,
  }));
}

/** `hostssl all all all` alone lets clients in, from the pod's loopback too. internal/postgres/hba.go */
function accessOf(resource: Resource): DatabaseAccess {
  const spec = resource.root.at('spec');
  const databases = clusterDatabases(resource).map(({ name }) => name);
  return {
    engine: 'postgresql',
    container: 'database',
    port: numberOf(spec.at('port')) ?? 5432,
    ...(isStandby(spec) ? { readOnly: true } : {}),
    logins: loginsOf(resource),
    databases: [...new Set([...databases, 'postgres'])],
    tls: tlsOf(resource),
    readOnlySessions: 'kept',
    localClient: ['psql'],
  };
}

/** Users as listed; only who lists `postgres` gets a Secret for it. internal/controller/postgrescluster/postgres.go */
function loginsOf(resource: Resource): readonly Login[] {
  const cluster = resource.identity.name;
  const databases = new Map(
    resource.root
      .at('spec', 'users')
      .items()
      .map((user) => [user.at('name').value, textItems(user.at('databases')).map(([name]) => name)] as const),
  );
  const options = new Map(
    resource.root
      .at('spec', 'users')
      .items()
      .map((user) => [user.at('name').value, textOf(user.at('options')) ?? '']),
  );
  const logins = clusterUsers(resource).map(({ name, hasDatabase }): Login => {
    const isSuperuser = name === 'postgres' || /\bSUPERUSER\b/i.test(options.get(name) ?? '');
    const own = (databases.get(name) ?? [cluster]).filter((database) => !isFilledInLater(database));
    return {
      role: name,
      ...(isSuperuser ? { note: say`superuser` } : {}),
      secret: {
        name: userSecretName(cluster, name),
        labels: clusterLabels(cluster, { pguser: name }),
        userKey: 'user',
        passwordKey: 'password',
        ...(hasDatabase ? { databaseKey: 'dbname' } : {}),
      },
      ...(own.length > 0 && !isSuperuser ? { databases: own } : {}),
    };
  });
  return [...logins].sort((a, b) => Number(a.note !== undefined) - Number(b.note !== undefined));
}

/** The certificate is for the Service of the primary, unless it is one of the user's own. pki.go (reconcileClusterCertificate) */
function tlsOf({ identity, root }: Resource): TlsAccess {
  const own = root.at('spec', 'customTLSSecret');
  if (!isWritten(own)) {
    const name = `${identity.name}-cluster-cert`;
    const serverName = `${identity.name}-primary`;
    return { mode: 'require', authority: { kind: 'Secret', name, key: 'ca.crt', mode: 'verify-full', serverName } };
  }
  const name = knownName(own.at('name'));
  if (name === undefined) return { mode: 'require' };
  const item = own
    .at('items')
    .items()
    .find((candidate) => candidate.at('path').value === 'ca.crt');
  const key = (item && textOf(item.at('key'))) || 'ca.crt';
  return { mode: 'require', authority: { kind: 'Secret', name, key, mode: 'verify-ca' } };
}

function needsOf(resource: Resource): readonly Need[] {
  const spec = resource.root.at('spec');
  const cluster = resource.identity.name;
  const users = clusterUsers(resource).map(({ name }): Need => {
    const object = { ...secrets, name: userSecretName(cluster, name) };
    const remedy = say`The operator makes it once the cluster is applied: if it stays away, read the log of the operator.`;
    return { object, keys: ['user', 'password'], purpose: say`credentials of ${name}`, remedy };
  });
  const own = (field: string, purpose: Said): Need[] => {
    const name = knownName(spec.at(field, 'name'));
    const keys = isWritten(spec.at(field, 'items')) ? {} : { keys: ['tls.crt', 'tls.key', 'ca.crt'] };
    const remedy = say`Make the Secret with certificate, key and authority: the pods do not start without it.`;
    return name === undefined ? [] : [{ object: { ...secrets, name }, ...keys, purpose, remedy }];
  };
  const remedy = say`Make it with this key, or take \`spec.databaseInitSQL\` out: the operator waits for it.`;
  const script = knownName(spec.at('databaseInitSQL', 'name'));
  const key = textOf(spec.at('databaseInitSQL', 'key'));
  return [
    ...users,
    ...own('customTLSSecret', say`certificate of the servers`),
    ...own('customReplicationTLSSecret', say`certificate of the replicas`),
    ...repositorySecrets(resource),
    ...(script === undefined
      ? []
      : [
          {
            object: { ...configMaps, name: script },
            ...(key ? { keys: [key] } : {}),
            purpose: say`SQL that is run once`,
            remedy,
          },
        ]),
  ];
}

/** Settings and keys of repositories in a cloud. */
function repositorySecrets({ root }: Resource): readonly Need[] {
  return root
    .at('spec', 'backups', 'pgbackrest', 'configuration')
    .items()
    .flatMap((source): Need[] => {
      const [type, node] = isWritten(source.at('secret'))
        ? [secrets, source.at('secret')]
        : [configMaps, source.at('configMap')];
      const name = knownName(node.at('name'));
      if (name === undefined || isTrue(node.at('optional'))) return [];
      const object: ObjectName = { ...type, name };
      const remedy = say`Make the ${type.kind} that pgBackRest is configured by: pods that mount it do not start without it.`;
      return [{ object, purpose: say`settings of pgBackRest`, remedy }];
    });
}

/** The cluster owns everything, so mostly nothing is left. */
function cleanUpOf(cluster: string): CleanUp {
  return {
    leftovers: leftoversOf(
      clusterLabels(cluster),
      [persistentVolumeClaims, 'data'],
      [secrets, 'credentials'],
      [statefulSets, 'nothing'],
      [deployments, 'nothing'],
      [services, 'nothing'],
      [endpoints, 'nothing'],
      [configMaps, 'nothing'],
      [podDisruptionBudgets, 'nothing'],
      [cronJobs, 'nothing'],
      [jobs, 'nothing'],
    ),
    notes: [
      say`Backups in a cloud repository stay: a new cluster with the same repository path finds backups of another database there and refuses them.`,
      say`Volumes whose class has the reclaim policy \`Retain\` stay as released PersistentVolumes with the data on them.`,
      say`Secret \`pgo-root-cacert\` belongs to all clusters of the namespace: leave it while one is there.`,
    ],
  };
}
