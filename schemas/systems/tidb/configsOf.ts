import type { ManifestNode, Resource } from '../../contract/index.ts';

/** Settings of one component. */
export interface ComponentConfig {
  /** Below `spec`, with dots: `tikv.config`. */
  readonly path: string;
  /** For people: `TiKV`. */
  readonly title: string;
  readonly node: ManifestNode;
}

const byKind: Readonly<Record<string, readonly (readonly [path: string, title: string])[]>> = {
  TidbCluster: [
    ['pd.config', 'PD'],
    ['tikv.config', 'TiKV'],
    ['tidb.config', 'TiDB'],
    ['tiflash.config.config', 'TiFlash'],
    ['tiflash.config.proxy', 'the proxy of TiFlash'],
    ['ticdc.config', 'TiCDC'],
    ['tiproxy.config', 'TiProxy'],
    ['pump.config', 'Pump'],
  ],
  DMCluster: [
    ['master.config', 'DM-master'],
    ['worker.config', 'DM-worker'],
  ],
  TidbNGMonitoring: [['ngMonitoring.config', 'NG Monitoring']],
};

/** All configurations that are written; those of PD's microservices are PD's. */
export function configsOf({ identity, root }: Resource): readonly ComponentConfig[] {
  const spec = root.at('spec');
  const named = (byKind[identity.kind] ?? []).map(([path, title]) => ({
    path,
    title,
    node: spec.at(...path.split('.')),
  }));
  const services = identity.kind === 'TidbCluster' ? spec.at('pdms').items() : [];
  const parts = services.map((service) => ({ path: 'pd.config', title: 'PD', node: service.at('config') }));
  return [...named, ...parts].filter(({ node }) => node.kind !== 'missing');
}
