import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';
import { namedItems, optionWorkloads } from '../workloads.ts';
import type { OptionWorkload } from '../workloads.ts';

/** A mount of a volume that neither the options nor the operator have. */
export const volumeMissing: Rule = {
  id: 'tekton-results/volume-missing',
  severity: 'error',
  kinds: resultKinds,
  help: `A mount names a volume of the same pod: one under \`volumes\` beside \`containers\`, or one that the operator brings
(\`config\` and \`tls\`, and \`tekton-logs\` or \`google-creds\` where logs are kept there). The API server refuses the
Deployment otherwise, and the old pods go on with the old settings. Volumes of another Deployment do not count: each needs
its own.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L348',
  wholeOnly: true,
  *check({ resource }) {
    for (const workload of optionWorkloads(resource)) {
      if (!workload.base) continue;
      const names = volumeNames(workload);
      if (names === undefined) continue;
      for (const mount of mountsOf(workload)) {
        const node = mount.at('name');
        const name = textOf(node);
        if (name === undefined || names.own.includes(name) || names.base.includes(name)) continue;
        yield {
          node,
          message: say`No volume "${name}" in the pod of "${workload.name}", so it is refused: add it under \`volumes\`.`,
          fixes: fixesFor(workload, node, name, names.own),
        };
      }
    }
  },
};

/** `undefined`: a placeholder stands where a volume could be. */
function volumeNames({ base, list, node, podSpec }: OptionWorkload) {
  const volumes = podSpec.at('volumes');
  const templates = node.at('spec', 'volumeClaimTemplates');
  if (volumes.items().some((item) => textOf(item.at('name')) === undefined)) return undefined;
  if (mayHoldOthers(volumes) || mayHoldOthers(templates, 'metadata', 'name')) return undefined;
  const claims =
    list === 'statefulSets' ? templates.items().flatMap((claim) => textOf(claim.at('metadata', 'name')) ?? []) : [];
  const own = [...namedItems(volumes).map((volume) => volume.name), ...claims];
  return { own, base: [...(base?.mounts ?? []).map((mount) => mount.volume), ...(base?.otherVolumes ?? [])] };
}

function mountsOf({ podSpec }: OptionWorkload): ManifestNode[] {
  return ['containers', 'initContainers'].flatMap((key) =>
    podSpec
      .at(key)
      .items()
      .flatMap((container) => container.at('volumeMounts').items()),
  );
}

function fixesFor({ podSpec }: OptionWorkload, node: ManifestNode, name: string, own: readonly string[]): Fix[] {
  const near = own.length === 1 ? own[0] : nearestName(name, own);
  const rename: Fix[] = near
    ? [{ title: say`Use volume "${near}"`, edits: [{ do: 'set', node, value: near }], safe: false }]
    : [];
  const added = { name, configMap: { name } };
  const add: Fix = {
    title: say`Add volume "${name}" from a ConfigMap`,
    edits: [{ do: 'append', node: podSpec.at('volumes'), value: added }],
    safe: false,
  };
  return [...rename, add];
}
