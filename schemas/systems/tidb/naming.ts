import type { Derived, ManifestPath, Resource } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { isWritten } from '../../vocabulary/read.ts';
import { componentOfGroup, componentsOf } from './components.ts';
import { v1Group, v2Group } from './kinds.ts';

/** Services that the operators make. Both have no Secret with credentials: root has no password until somebody sets one. */
export function* services(resource: Resource): Iterable<Derived> {
  const { identity } = resource;
  if (isFilledInLater(identity.name)) return;
  const group = identity.apiVersion.split('/')[0];
  if (group === v1Group && identity.kind === 'TidbCluster') yield* v1Services(resource);
  if (group === v2Group) yield* v2Services(resource);
}

/** pingcap/tidb-operator v1.6.6 pkg/manager/member; that of TiDB only where the manifest asks for it. */
function* v1Services({ identity, root }: Resource): Iterable<Derived> {
  const spec = root.at('spec');
  for (const { id, title } of componentsOf(spec)) {
    const because = spec.at(id).path;
    if (id === 'pd') yield service(`${identity.name}-pd`, because, 'PD, port 2379');
    if (id === 'tidb' && isWritten(spec.at('tidb', 'service'))) {
      yield service(`${identity.name}-tidb`, spec.at('tidb', 'service').path, 'TiDB, port 4000');
    }
    if (id === 'tiproxy') yield service(`${identity.name}-tiproxy`, because, 'TiDB through TiProxy');
    yield service(`${identity.name}-${id}-peer`, because, `names of the pods of ${title}`);
  }
  if (spec.kind === 'map') yield service(`${identity.name}-discovery`, ['metadata', 'name'], 'start of PD');
}

/** pingcap/tidb-operator v2.2 pkg/controllers: each group has Services of its own. */
function* v2Services({ identity }: Resource): Iterable<Derived> {
  const component = componentOfGroup(identity.kind);
  if (!component) return;
  const because: ManifestPath = ['metadata', 'name'];
  const { id, title } = component;
  const notes: Readonly<Record<string, string>> = {
    pd: 'PD, port 2379',
    tidb: 'TiDB, port 4000',
    tiproxy: 'TiDB through TiProxy',
  };
  const note = notes[id];
  if (note !== undefined) yield service(`${identity.name}-${id}`, because, note);
  yield service(`${identity.name}-${id}-peer`, because, `names of the pods of ${title}`);
}

function service(name: string, because: ManifestPath, note: string): Derived {
  return { type: 'Service', name, because, note };
}
