import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf, workloadKinds } from '../workloads.ts';

/** Names of volumes are unique; a claim template takes the place of a volume of its name. */
export const volumeNameTaken: Rule = {
  id: 'kubernetes/volume-name-taken',
  severity: 'error',
  kinds: workloadKinds,
  help: `Two volumes of a pod cannot have one name: the API server refuses the second. Where a claim template of a StatefulSet
and a volume share a name, mounts lead to the claim, and the volume is ignored without a word. Rename one of them.`,
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    const claimed = new Set(template.claims.items().map((claim) => knownName(claim.at('metadata', 'name'))));
    const seen = new Set<string>();
    for (const volume of template.spec.at('volumes').items()) {
      const node = volume.at('name');
      const name = knownName(node);
      if (name === undefined) continue;
      if (seen.has(name)) {
        yield {
          node,
          message: say`A volume "${name}" stands above already, so the API server refuses the pod. Rename one of them.`,
        };
      } else if (claimed.has(name)) {
        const message = say`Volume "${name}" is ignored: \`volumeClaimTemplates\` has one of the same name, which mounts lead to.`;
        yield { node, severity: 'warning', message };
      }
      seen.add(name);
    }
  },
};
