import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf, workloadKinds } from '../workloads.ts';

/** Two sources of one projected volume write the same file. */
export const projectedPathTaken: Rule = {
  id: 'kubernetes/projected-path-taken',
  severity: 'error',
  kinds: workloadKinds,
  help: `A projected volume puts files of several sources into one folder, so each \`path\` can be used once: the API server
refuses the second (\`conflicting duplicate paths\`). Give one of them another \`path\`.`,
  source: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
  *check({ resource }) {
    for (const volume of podTemplateOf(resource)?.spec.at('volumes').items() ?? []) {
      const seen = new Set<string>();
      for (const source of volume.at('projected', 'sources').items()) {
        const items = ['secret', 'configMap', 'downwardAPI'].flatMap((kind) => source.at(kind, 'items').items());
        for (const item of [...items, source.at('serviceAccountToken')]) {
          const node = item.at('path');
          const path = knownName(node);
          if (path === undefined) continue;
          if (seen.has(path))
            yield {
              node,
              message: say`The volume has a file "${path}" from above already, so the API server refuses the pod.`,
            };
          seen.add(path);
        }
      }
    }
  },
};
