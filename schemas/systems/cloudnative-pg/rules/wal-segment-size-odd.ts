import type { Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** PostgreSQL's own rule, which the webhook knows. */
export const walSegmentSizeOdd: Rule = {
  id: 'cloudnative-pg/wal-segment-size-odd',
  severity: 'error',
  kinds: ['Cluster'],
  help: `PostgreSQL takes a power of two as the size of WAL segments: 1, 2, 4 and so on up to 1024 megabytes. The webhook
refuses anything else. It cannot change later; 16 is usual, 64 suits servers that write a lot.`,
  source: webhook('cluster', 320),
  *check({ spec }) {
    const node = spec.at('bootstrap', 'initdb', 'walSegmentSize');
    const size = numberOf(node);
    // The schema speaks about the bounds.
    if (size === undefined || !Number.isInteger(size) || size < 1 || size > 1024 || (size & (size - 1)) === 0) return;
    const above = 2 ** Math.ceil(Math.log2(size));
    yield {
      node,
      message: say`WAL segments of ${size} MB are refused: the size is a power of two, such as ${above / 2} or ${above}.`,
      fixes: [above, above / 2].map((value) => ({
        title: say`Write ${value}`,
        edits: [{ do: 'set', node, value }],
        safe: false,
      })),
    };
  },
};
