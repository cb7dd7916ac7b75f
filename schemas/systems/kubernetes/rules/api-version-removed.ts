import type { Edit, ManifestValue, Resource, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf } from '../workloads.ts';

interface Removed {
  readonly now: string;
  /** Version of Kubernetes that no longer has it. */
  readonly since: string;
}

const removed: Readonly<Record<string, Removed>> = {
  'extensions/v1beta1': { now: 'apps/v1', since: '1.16' },
  'apps/v1beta1': { now: 'apps/v1', since: '1.16' },
  'apps/v1beta2': { now: 'apps/v1', since: '1.16' },
  'batch/v1beta1': { now: 'batch/v1', since: '1.25' },
  'batch/v2alpha1': { now: 'batch/v1', since: '1.21' },
  'storage.k8s.io/v1beta1': { now: 'storage.k8s.io/v1', since: '1.22' },
};

/** Old versions of the API are gone. */
export const apiVersionRemoved: Rule = {
  id: 'kubernetes/api-version-removed',
  severity: 'error',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'StorageClass'],
  help: `Kubernetes 1.16 removed \`apps/v1beta1\`, \`apps/v1beta2\` and \`extensions/v1beta1\`, 1.22 the beta of StorageClass,
1.25 that of CronJob. The API server answers \`no matches for kind\`. In \`apps/v1\` a workload also needs \`selector\`,
with the labels of its template; what is stored in the cluster is served under the new version as it is.`,
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  *check({ resource, root }) {
    const { apiVersion, kind } = resource.identity;
    const gone = removed[apiVersion];
    if (gone === undefined) return;
    const node = root.at('apiVersion');
    yield {
      node,
      message: say`Kubernetes ${gone.since} removed ${kind} from "${apiVersion}": write "${gone.now}".`,
      fixes: [
        {
          title: say`Change to "${gone.now}"`,
          edits: [{ do: 'set', node, value: gone.now }, ...defaultSelector(resource)],
        },
      ],
    };
  },
};

/** What the old versions filled in: the labels of the template. */
function defaultSelector(resource: Resource): Edit[] {
  const selector = resource.root.at('spec', 'selector');
  const labels = podTemplateOf(resource)?.metadata.at('labels');
  const isWorkload = resource.identity.kind !== 'CronJob' && !resource.partial;
  if (!isWorkload || selector.kind !== 'missing' || labels?.kind !== 'map') return [];
  if (labels.entries().length === 0 || !labels.entries().every(([, { value }]) => typeof value === 'string')) return [];
  return [{ do: 'set', node: selector, value: { matchLabels: labels.value as ManifestValue } }];
}
