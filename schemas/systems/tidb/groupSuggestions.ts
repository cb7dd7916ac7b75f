import type { SuggestContext, Suggestion } from '../../contract/index.ts';
import { describedValues } from '../../vocabulary/describedValues.ts';
import { textOf } from '../../vocabulary/read.ts';
import { v2Group } from './kinds.ts';
import { proxyReleases, releases } from './releases.ts';
import { say } from '../../vocabulary/say.ts';

type Suggest = (context: SuggestContext) => Iterable<Suggestion>;

/** Values for the groups of v2, whose definitions leave most words open. */
export const groupSuggestions: Readonly<Record<string, Suggest>> = {
  'schedule-policy': () => describedValues({ EvenlySpread: 'As many instances in each place as its share says.' }),
  'client-auth': () =>
    describedValues({
      NoClientCert: 'Certificates of clients are not asked for, so no authority is needed.',
      VerifyClientCertIfNeed: 'A certificate that is shown has to be right. As without it.',
    }),
  'pd-mode': () => describedValues({ ms: 'Groups of TSO, Scheduling and the like do a part of the work. PD 8.0.' }),
  'upgrade-policy': () =>
    describedValues({
      Default: 'PD, TiProxy, TiFlash, TiKV, TiDB: each waits for those before it. As without it.',
      NoConstraints: 'All at once, whatever fits together: for tests only.',
    }),
  'volume-mount-type': ({ resource }) => mountTypes[resource.identity.kind] ?? dataOnly,
  'component-version': suggestVersions,
  'component-image': ({ resource }) => {
    const image = images[resource.identity.kind];
    return image === undefined ? [] : [{ value: image, detail: say`as without it` }];
  },
};

const dataOnly = describedValues({ data: 'The data of the component.' });

/** pingcap/tidb-operator v2.2 api/core/v1alpha1 (VolumeMountType...) */
const mountTypes: Readonly<Record<string, readonly Suggestion[]>> = {
  PDGroup: describedValues({ data: 'What PD knows, at `/var/lib/pd`.' }),
  TiKVGroup: describedValues({ data: 'Rows and the raft log, at `/var/lib/tikv`.' }),
  TiDBGroup: describedValues({ slowlog: 'The log of slow queries, at `/var/log/tidb`.' }),
  TiFlashGroup: describedValues({ data: 'Columns of tables, at `/var/lib/tiflash`.' }),
  DMGroup: describedValues({ data: 'What masters know of sources and tasks, at `/var/lib/dm-master`.' }),
  DMWorkerGroup: describedValues({ 'relay-dir': "Copies of the source's binlog." }),
};

/** pingcap/tidb-operator v2.2 pkg/image/image.go */
const images: Readonly<Record<string, string>> = {
  PDGroup: 'pingcap/pd',
  TiDBGroup: 'pingcap/tidb',
  TiKVGroup: 'pingcap/tikv',
  TiKVWorkerGroup: 'pingcap/tikv',
  TiFlashGroup: 'pingcap/tiflash',
  TiCDCGroup: 'pingcap/ticdc',
  TiProxyGroup: 'pingcap/tiproxy',
  DMGroup: 'pingcap/dm',
  DMWorkerGroup: 'pingcap/dm',
  TSOGroup: 'pingcap/pd',
  SchedulingGroup: 'pingcap/pd',
  SchedulerGroup: 'pingcap/pd',
  RouterGroup: 'pingcap/pd',
  ResourceManagerGroup: 'pingcap/pd',
};

/** Those of the other groups of the cluster come first: they are upgraded together. TiProxy is counted by itself. */
function* suggestVersions({ resource, workspace }: SuggestContext): Iterable<Suggestion> {
  const { kind, namespace } = resource.identity;
  const isProxy = kind === 'TiProxyGroup';
  const seen = new Set<string>();
  for (const { resource: other } of groupsBeside(resource.root.at('spec', 'cluster', 'name').value, namespace)) {
    if ((other.identity.kind === 'TiProxyGroup') !== isProxy) continue;
    const version = textOf(other.root.at('spec', 'template', 'spec', 'version'));
    if (version === undefined || version === '' || seen.has(version)) continue;
    seen.add(version);
    yield { value: version, detail: say`as ${other.identity.kind} ${other.identity.name}` };
  }
  for (const value of isProxy ? proxyReleases : releases) if (!seen.has(value)) yield { value };

  function groupsBeside(cluster: unknown, inNamespace: string) {
    return Object.keys(images)
      .filter((each) => each !== kind)
      .flatMap((each) => workspace.resources(v2Group, each))
      .filter(({ resource: { identity, root } }) => {
        return (
          identity.namespace === inNamespace &&
          cluster !== undefined &&
          root.at('spec', 'cluster', 'name').value === cluster
        );
      });
  }
}
