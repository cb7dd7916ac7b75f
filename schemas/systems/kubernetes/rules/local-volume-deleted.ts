import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';

/** Kubernetes itself cannot delete a local volume. */
export const localVolumeDeleted: Rule = {
  id: 'kubernetes/local-volume-deleted',
  severity: 'information',
  kinds: ['PersistentVolume'],
  help: `\`persistentVolumeReclaimPolicy: Delete\` asks Kubernetes to delete the data with the claim. For a \`local\` volume it
cannot: the volume ends as \`Failed\`, its data stays, and no claim can use it again. Where the provisioner for local
volumes runs, \`Delete\` works and wipes the disk. \`Retain\` says what happens without it.`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  *check({ spec }) {
    const node = spec.at('persistentVolumeReclaimPolicy');
    if (node.value !== 'Delete' || spec.at('local').kind !== 'map') return;
    yield {
      node,
      message: say`Kubernetes cannot delete a \`local\` volume: without its claim it ends as \`Failed\`, unless a provisioner for local volumes wipes it.`,
      fixes: [{ title: say`Change to "Retain"`, edits: [{ do: 'set', node, value: 'Retain' }], safe: false }],
    };
  },
};
