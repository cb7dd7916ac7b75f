import type { Rule } from '../../../contract/index.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

const label = 'app.kubernetes.io/instance';

/** The label by which the operator finds what belongs to a cluster. */
export const instanceLabelChanged: Rule = {
  id: 'tidb/instance-label-changed',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `The label \`${label}\` of the resource, if it has one, takes the place of its name in the labels of everything that
is made for it. With another value than before the operator no longer finds its own pods, and cannot change the StatefulSets,
whose selectors are fixed. The admission webhook, where it is switched on, refuses that. Restore the label.`,
  source: validation(576),
  *check({ root, resource, previous }) {
    if (previous === undefined) return;
    const node = root.at('metadata', 'labels', label);
    const nameOf = (value: string | undefined, name: string) => value ?? name;
    const was = previous.root.at('metadata', 'labels', label);
    const before = nameOf(textOf(was), previous.identity.name);
    const isUnknown = [node, was].some(isHidden) || (node.kind === 'scalar' && textOf(node) === undefined);
    const now = nameOf(textOf(node), resource.identity.name);
    if (isUnknown || before === now || before === '' || now === '') return;
    yield {
      node,
      message: say`This label was "${before}" when last committed, and what runs is found by it: restore it.`,
      fixes: [{ title: say`Restore "${before}"`, edits: [{ do: 'set', node, value: before }], safe: false }],
    };
  },
};
