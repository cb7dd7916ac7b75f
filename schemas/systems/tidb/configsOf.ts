import type { ManifestNode, Resource } from '../../contract/index.ts';
import { instanceOf } from './groups.ts';

/** Settings of one component. */
export interface ComponentConfig {
  /** Below `spec` of the first operator's clusters, with dots: `tikv.config`; of a group, where its component has it there. */
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

const byGroup: Readonly<Record<string, readonly [path: string, title: string]>> = {
  PDGroup: ['pd.config', 'PD'],
  TiKVGroup: ['tikv.config', 'TiKV'],
  TiDBGroup: ['tidb.config', 'TiDB'],
  TiFlashGroup: ['tiflash.config.config', 'TiFlash'],
  TiCDCGroup: ['ticdc.config', 'TiCDC'],
  TiProxyGroup: ['tiproxy.config', 'TiProxy'],
  DMGroup: ['master.config', 'DM-master'],
  DMWorkerGroup: ['worker.config', 'DM-worker'],
};

/** All configurations that are written; those of PD's microservices are PD's. */
export function configsOf(resource: Resource): readonly ComponentConfig[] {
  const { identity, root } = resource;
  const instance = instanceOf(resource);
  if (instance) {
    const [path, title] = byGroup[identity.kind] ?? [identity.kind, identity.kind.replace(/Group$/, '')];
    const node = instance.at('config');
    return node.kind === 'missing' ? [] : [{ path, title, node }];
  }
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
