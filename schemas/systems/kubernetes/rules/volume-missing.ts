import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { declaredVolumes } from '../declaredVolumes.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** A mount names a volume of its own pod. */
export const volumeMissing: Rule = {
  id: 'kubernetes/volume-missing',
  severity: 'error',
  kinds: workloadKinds,
  help: `A mount names a volume that the same pod declares: under \`volumes\`, or, in a StatefulSet, under
\`volumeClaimTemplates\`. The API server refuses pods with any other name (\`volumeMounts[0].name: Not found\`).`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  wholeOnly: true,
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    const declared = declaredVolumes(template);
    if (declared === undefined) return;
    for (const container of containersOf(template.spec)) {
      for (const mount of [...container.at('volumeMounts').items(), ...container.at('volumeDevices').items()]) {
        const node = mount.at('name');
        const name = knownName(node);
        if (name !== undefined && !declared.has(name)) yield missing(node, name, [...declared.keys()]);
      }
    }
  },
};

function missing(node: ManifestNode, name: string, declared: readonly string[]): Finding {
  const meant = nearestName(name, declared) ?? (declared.length === 1 ? declared[0] : undefined);
  return {
    node,
    message:
      meant === undefined
        ? say`The pod has no volume "${name}", so the API server refuses it: declare it under \`volumes\`.`
        : say`The pod has no volume "${name}", so the API server refuses it: its volume is "${meant}".`,
    fixes:
      meant === undefined
        ? []
        : [{ title: say`Mount volume "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
  };
}
