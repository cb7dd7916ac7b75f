import type { Rule } from '../../../contract/index.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { declaredVolumes } from '../declaredVolumes.ts';
import { containerLists, containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** A volume that no container mounts; of a claim template, storage that is paid for and never written. */
export const volumeUnused: Rule = {
  id: 'kubernetes/volume-unused',
  severity: 'information',
  kinds: workloadKinds,
  help: `No container of the pod mounts this volume. A claim template makes a volume for each pod all the same, and what was
meant to be kept is written into the container, where a restart deletes it: that is a warning. Mount the volume, or remove
it.`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  wholeOnly: true,
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined || template.spec.at('containers').items().length === 0) return;
    if (containerLists.some((list) => isHidden(template.spec.at(list)))) return;
    const containers = containersOf(template.spec);
    const mounts = containers.flatMap((container) => [container.at('volumeMounts'), container.at('volumeDevices')]);
    const names = mounts.flatMap((list) => list.items().map((mount) => mount.at('name')));
    if ([...containers, ...mounts, ...names].some(isHidden)) return;
    const mounted = new Set(names.map(textOf));
    const declared = declaredVolumes(template);
    // A mount with a wrong name is wrong enough, and is what should have mounted this one.
    if (declared === undefined || [...mounted].some((name) => name !== undefined && !declared.has(name))) return;
    for (const claim of template.claims.items()) {
      const node = claim.at('metadata', 'name');
      const name = knownName(node);
      if (name === undefined || mounted.has(name)) continue;
      const message = say`No container mounts "${name}": each pod gets this volume, and its data is kept elsewhere or not at all.`;
      yield { node, severity: 'warning', message };
    }
    for (const volume of template.spec.at('volumes').items()) {
      const node = volume.at('name');
      const name = knownName(node);
      if (name !== undefined && !mounted.has(name)) yield { node, message: say`No container mounts volume "${name}".` };
    }
  },
};
