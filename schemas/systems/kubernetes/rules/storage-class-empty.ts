import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** An empty class is not the default class. */
export const storageClassEmpty: Rule = {
  id: 'kubernetes/storage-class-empty',
  severity: 'information',
  kinds: ['PersistentVolumeClaim', 'StatefulSet'],
  help: `With \`storageClassName: ""\` nothing makes a volume for the claim: it waits for one that exists, has no class either
and is large enough. Leave the field out to get the cluster's default class, or name the volume (\`volumeName\`,
\`selector\`) if it is meant so.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  wholeOnly: true,
  *check({ resource, spec }) {
    if (resource.identity.kind === 'PersistentVolumeClaim') yield* emptyClass(spec);
    for (const claim of spec.at('volumeClaimTemplates').items()) yield* emptyClass(claim.at('spec'));
  },
};

function* emptyClass(spec: ManifestNode): Iterable<Finding> {
  const node = spec.at('storageClassName');
  if (node.value !== '' || isWritten(spec.at('volumeName')) || isWritten(spec.at('selector'))) return;
  yield {
    node,
    message: say`No volume is made for an empty class: the claim waits for one made by hand. Without the field it gets the default class.`,
    fixes: [{ title: say`Use the default class`, edits: [{ do: 'remove', node }], safe: false }],
  };
}
