import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';

/** What is mounted lies inside the volume. */
export const subPathInvalid: Rule = {
  id: 'zalando/sub-path-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `\`subPath\` is a folder or file of the volume, counted from its root: it does not begin with \`/\` and has no \`..\` in it.
The API server takes any text in a cluster, and refuses the StatefulSet with it: no pods are created.`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  *check({ spec }) {
    const volumes: readonly ManifestNode[] = [spec.at('volume'), ...spec.at('additionalVolumes').items()];
    for (const volume of volumes) {
      const node = volume.at('subPath');
      const path = knownName(node);
      if (path === undefined) continue;
      const relative = path.replace(/^\/+/, '');
      const leaves = path.split('/').includes('..');
      if (!leaves && relative === path) continue;
      yield {
        node,
        message: leaves
          ? say`\`subPath\` "${path}" leaves the volume: the pods are not created.`
          : say`\`subPath\` "${path}" begins with "/", but counts from the root of the volume: the pods are not created.`,
        fixes:
          leaves || relative === ''
            ? []
            : [{ title: say`Write "${relative}"`, edits: [{ do: 'set', node, value: relative }], safe: false }],
      };
    }
  },
};
