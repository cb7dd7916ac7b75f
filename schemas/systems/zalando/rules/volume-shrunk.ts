import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';

/** Volumes only grow. */
export const volumeShrunk: Rule = {
  id: 'zalando/volume-shrunk',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Kubernetes cannot make a volume smaller. The operator leaves the volumes as they are and only writes a line
into its log, so that the manifest no longer says what is there. Restore the size, or move the data to a new cluster
with a smaller volume (\`clone\`).`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/volumes.go#L193',
  *check({ spec, previous }) {
    const node = spec.at('volume', 'size');
    const before = previous && textOf(previous.root.at('spec', 'volume', 'size'));
    const was = quantityOf(before);
    const is = quantityOf(textOf(node));
    if (before === undefined || !was || !is || compareQuantities(is, was) >= 0) return;
    yield {
      node,
      message: say`\`volume.size\` was "${before}" when last committed: volumes cannot shrink, so the change is ignored.`,
      fixes: [{ title: say`Restore "${before}"`, edits: [{ do: 'set', node, value: before }], safe: false }],
    };
  },
};
