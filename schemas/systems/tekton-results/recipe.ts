import type {
  CleanUp,
  Companion,
  DatabaseAccess,
  Login,
  Need,
  PodSelector,
  ReadRecipe,
  Resource,
  SslMode,
  TlsAccess,
} from '../../contract/index.ts';
import { configMaps, persistentVolumeClaims, secrets } from '../../vocabulary/objectTypes.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { postgresLines } from '../../vocabulary/postgresLines.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { listed, say } from '../../vocabulary/say.ts';
import { SSL_MODES } from '../../vocabulary/sslModes.ts';
import { actionsOf, workloadLabels } from './actions.ts';
import { certificatePlace } from './certificatePlace.ts';
import { neededSecret } from './databaseSecret.ts';
import {
  agentDeployment,
  apiDeployment,
  databaseSecret,
  databaseStatefulSet,
  isInternalHost,
  passwordKey,
  userKey,
  watcherName,
} from './naming.ts';
import { defaultNamespace, resultSettings, targetNamespace } from './settings.ts';
import { guardedFields, healthOf } from './state.ts';

/** Of a TektonResult, and of a TektonConfig that holds its settings. Sources are paths in tektoncd/operator v0.81.1. */
export const recipe: ReadRecipe = (resource) => {
  const settings = resultSettings(resource);
  if (settings.kind !== 'map') return undefined;
  const namespace = targetNamespace(resource) ?? defaultNamespace;
  const isExternal = isTrue(settings.at('is_external_db'));
  const access = accessOf(resource, isExternal);
  return {
    namespace,
    members: isExternal ? [] : internalMembers,
    companions,
    knownLines: postgresLines,
    ...(access ? { access } : {}),
    actions: actionsOf(resource, namespace),
    needs: needsOf(resource),
    health: healthOf(resource),
    guarded: guardedFields,
    readAtStart: databaseFields.map((field) => [...settings.path, field].join('.')),
    operator: {
      // On Kubernetes, then on OpenShift. config/kubernetes/base/operator.yaml, config/openshift/base/operator.yaml
      pods: [{ name: 'tekton-operator' }, { name: 'openshift-pipelines-operator' }],
    },
    cleanUp: cleanUpOf(isExternal),
  };
};

/** They become variables of the API's container, and files that it opens once. pkg/reconciler/kubernetes/tektonresult/transform.go */
const databaseFields: readonly string[] = [
  ...['is_external_db', 'db_host', 'db_port', 'db_name', 'db_sslmode', 'db_sslrootcert'],
  ...['db_enable_auto_migration', 'db_secret_name', 'db_secret_user_key', 'db_secret_password_key'],
];

/** Whoever works with the database, wherever that is. tektoncd/results v0.20.0 config/base */
const companions: readonly Companion[] = [
  { title: say`API`, labels: workloadLabels(apiDeployment), container: 'api', needed: true },
  { title: say`Watcher`, labels: workloadLabels(watcherName), container: 'watcher', needed: true },
  {
    title: say`Retention policy agent`,
    labels: workloadLabels(agentDeployment),
    container: 'retention-policy-agent',
    needed: true,
  },
];

/** One pod without replicas. tektoncd/results v0.20.0 config/components/local-db/201-sql-deployment.yaml */
const internalMembers: readonly PodSelector[] = [{ labels: workloadLabels(databaseStatefulSet) }];

/** Images differ in whether they ask for a password inside the container; there it is a variable. `$@` is what follows. */
const localPsql = ['sh', '-c', 'PGPASSWORD="$POSTGRES_PASSWORD" exec psql -U "$POSTGRES_USER" "$@"', 'psql'];

/** `undefined`: an external database without a host, or one that is filled in later. */
function accessOf(resource: Resource, isExternal: boolean): DatabaseAccess | undefined {
  const settings = resultSettings(resource);
  const host = knownName(settings.at('db_host'));
  if (isExternal && host === undefined) return undefined;
  // The API goes where `db_host` says, whether the internal database runs or not.
  const isElsewhere = host !== undefined && (isExternal || !isInternalHost(host));
  return {
    engine: 'postgresql',
    container: 'postgres',
    port: numberOf(settings.at('db_port')) ?? 5432,
    ...(isElsewhere ? { host, oldestServer: 12 } : {}),
    logins: [loginOf(resource, isElsewhere)],
    // tektoncd/results v0.20.0 config/base/env/config
    databases: [knownName(settings.at('db_name')) ?? 'tekton-results'],
    tls: isElsewhere ? externalTls(resource, host) : { mode: 'prefer' },
    // https://www.pgbouncer.org/config.html#ignore_startup_parameters: `options`, which libpq sends, is often among them.
    readOnlySessions: isElsewhere
      ? { notKept: say`What listens at ${host} may be a pooler, which can ignore that a session asks to be read-only.` }
      : 'kept',
    localClient: isExternal ? [] : localPsql,
  };
}

