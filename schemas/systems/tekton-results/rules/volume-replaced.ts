import type { Edit, Finding, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { cleanPath } from '../mounts.ts';
import { apiConfigMap } from '../naming.ts';
import type { BaseMount } from '../naming.ts';
import { resultKinds } from '../settings.ts';
import { filesOf } from '../volumes.ts';
import { mainContainer, namedItems, optionWorkloads } from '../workloads.ts';
import type { OptionWorkload } from '../workloads.ts';

/** Volumes and mounts are merged by name, so one of the operator's own names takes its place. */
export const volumeReplaced: Rule = {
  id: 'tekton-results/volume-replaced',
  severity: 'warning',
  kinds: resultKinds,
  help: `The operator merges volumes, and the mounts of a container, by the name of the volume. \`config\` and \`tls\` are its
own: another volume of that name, or a mount of it at another path, takes their place, and the container ends because its
configuration or its certificate is gone. Give the volume a name of its own. A Secret with \`tls.crt\` and \`tls.key\`
under the name \`tls\` is fine.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L348',
  *check(context) {
    for (const workload of optionWorkloads(context.resource)) {
      for (const mount of workload.base?.mounts ?? []) {
        const volumes = namedItems(workload.podSpec.at('volumes')).filter(({ name }) => name === mount.volume);
        for (const { item } of volumes) yield* replacedVolume(context, workload, mount, item);
        if (volumes.length === 0) yield* movedMount(workload, mount);
      }
    }
  },
};

function* replacedVolume(
  context: RuleContext,
  workload: OptionWorkload,
  mount: BaseMount,
  volume: ManifestNode,
): Iterable<Finding> {
  const needed = mount.files.filter((file) => file !== 'ca.crt');
  const files = filesOf(context, volume);
  if (files === undefined ? mayHold(mount, volume) : needed.every((file) => files.includes(file))) return;
  const node = volume.at('name');
  const missing = listed(
    needed.map((file) => `"${file}"`),
    'and',
  );
  yield {
    node,
    ...(files === undefined ? {} : { severity: 'error' as const }),
    message: say`Volume "${mount.volume}" takes the place of the operator's own, so \`${workload.base?.container ?? ''}\` misses ${missing}: give it another name.`,
    fixes: [{ title: say`Give it a name of its own`, edits: rename(workload, mount.volume, node), safe: false }],
  };
}

/** Whether a volume about whose files nothing is known can be meant as a replacement. */
function mayHold({ volume: name }: BaseMount, volume: ManifestNode): boolean {
  if (name === 'config') return textOf(volume.at('configMap', 'name')) === apiConfigMap;
  return !isWritten(volume.at('configMap')) && !isWritten(volume.at('emptyDir'));
}

function* movedMount({ podSpec, base }: OptionWorkload, mount: BaseMount): Iterable<Finding> {
  if (!base) return;
  for (const { name, item } of namedItems(mainContainer(podSpec, base.container).at('volumeMounts'))) {
    const path = textOf(item.at('mountPath'));
    if (name !== mount.volume || path === undefined || cleanPath(path) === mount.path) continue;
    yield {
      node: item.at('mountPath'),
      severity: 'error',
      message: say`This moves the operator's own volume "${name}" away from "${mount.path}", where \`${base.container}\` needs it.`,
      fixes: [{ title: say`Remove the mount`, edits: [{ do: 'remove', node: item }], safe: false }],
    };
  }
}

function rename({ podSpec }: OptionWorkload, name: string, node: ManifestNode): Edit[] {
  const taken = namedItems(podSpec.at('volumes')).map((volume) => volume.name);
  const value =
    [`db-${name}`, `db-${name}-2`, `own-${name}`].find((candidate) => !taken.includes(candidate)) ?? `${name}-own`;
  const mounts = podSpec
    .at('containers')
    .items()
    .flatMap((container) => namedItems(container.at('volumeMounts')))
    .filter((mount) => mount.name === name);
  return [node, ...mounts.map(({ item }) => item.at('name'))].map((place) => ({ do: 'set', node: place, value }));
}
