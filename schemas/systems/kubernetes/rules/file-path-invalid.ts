import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf, workloadKinds } from '../workloads.ts';

/** Files of a volume stay inside it. */
export const filePathInvalid: Rule = {
  id: 'kubernetes/file-path-invalid',
  severity: 'error',
  kinds: workloadKinds,
  help: `The \`path\` of a file in a volume counts from where the volume is mounted: it is relative and has no \`..\` in it. The
API server refuses others. Where the volume is to be found stands in \`mountPath\` of the container.`,
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/#KeyToPath',
  *check({ resource }) {
    for (const volume of podTemplateOf(resource)?.spec.at('volumes').items() ?? []) {
      for (const item of filesOf(volume)) {
        const node = item.at('path');
        const path = knownName(node);
        if (path === undefined) continue;
        const relative = path.replace(/^\/+/, '');
        if (path.startsWith('/')) {
          yield {
            node,
            message: say`Path "${path}" begins with "/", and the API server refuses that: it counts from the mount.`,
            fixes:
              relative === '' || relative.startsWith('..')
                ? []
                : [{ title: say`Write "${relative}"`, edits: [{ do: 'set', node, value: relative }], safe: false }],
          };
        } else if (path.startsWith('..') || path.split('/').includes('..')) {
          yield { node, message: say`Path "${path}" leaves the volume, so the API server refuses it.` };
        }
      }
    }
  },
};

function filesOf(volume: ManifestNode): ManifestNode[] {
  const sources = [volume, ...volume.at('projected', 'sources').items()];
  return sources.flatMap((source) =>
    ['secret', 'configMap', 'downwardAPI'].flatMap((kind) => source.at(kind, 'items').items()),
  );
}
