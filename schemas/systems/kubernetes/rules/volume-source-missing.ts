import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenSources } from '../writtenSources.ts';

/** A PersistentVolume says where the data is. */
export const volumeSourceMissing: Rule = {
  id: 'kubernetes/volume-source-missing',
  severity: 'error',
  kinds: ['PersistentVolume'],
  help: `A PersistentVolume has exactly one field that says where its data is: \`local\`, \`csi\`, \`nfs\`, \`hostPath\` and so
on. Without one the API server refuses it (\`must specify a volume type\`). For data on a disk of one node, that is
\`local\` with \`nodeAffinity\`.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes',
  wholeOnly: true,
  *check({ spec }) {
    if (spec.kind !== 'map' || writtenSources(spec)?.length !== 0) return;
    yield {
      node: spec,
      mark: 'key',
      message: say`\`spec\` does not say where the data is, so the API server refuses the volume: add \`local\`, \`csi\`, \`nfs\` or another source.`,
    };
  },
};
