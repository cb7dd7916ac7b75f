import type { CleanUp, DatabaseAccess, Need, ReadRecipe, Resource, TlsAccess } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import {
  configMaps,
  jobs,
  persistentVolumeClaims,
  podDisruptionBudgets,
  pods,
  secrets,
  services,
} from '../../vocabulary/objectTypes.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { postgresLines } from '../../vocabulary/postgresLines.ts';
import { leftoversOf } from '../../vocabulary/recipes.ts';
import { say } from '../../vocabulary/say.ts';
import { actionsOf } from './actions.ts';
import { clusterLabels, instanceLabels } from './labels.ts';
import { loginsOf } from './loginsOf.ts';
import { application, group, isReplica } from './naming.ts';
import { clusterObjects } from './objectNames.ts';
import { guardedFields, healthOf } from './state.ts';

/**
 * Of a `Cluster`. What a Pooler or a Database needs to know about users stands in the cluster, another resource. Sources
 * are paths in cloudnative-pg/cloudnative-pg v1.30.
 */
export const recipe: ReadRecipe = (resource) => {
  const { identity } = resource;
  if (identity.kind !== 'Cluster' || isFilledInLater(identity.name)) return undefined;
  const roleAt = (label: string) => ({ label, primary: ['primary'], replica: ['replica'] });
  const access = accessOf(resource);
  return {
    members: [
      { labels: instanceLabels(identity.name), role: roleAt('cnpg.io/instanceRole') },
      // Operators before 1.20.
      { labels: clusterLabels(identity.name), role: roleAt('role') },
    ],
    access,
    actions: actionsOf(resource),
    needs: needsOf(resource, access),
    health: healthOf(resource),
    guarded: guardedFields,
    operator: { pods: [{ 'app.kubernetes.io/name': 'cloudnative-pg' }], container: 'manager' },
    cleanUp: cleanUpOf(identity.name),
    knownLines: postgresLines,
  };
};

function accessOf(resource: Resource): DatabaseAccess {
  const app = application(resource);
  return {
    engine: 'postgresql',
    container: 'postgres',
    port: 5432,
    ...(isReplica(resource.root.at('spec'), resource.identity.name) ? { readOnly: true } : {}),
    logins: loginsOf(resource),
    databases: [...new Set([...(app ? [app.database] : []), 'postgres'])],
    tls: tlsOf(resource),
    readOnlySessions: 'kept',
    localClient: ['psql'],
  };
}

/** The server always offers TLS; its certificate has the names of the Services unless it is one of the user's own. */
function tlsOf({ identity, root }: Resource): TlsAccess {
  const certificates = root.at('spec', 'certificates');
  const given = certificates.at('serverCASecret');
  const name = given.value ? knownName(given) : `${identity.name}-ca`;
  if (name === undefined) return { mode: 'require' };
  const authority = { kind: 'Secret', name, key: 'ca.crt' } as const;
  // api/v1/cluster_funcs.go (GetClusterAltDNSNames)
  return certificates.at('serverTLSSecret').value
    ? { mode: 'require', authority: { ...authority, mode: 'verify-ca' } }
    : { mode: 'require', authority: { ...authority, mode: 'verify-full', serverName: `${identity.name}-rw` } };
}

/** Credentials, then every other Secret and ConfigMap that the manifest names. */
function needsOf(resource: Resource, access: DatabaseAccess): readonly Need[] {
  const credentials = access.logins.flatMap(({ role, secret }): Need[] =>
    secret
      ? [
          {
            object: { ...secrets, name: secret.name },
            keys: ['username', 'password'],
            purpose: say`credentials of ${role}`,
            remedy: secret.labels
              ? say`The operator makes it once the cluster is applied: if it stays away, read the log of the operator.`
              : say`Make the Secret, of type kubernetes.io/basic-auth with \`username: ${role}\`: until then the role has no password.`,
          },
        ]
      : [],
  );
  const seen = new Set(credentials.map(({ object }) => object.name));
  return [...credentials, ...referredNeeds(resource).filter(({ object }) => !seen.has(object.name))];
}

const types = { Secret: secrets, ConfigMap: configMaps } as const;

function referredNeeds(resource: Resource): readonly Need[] {
  const keys = new Map<string, string[]>();
  const found = new Map<string, Need>();
  for (const use of clusterObjects(resource.root.at('spec'))) {
    if (use.role !== 'refers' || use.optional) continue;
    const owner = use.within;
    if (owner && (owner.type === 'Secret' || owner.type === 'ConfigMap')) {
      const id = `${owner.type}/${owner.name}`;
      keys.set(id, [...(keys.get(id) ?? []), use.name]);
    } else if (use.type === 'Secret' || use.type === 'ConfigMap') {
      const field = use.node.path.slice(1).join('.');
      found.set(`${use.type}/${use.name}`, {
        object: { ...types[use.type], name: use.name },
        purpose: say`named by ${field}`,
        remedy: say`Make the ${use.type}, or correct \`${field}\`: the cluster waits for it.`,
      });
    }
  }
  return [...found].map(([id, need]) => ({ ...need, ...(keys.has(id) ? { keys: [...new Set(keys.get(id))] } : {}) }));
}

/** The cluster owns everything but what other resources own that name it. */
function cleanUpOf(cluster: string): CleanUp {
  const owned = (plural: string, kind: string) =>
    ({ group, version: 'v1', plural, kind, scope: 'Namespaced' }) as const;
  return {
    leftovers: leftoversOf(
      clusterLabels(cluster),
      [persistentVolumeClaims, 'data'],
      [secrets, 'credentials'],
      [pods, 'nothing'],
      [services, 'nothing'],
      [configMaps, 'nothing'],
      [podDisruptionBudgets, 'nothing'],
      [jobs, 'nothing'],
      // Snapshots may go with it.
      [owned('backups', 'Backup'), 'data'],
    ),
    notes: [
      say`Backups in the object store and volume snapshots stay: a new cluster of the same name refuses to archive into a path that is not empty.`,
      say`Poolers and ScheduledBackups that name the cluster stay and do nothing: delete them by hand.`,
      say`Databases, Publications and Subscriptions with the finalizer \`cnpg.io/deleteDatabase\` and the like hang once the cluster is gone: take the finalizer away.`,
      say`Volumes whose class has the reclaim policy \`Retain\` stay as released PersistentVolumes with the data on them.`,
    ],
  };
}
