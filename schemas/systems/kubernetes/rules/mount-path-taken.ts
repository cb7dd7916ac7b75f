import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** One mount per path in a container; `subPath` makes no difference. */
export const mountPathTaken: Rule = {
  id: 'kubernetes/mount-path-taken',
  severity: 'error',
  kinds: workloadKinds,
  help: `A container can have one mount at a path, whatever \`subPath\` says: the API server refuses the second (\`must be
unique\`). Two files for one folder are mounted as \`/folder/file\` with a \`subPath\` each, or come together in a
\`projected\` volume. Paths that differ only in a slash at the end pass the check, and one mount hides the other.`,
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container',
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    for (const container of containersOf(template.spec)) {
      const seen = new Map<string, string>();
      for (const mount of container.at('volumeMounts').items()) {
        const node = mount.at('mountPath');
        const path = knownName(node);
        if (path === undefined) continue;
        const clean = path.replace(/(?<=[^/])\/+$/, '');
        const other = seen.get(clean);
        if (other === path) {
          yield {
            node,
            message: say`Something is mounted at "${path}" already, so the API server refuses the pod: mount this elsewhere.`,
          };
        } else if (other !== undefined) {
          const message = say`Hides what is mounted at "${other}", which is the same folder: mount this elsewhere.`;
          yield { node, severity: 'warning', message };
        } else seen.set(clean, path);
      }
    }
  },
};
