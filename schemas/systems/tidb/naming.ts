import type { Derived, ManifestPath, Resource, Said } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { isTrue, isWritten, textOf } from '../../vocabulary/read.ts';
import { componentOfGroup, componentsOf } from './components.ts';
import { v1Group, v2BackupGroup, v2Group } from './kinds.ts';
import { say } from '../../vocabulary/say.ts';

/** What the operators make. Root has no password, and no Secret, until somebody sets one or asks for one at random. */
export function* services(resource: Resource): Iterable<Derived> {
  const { identity } = resource;
  if (isFilledInLater(identity.name)) return;
  const group = identity.apiVersion.split('/')[0];
  if (group === v1Group) yield* v1Objects(resource);
  if (group === v2Group) yield* v2Services(resource);
  if (group === v2BackupGroup) yield* backupObjects(resource);
}

/** pingcap/tidb-operator v1.6.6 pkg/controller/controller_utils.go, pkg/monitor/monitor/util.go, pkg/manager/tidb*. */
function* v1Objects(resource: Resource): Iterable<Derived> {
  const { identity, root } = resource;
  const { kind, name } = identity;
  const spec = root.at('spec');
  const itself: ManifestPath = ['metadata', 'name'];
  switch (kind) {
    case 'TidbCluster': {
      yield* v1Services(resource);
      const password = spec.at('tidb', 'initializer', 'createPassword');
      const note = say`password of root, at random`;
      if (isTrue(password))
        yield { type: 'Secret', name: `${name}-init`, keys: ['root'], because: password.path, note };
      break;
    }
    case 'DMCluster':
      if (spec.at('master').kind !== 'map') break;
      yield service(`${name}-dm-master`, spec.at('master').path, say`for dmctl, port 8261`);
      yield service(`${name}-dm-master-peer`, spec.at('master').path, say`names of the pods of DM-master`);
      if (spec.at('worker').kind === 'map')
        yield service(`${name}-dm-worker-peer`, spec.at('worker').path, say`names of the pods of DM-worker`);
      yield service(`${name}-dm-discovery`, itself, say`start of DM-master`);
      break;
    case 'TidbMonitor':
      if (spec.at('prometheus').kind === 'map')
        yield service(`${name}-prometheus`, spec.at('prometheus').path, say`Prometheus, port 9090`);
      if (spec.at('grafana').kind === 'map')
        yield service(`${name}-grafana`, spec.at('grafana').path, say`Grafana, port 3000`);
      if (spec.at('reloader').kind === 'map')
        yield service(`${name}-monitor-reloader`, spec.at('reloader').path, say`rules of alerts, port 9089`);
      break;
    case 'TidbDashboard':
      if (spec.kind === 'map') yield service(`${name}-tidb-dashboard-exposed`, itself, say`TiDB Dashboard, port 12333`);
      break;
    case 'TidbNGMonitoring':
      if (spec.kind === 'map') yield service(`${name}-ng-monitoring`, itself, say`NG Monitoring, port 12020`);
      break;
    default:
  }
}

/** pingcap/tidb-operator v1.6.6 pkg/manager/member; that of TiDB only where the manifest asks for it. */
function* v1Services({ identity, root }: Resource): Iterable<Derived> {
  const spec = root.at('spec');
  for (const { id, title } of componentsOf(spec)) {
    const because = spec.at(id).path;
    if (id === 'pd') yield service(`${identity.name}-pd`, because, say`PD, port 2379`);
    if (id === 'tidb' && isWritten(spec.at('tidb', 'service'))) {
      yield service(`${identity.name}-tidb`, spec.at('tidb', 'service').path, say`TiDB, port 4000`);
    }
    if (id === 'tiproxy') yield service(`${identity.name}-tiproxy`, because, say`TiDB through TiProxy`);
    yield service(`${identity.name}-${id}-peer`, because, say`names of the pods of ${title}`);
  }
  if (spec.kind === 'map') yield service(`${identity.name}-discovery`, ['metadata', 'name'], say`start of PD`);
}

/** pingcap/tidb-operator v2.2 pkg/controllers: each group has Services of its own. */
function* v2Services({ identity }: Resource): Iterable<Derived> {
  const component = componentOfGroup(identity.kind);
  if (!component) return;
  const because: ManifestPath = ['metadata', 'name'];
  const { id, title } = component;
  const notes: Readonly<Record<string, Said>> = {
    pd: say`PD, port 2379`,
    tidb: say`TiDB, port 4000`,
    tiproxy: say`TiDB through TiProxy`,
    tso: say`TSO, port 3379`,
    'tikv-worker': say`TiKV workers, port 19000`,
    'dm-master': say`DM, port 8261`,
  };
  const note = notes[id];
  if (note !== undefined) yield service(`${identity.name}-${id}`, because, note);
  yield service(`${identity.name}-${id}-peer`, because, say`names of the pods of ${title}`);
}

/** pingcap/tidb-operator v2.2 pkg/controllers/br/tibr/tasks/utils.go, tibrgc/tasks/utils.go */
function* backupObjects({ identity, root }: Resource): Iterable<Derived> {
  const { name, kind } = identity;
  const because: ManifestPath = ['metadata', 'name'];
  if (kind === 'TiBR') {
    yield service(`${name}-tibr-headless`, because, say`TiBR, port 19500`);
    yield { type: 'ConfigMap', name: `${name}-tibr-config`, keys: ['tibr-config.yaml'], because };
  }
  if (kind !== 'TiBRGC') return;
  for (const step of root.at('spec', 'gcStrategy', 'tieredStrategies').items()) {
    const node = step.at('name');
    const suffix = textOf(node);
    if (suffix !== undefined && !isFilledInLater(suffix))
      yield { type: 'CronJob', name: `${name}-${suffix}`, because: node.path, note: say`moves old backups` };
  }
}

function service(name: string, because: ManifestPath, note: Said): Derived {
  return { type: 'Service', name, because, note };
}
