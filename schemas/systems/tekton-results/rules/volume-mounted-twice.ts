import type { Fix, ManifestNode, ManifestValue, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';
import { namedItems, optionWorkloads } from '../workloads.ts';
import type { OptionWorkload } from '../workloads.ts';

/** Of two mounts of one volume in a container, the operator keeps the second. */
export const volumeMountedTwice: Rule = {
  id: 'tekton-results/volume-mounted-twice',
  severity: 'warning',
  kinds: resultKinds,
  help: `The operator merges the mounts of a container by the name of the volume, so the second mount of one volume takes the
place of the first, which Kubernetes itself would allow. Mount it once, at a folder above both, or make a second volume of
the same source under another name.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L400',
  *check({ resource }) {
    for (const workload of optionWorkloads(resource)) {
      const { base, podSpec } = workload;
      if (!base) continue;
      for (const { name: container, item } of namedItems(podSpec.at('containers'))) {
        // A container that is added is taken as it stands.
        if (container !== base.container) continue;
        const mounts = namedItems(item.at('volumeMounts'));
        for (const [index, mount] of mounts.entries()) {
          if (!mounts.slice(index + 1).some(({ name }) => name === mount.name)) continue;
          yield {
            node: mount.item.at('name'),
            message: say`This mount is lost: volume "${mount.name}" is mounted again below, and the operator keeps the last one.`,
            fixes: secondVolume(workload, mount.name, mount.item),
          };
        }
      }
    }
  },
};

function secondVolume({ podSpec }: OptionWorkload, name: string, mount: ManifestNode): Fix[] {
  const volumes = namedItems(podSpec.at('volumes'));
  const value = volumes.find((volume) => volume.name === name)?.item.value;
  const taken = volumes.map((volume) => volume.name);
  const second = ['-2', '-3', '-4'].map((end) => `${name}${end}`).find((candidate) => !taken.includes(candidate));
  if (second === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const copy: ManifestValue = { ...(value as Record<string, ManifestValue>), name: second };
  return [
    {
      title: say`Make a second volume "${second}"`,
      edits: [
        { do: 'set', node: mount.at('name'), value: second },
        { do: 'append', node: podSpec.at('volumes'), value: copy },
      ],
      safe: false,
    },
  ];
}
