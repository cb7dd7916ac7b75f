import type { Rule } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isStatic } from '../staticVolumes.ts';

/** Nobody makes a volume larger that somebody made by hand. */
export const staticClassExpansion: Rule = {
  id: 'kubernetes/static-class-expansion',
  severity: 'information',
  kinds: ['StorageClass'],
  help: `With \`allowVolumeExpansion\` a claim may ask for more than it has, and whoever makes the volumes makes them larger. Class
\`kubernetes.io/no-provisioner\` has nobody who does: the claim waits for its new size for ever. Leave it out.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  *check({ root }) {
    const node = root.at('allowVolumeExpansion');
    if (!isStatic(root) || !isTrue(node)) return;
    yield {
      node,
      mark: 'entry',
      message: say`No volume grows: with \`kubernetes.io/no-provisioner\` there is nobody who makes it larger.`,
      fixes: [{ title: say`Remove \`allowVolumeExpansion\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
