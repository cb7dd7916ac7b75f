import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** Volumes that are there keep their class. */
export const storageClassChanged: Rule = {
  id: 'cloudnative-pg/storage-class-changed',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `The class of a volume is chosen when it is made. A change is accepted, and only instances that are made later get the new
class: then one cluster has disks of two kinds, and a slow one may become primary. Replace the instances one by one, as the
manual says, or restore the class.`,
  source: manual('storage/#re-creating-storage'),
  *check({ spec, previous }) {
    if (!previous) return;
    const before = previous.root.at('spec');
    for (const section of ['storage', 'walStorage']) {
      yield* changed(spec.at(section, 'storageClass'), before.at(section, 'storageClass'));
    }
  },
};

function* changed(node: ManifestNode, old: ManifestNode) {
  const [is, was] = [textOf(node), textOf(old)];
  if (!is || !was || is === was) return;
  yield {
    node,
    message: say`The class was "${was}" when last committed: volumes that are there keep it, only later instances get "${is}". Replace the instances one by one, or restore it.`,
    fixes: [{ title: say`Restore "${was}"`, edits: [{ do: 'set' as const, node, value: was }], safe: false as const }],
  };
}
