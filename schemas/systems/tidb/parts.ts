import type { ManifestNode, Resource } from '../../contract/index.ts';

/** Something with pods of its own: a component, or a resource that is one. */
export interface Part {
  /** As in names and labels: `tikv`. */
  readonly id: string;
  /** For people: `TiKV`. */
  readonly title: string;
  readonly node: ManifestNode;
}

const clusterParts = [
  ['pd', 'PD'],
  ['tikv', 'TiKV'],
  ['tidb', 'TiDB'],
  ['tiflash', 'TiFlash'],
  ['ticdc', 'TiCDC'],
  ['tiproxy', 'TiProxy'],
  ['pump', 'Pump'],
  ['discovery', 'Discovery'],
] as const;

/** What of a resource of operator v1 has the settings of a component, as far as it is written. */
export function partsOf({ identity, root }: Resource): readonly Part[] {
  const spec = root.at('spec');
  const section = (id: string, title: string): Part => ({ id, title, node: spec.at(id) });
  return candidates().filter(({ node }) => node.kind === 'map');

  function candidates(): readonly Part[] {
    switch (identity.kind) {
      case 'TidbCluster':
        return [
          ...clusterParts.map(([id, title]) => section(id, title)),
          ...spec
            .at('pdms')
            .items()
            .map((node): Part => ({ id: 'pdms', title: 'PD', node })),
        ];
      case 'DMCluster':
        return [section('master', 'DM-master'), section('worker', 'DM-worker'), section('discovery', 'Discovery')];
      case 'TidbDashboard':
        return [{ id: 'tidb-dashboard', title: 'TiDB Dashboard', node: spec }];
      case 'TidbNGMonitoring':
        return [
          { id: 'ng-monitoring', title: 'NG Monitoring', node: spec },
          { id: 'ng-monitoring', title: 'NG Monitoring', node: spec.at('ngMonitoring') },
        ];
      default:
        return [];
    }
  }
}

/** Those that the operator looks at before it does anything: not TiProxy. */
export function validatedParts(resource: Resource): readonly Part[] {
  return partsOf(resource).filter(({ id }) => id !== 'tiproxy');
}
