import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** A mount path that Kubernetes reads in another way than it looks. */
export const mountPathUnusual: Rule = {
  id: 'kubernetes/mount-path-unusual',
  severity: 'information',
  kinds: workloadKinds,
  help: `A path that does not begin with \`/\` counts from the root of the container, not from its working directory. A path
with a colon in it is against the rules of the API, although it is not checked, and some runtimes do not mount it. Write an
absolute path without a colon.`,
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container',
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    for (const container of containersOf(template.spec)) {
      for (const mount of container.at('volumeMounts').items()) {
        const node = mount.at('mountPath');
        const path = knownName(node);
        // Drives and pipes of Windows are written with a colon or backslashes.
        if (path === undefined || /^[A-Za-z]:|\\|^</.test(path)) continue;
        if (path.includes(':')) {
          yield { node, message: say`A mount path must not have ":" in it: some runtimes do not mount "${path}".` };
        } else if (!path.startsWith('/')) {
          yield {
            node,
            message: say`Mount path "${path}" is taken for "/${path}": it does not count from the working directory.`,
            fixes: [{ title: say`Write "/${path}"`, edits: [{ do: 'set', node, value: `/${path}` }] }],
          };
        }
      }
    }
  },
};
