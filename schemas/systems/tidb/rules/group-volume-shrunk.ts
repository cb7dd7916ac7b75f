import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { groupKinds, instanceOf } from '../groups.ts';
import { v2Code } from '../sources.ts';

/** A policy of the chart, beside the definitions. */
export const groupVolumeShrunk: Rule = {
  id: 'tidb/group-volume-shrunk',
  severity: 'error',
  kinds: groupKinds,
  help: `Volumes cannot become smaller, and the chart of the second operator brings a policy that refuses the change of a group. Restore the size. For smaller
volumes make another group, let the data move there, and take the old one away.`,
  source: v2Code('charts/tidb-operator/templates/webhook.yaml', 70),
  *check({ resource, previous }) {
    const before = previous ? (instanceOf(previous)?.at('volumes').items() ?? []) : [];
    for (const volume of instanceOf(resource)?.at('volumes').items() ?? []) {
      const old = before.find((each) => each.at('name').value === volume.at('name').value)?.at('storage');
      const node = volume.at('storage');
      const [is, was] = [quantityOf(node.value), quantityOf(old?.value)];
      if (!is || !was || compareQuantities(is, was) >= 0) continue;
      const value = typeof old?.value === 'number' ? old.value : String(old?.value);
      yield {
        node,
        message: say`The volume had "${value}" when last committed, and volumes cannot shrink: the change is refused. Restore it.`,
        fixes: [{ title: say`Restore "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};
