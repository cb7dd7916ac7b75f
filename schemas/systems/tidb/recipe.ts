import type {
  CleanUp,
  DatabaseAccess,
  Labels,
  Need,
  OperatorPlace,
  ReadRecipe,
  Recipe,
  Resource,
  TlsAccess,
} from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import {
  configMaps,
  deployments,
  jobs,
  persistentVolumeClaims,
  secrets,
  services,
  statefulSets,
} from '../../vocabulary/objectTypes.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { leftoversOf } from '../../vocabulary/recipes.ts';
import { numberOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { v1Actions, v2Action } from './actions.ts';
import { v1Certificates, v2ClientCertificate } from './certificates.ts';
import type { CertificateSecret } from './certificates.ts';
import { clusterOfGroup, componentOfGroup, v1Labels, v2Labels } from './components.ts';
import { v1Group, v2Group } from './kinds.ts';
import { v1Guarded, v1Health, v2ClusterGuarded, v2ClusterHealth, v2GroupGuarded, v2GroupHealth } from './state.ts';

/**
 * No backups on request: the operators make them from a Backup, whose place a BackupSchedule changes for every run so that
 * one does not overwrite the other. Sources are paths in pingcap/tidb-operator v1.6.6 and v2.2.
 */
export const recipe: ReadRecipe = (resource) => {
  const { identity } = resource;
  if (isFilledInLater(identity.name)) return undefined;
  const group = identity.apiVersion.split('/')[0];
  if (group === v1Group && identity.kind === 'TidbCluster') return v1Recipe(resource);
  if (group !== v2Group) return undefined;
  return identity.kind === 'Cluster' ? v2Recipe(resource) : v2GroupRecipe(resource);
};

function v1Recipe(resource: Resource): Recipe {
  const tidb = resource.root.at('spec', 'tidb');
  const certificates = v1Certificates(resource);
  const tls = tlsOf(certificates.find(({ use }) => use === 'clients'));
  return {
    // TiDB keeps no data: every pod serves every session.
    members: [{ labels: v1Labels(resource, 'tidb') }],
    ...(tidb.kind === 'map' ? { access: accessOf(4000, tls) } : {}),
    actions: v1Actions(resource),
    needs: v1Needs(resource),
    health: v1Health(resource),
    guarded: v1Guarded,
    operator: operatorWith('controller-manager'),
    cleanUp: cleanUpOf(v1Labels(resource)),
  };
}

/** Its components are resources of their own: they are restarted there. */
function v2Recipe(resource: Resource): Recipe {
  const { identity, root } = resource;
  const script = knownName(root.at('spec', 'bootstrapSQL', 'name'));
  return {
    members: [{ labels: v2Labels(identity.name, 'tidb') }],
    access: accessOf(4000, tlsOf()),
    actions: [],
    needs: script === undefined ? [] : [bootstrapNeed(script)],
    health: v2ClusterHealth(resource),
    guarded: v2ClusterGuarded,
    operator: operatorWith('tidb-operator'),
    cleanUp: cleanUpOf(v2Labels(identity.name)),
  };
}

function v2GroupRecipe(resource: Resource): Recipe | undefined {
  const { identity, root } = resource;
  const component = componentOfGroup(identity.kind);
  const cluster = clusterOfGroup(resource);
  if (!component || cluster === undefined) return undefined;
  const spec = root.at('spec', 'template', 'spec');
  const port = numberOf(spec.at('server', 'ports', 'client', 'port')) ?? 4000;
  const tls = tlsOf(v2ClientCertificate(resource));
  return {
    members: [{ labels: v2Labels(cluster, component.id, identity.name) }],
    ...(component.id === 'tidb' ? { access: accessOf(port, tls) } : {}),
    actions: [v2Action(resource, cluster, component)],
    needs: [],
    health: v2GroupHealth(resource),
    guarded: v2GroupGuarded,
    operator: operatorWith('tidb-operator'),
    cleanUp: cleanUpOf(v2Labels(cluster, component.id, identity.name)),
  };
}

/** The image of TiDB has no client in it. */
function accessOf(port: number, tls: TlsAccess): DatabaseAccess {
  return {
    engine: 'mysql',
    container: 'tidb',
    port,
    // A TidbInitializer, a script or a person may have given it one, which no Secret of a known name keeps.
    logins: [{ role: 'root', note: say`superuser, without a password unless it was given one`, noPassword: true }],
    databases: ['test'],
    tls,
    // `SET TRANSACTION READ ONLY` is one. https://docs.pingcap.com/tidb/stable/system-variables/#tidb_enable_noop_functions-new-in-v40
    readOnlySessions: { notKept: say`TiDB has no read-only sessions.` },
    localClient: [],
  };
}

function tlsOf(certificate?: CertificateSecret): TlsAccess {
  if (!certificate) return { mode: 'prefer' };
  return { mode: 'require', authority: { kind: 'Secret', name: certificate.name, key: 'ca.crt', mode: 'verify-ca' } };
}

function v1Needs(resource: Resource): readonly Need[] {
  const script = knownName(resource.root.at('spec', 'tidb', 'bootstrapSQLConfigMapName'));
  return [
    ...(script === undefined ? [] : [bootstrapNeed(script)]),
    ...v1Certificates(resource).map(({ name, use }) => ({
      object: { ...secrets, name },
      keys: ['tls.crt', 'tls.key', 'ca.crt'],
      purpose: use === 'clients' ? say`certificate for MySQL clients` : say`certificate between components`,
      remedy: say`Make the Secret with certificate, key and authority: the pods do not start without it.`,
    })),
  ];
}

function bootstrapNeed(name: string): Need {
  const remedy = say`Make the ConfigMap with this key: the pods of TiDB do not start without it.`;
  return { object: { ...configMaps, name }, keys: ['bootstrap-sql'], purpose: say`SQL that is run once`, remedy };
}

/** Labels of the charts. charts/tidb-operator/templates */
function operatorWith(component: string): OperatorPlace {
  const labels = { 'app.kubernetes.io/component': component, 'app.kubernetes.io/name': 'tidb-operator' };
  return { pods: [labels], container: 'tidb-operator' };
}

/** https://docs.pingcap.com/tidb-in-kubernetes/stable/destroy-a-tidb-cluster: volumes stay on purpose. */
function cleanUpOf(labels: Labels): CleanUp {
  return {
    leftovers: leftoversOf(
      labels,
      [persistentVolumeClaims, 'data'],
      [secrets, 'credentials'],
      [statefulSets, 'nothing'],
      [deployments, 'nothing'],
      [services, 'nothing'],
      [configMaps, 'nothing'],
      [jobs, 'nothing'],
    ),
    notes: [
      say`Volumes stay as released PersistentVolumes once their claims are gone: the operator sets the reclaim policy \`Retain\`.`,
      say`A new cluster of the same name takes claims that are left, and with them the old data; PD refuses them if its own are new.`,
      say`Backups in the object store stay.`,
    ],
  };
}
