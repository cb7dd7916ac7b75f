import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Volumes only grow. */
export const storageShrunk: Rule = {
  id: 'mariadb/storage-shrunk',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `Kubernetes cannot make a volume smaller, and the webhook refuses a \`storage.size\` below what it was. Restore the size. For smaller
volumes make a new MariaDB from a backup of this one.`,
  source: webhook('mariadb', 252),
  *check({ spec, previous }) {
    const node = spec.at('storage', 'size');
    const was = previous?.root.at('spec', 'storage', 'size').value;
    const [old, now] = [quantityOf(was), quantityOf(node.value)];
    if (!old || !now || compareQuantities(now, old) >= 0) return;
    const value = typeof was === 'number' ? was : String(was);
    yield {
      node,
      message: say`This was "${String(value)}" when last committed: volumes cannot shrink, and the webhook refuses it.`,
      fixes: [{ title: say`Restore "${String(value)}"`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
