import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { compareQuantities, type Quantity } from '../../../vocabulary/quantity.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { postgresSize } from '../postgresValues.ts';
import { webhook } from '../sources.ts';
import { sizeNode, sizeOf } from '../storages.ts';

/** min < max < volume. */
export const walSizeOrder: Rule = {
  id: 'cloudnative-pg/wal-size-order',
  severity: 'error',
  kinds: ['Cluster'],
  help: `\`min_wal_size\` (80MB if left out) has to be below \`max_wal_size\` (1GB if left out), and each that is written below the
size of \`walStorage\`. The webhook refuses anything else, and sizes that it cannot read. So \`min_wal_size: 2GB\` alone is refused:
raise \`max_wal_size\` with it. A number without a unit counts as megabytes.`,
  source: webhook('cluster', 1229),
  *check({ spec }) {
    const parameters = spec.at('postgresql', 'parameters');
    const [low, high] = [parameters.at('min_wal_size'), parameters.at('max_wal_size')];
    if (isPlaceholder(low) || isPlaceholder(high)) return;
    const [min, max] = [sizeOr(low, usual.low), sizeOr(high, usual.high)];
    for (const [node, size] of [
      [low, min],
      [high, max],
    ] as const) {
      const text = textOf(node) ?? '';
      if (size === undefined)
        yield {
          node,
          message: say`"${text}" is no size that the operator can read, so it is refused: write it like "1GB".`,
        };
    }
    if (min && max && compareQuantities(min, max) >= 0) {
      const node = textOf(low) ? low : high;
      const [lowText, highText] = [textOf(low) || usual.low, textOf(high) || usual.high];
      yield {
        node,
        message: say`\`min_wal_size\` (${lowText}) has to be below \`max_wal_size\` (${highText}), or the webhook refuses the cluster.`,
      };
    }
    const volume = sizeOf(spec.at('walStorage'));
    if (!volume) return;
    for (const [node, size] of [
      [low, min],
      [high, max],
    ] as const) {
      if (!textOf(node) || !size || compareQuantities(size, volume) < 0) continue;
      const name = String(node.path.at(-1));
      yield {
        node,
        message: say`\`${name}\` has to be below the size of \`walStorage\` (${String(sizeNode(spec.at('walStorage')).value)}), or the webhook refuses the cluster.`,
      };
    }
  },
};

/** What PostgreSQL has where nothing is written. */
const usual = { low: '80MB', high: '1GB' };

/** Empty counts as left out. */
function sizeOr(node: ManifestNode, otherwise: string): Quantity | undefined {
  return postgresSize(textOf(node) || otherwise);
}
