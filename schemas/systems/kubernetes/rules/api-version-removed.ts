import type { Edit, Fix, ManifestValue, OperatorVersion, Resource, Rule, Said } from '../../../contract/index.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { isHidden } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { passingApiVersions } from '../passingApiVersions.ts';
import type { PassingApiVersion } from '../passingApiVersions.ts';
import { oldestRun } from '../versions.ts';
import { podTemplateOf } from '../workloads.ts';

/** Old versions of the API are gone, and new ones are not there yet. */
export const apiVersionRemoved: Rule = {
  id: 'kubernetes/api-version-removed',
  severity: 'error',
  kinds: [...new Set(passingApiVersions.map(({ kind }) => kind))],
  help: `Releases of Kubernetes remove old versions of the API: 1.16 took \`apps/v1beta1\`, \`apps/v1beta2\` and most of
\`extensions/v1beta1\`, 1.22 the betas of Ingress, roles, webhooks and storage, 1.25 those of CronJob and PodDisruptionBudget, and
PodSecurityPolicy as a whole. The API server answers \`no matches for kind\`, and so it does to a version that is newer than itself.
In \`apps/v1\` a workload also needs \`selector\`, with the labels of its template. What is stored in the cluster is served under the
new version as it is.`,
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  *check({ resource, root, version }) {
    const { apiVersion, kind } = resource.identity;
    const known = passingApiVersions.find((each) => each.apiVersion === apiVersion && each.kind === kind);
    if (known === undefined) return;
    const node = root.at('apiVersion');
    const { since, until, now } = known;
    if (until !== undefined && !isBefore(version ?? oldestRun, until)) {
      const gone =
        now === undefined
          ? say`Kubernetes ${until} removed ${kind}, and no version of it is left.`
          : say`Kubernetes ${until} removed ${kind} from "${apiVersion}": write "${now}".`;
      const message = joined([gone, ...(known.other ? [known.other] : []), ...otherMeaning(resource)], ' ');
      yield { node, message, fixes: fixesOf(resource, known) };
    } else if (since !== undefined && version !== undefined && isBefore(version, since)) {
      yield { node, message: tooEarly(known, since, version) };
    }
  },
};

function fixesOf(resource: Resource, { now, other, kind }: PassingApiVersion): Fix[] {
  if (now === undefined || other !== undefined) return [];
  const node = resource.root.at('apiVersion');
  return [
    {
      title: say`Change to "${now}"`,
      edits: [{ do: 'set', node, value: now }, ...defaultSelector(resource)],
      // A workload that is in a cluster keeps the strategy that it was given.
      ...(kind === 'PodDisruptionBudget' && otherMeaning(resource).length > 0 ? { safe: false as const } : {}),
    },
  ];
}

function tooEarly({ apiVersion, kind }: PassingApiVersion, since: OperatorVersion, version: OperatorVersion): Said {
  const earlier = passingApiVersions.find(
    (each) =>
      each.kind === kind &&
      each.now === apiVersion &&
      !isBefore(version, each.since ?? '0') &&
      isBefore(version, each.until ?? since),
  );
  return earlier
    ? say`Kubernetes has ${kind} in "${apiVersion}" from ${since} on, and ${version} is in force: write "${earlier.apiVersion}", or upgrade the cluster.`
    : say`Kubernetes has ${kind} in "${apiVersion}" from ${since} on, and ${version} is in force: upgrade the cluster.`;
}

/** What the same text says in the new version. */
function otherMeaning({ identity: { apiVersion, kind }, root, partial }: Resource): Said[] {
  const spec = root.at('spec');
  if (kind === 'PodDisruptionBudget') {
    const selector = spec.at('selector');
    return selector.kind === 'map' && selector.entries().length === 0 && !isHidden(selector)
      ? [say`An empty \`selector\` means all pods of the namespace there, and meant none before.`]
      : [];
  }
  const waited =
    (kind === 'StatefulSet' && apiVersion === 'apps/v1beta1') ||
    (kind === 'DaemonSet' && apiVersion === 'extensions/v1beta1');
  return waited && !partial && spec.kind === 'map' && spec.at('updateStrategy').kind === 'missing'
    ? [
        say`Pods are then replaced by themselves after a change: without \`updateStrategy\` that means \`RollingUpdate\`, and meant \`OnDelete\`.`,
      ]
    : [];
}

/** What the old versions filled in: the labels of the template. */
function defaultSelector(resource: Resource): Edit[] {
  const selector = resource.root.at('spec', 'selector');
  const labels = podTemplateOf(resource)?.metadata.at('labels');
  const isWorkload = resource.identity.kind !== 'CronJob' && !resource.partial;
  if (!isWorkload || selector.kind !== 'missing' || labels?.kind !== 'map') return [];
  if (labels.entries().length === 0 || !labels.entries().every(([, { value }]) => typeof value === 'string')) return [];
  return [{ do: 'set', node: selector, value: { matchLabels: labels.value as ManifestValue } }];
}
