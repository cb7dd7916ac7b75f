import type { Rule } from '../../../contract/index.ts';
import { quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { groupKinds, instanceOf } from '../groups.ts';
import { v2Code } from '../sources.ts';

/** A policy of the chart, beside the definitions. */
export const groupVolumeEmpty: Rule = {
  id: 'tidb/group-volume-empty',
  severity: 'error',
  kinds: groupKinds,
  help: `A volume needs a size. The chart of the second operator brings a policy that refuses a group whose volume has none, or less than none. Write one such as
\`100Gi\`.`,
  source: v2Code('charts/tidb-operator/templates/webhook.yaml', 66),
  *check({ resource }) {
    const volumes = instanceOf(resource)?.at('volumes').items() ?? [];
    for (const volume of volumes) {
      const node = volume.at('storage');
      const size = quantityOf(node.value);
      if (size === undefined || size.nanos > 0n) continue;
      yield { node, message: say`A volume of no size is refused: write one such as "100Gi".` };
    }
  },
};