/** Who logs in stands in the Secret alone; of its own database the operator calls it `result`. transform.go#L83 */
function loginOf(resource: Resource, isElsewhere: boolean): Login {
  const needed = neededSecret({ resource });
  const keyOf = (field: string, usual: string) => needed?.keys.find((key) => key.field === field)?.key ?? usual;
  const name = needed?.name ?? databaseSecret;
  return {
    role: isElsewhere ? 'Tekton Results' : 'result',
    note: say`as Secret ${name} says`,
    secret: {
      name,
      userKey: keyOf('db_secret_user_key', userKey),
      passwordKey: keyOf('db_secret_password_key', passwordKey),
    },
  };
}

/** As the API does it: `require` with a certificate of an authority verifies it, as libpq has it. cmd/api/main.go#L147 */
function externalTls(resource: Resource, host: string): TlsAccess {
  const written = textOf(resultSettings(resource).at('db_sslmode')) ?? '';
  // tektoncd/results v0.20.0 config/base/env/config
  const mode: SslMode = SSL_MODES.find(({ name }) => name === written)?.name ?? (written ? 'prefer' : 'disable');
  const place = certificatePlace(resource);
  if (place.found !== 'key' || (mode !== 'require' && mode !== 'verify-ca' && mode !== 'verify-full')) return { mode };
  return {
    mode,
    authority: {
      ...place.source,
      ...(mode === 'verify-full' ? { mode, serverName: host } : { mode: 'verify-ca' }),
      required: true,
    },
  };
}

function needsOf(resource: Resource): readonly Need[] {
  const settings = resultSettings(resource);
  const logs = knownName(settings.at('logging_pvc_name'));
  return [
    ...databaseNeed(resource),
    ...certificateNeed(resource),
    ...(logs !== undefined && isTrue(settings.at('logs_api'))
      ? [
          {
            object: { ...persistentVolumeClaims, name: logs },
            purpose: say`volume for logs of runs`,
            remedy: say`Make the claim in the target namespace: the pod of the API stays Pending without it.`,
          },
        ]
      : []),
  ];
}

function databaseNeed(resource: Resource): readonly Need[] {
  const needed = neededSecret({ resource });
  const keys = needed?.keys.map(({ key }) => key) ?? [userKey, passwordKey];
  return [
    {
      object: { ...secrets, name: needed?.name ?? databaseSecret },
      keys,
      purpose: say`user and password of the database`,
      remedy: needed
        ? say`Make the Secret with the keys ${listed(keys, 'and')} in the target namespace: the operator waits for it.`
        : say`The operator makes it: if it stays away, read the log of the operator.`,
    },
  ];
}

function certificateNeed(resource: Resource): readonly Need[] {
  const place = certificatePlace(resource);
  if (place.found !== 'key') return [];
  const { kind, name, key } = place.source;
  return [
    {
      object: { ...(kind === 'Secret' ? secrets : configMaps), name },
      keys: [key],
      purpose: say`certificate of the authority, for \`db_sslrootcert\``,
      remedy: say`Make the ${kind} with the certificate as key ${key} in the target namespace: the pods of the API do not start without it.`,
    },
  ];
}

/** Everything goes with the resource but the claim of a StatefulSet, which carries the labels that select its pods. */
function cleanUpOf(isExternal: boolean): CleanUp {
  const notes = [say`Secrets and ConfigMaps that you made for the database, for logs and for certificates stay.`];
  if (isExternal) {
    return { leftovers: [], notes: [say`Tables and results in the external database stay.`, ...notes] };
  }
  return {
    leftovers: [{ type: persistentVolumeClaims, labels: workloadLabels(databaseStatefulSet), holds: 'data' }],
    notes: [
      say`The claim postgredb-${databaseStatefulSet}-0 holds the data of the internal database; with it left, a new TektonResult has another password than the data and cannot log in.`,
      ...notes,
    ],
  };
}
