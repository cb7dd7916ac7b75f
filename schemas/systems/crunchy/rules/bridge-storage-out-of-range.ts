import type { Rule } from '../../../contract/index.ts';
import { bytesOf, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';

/** What the service sells. */
export const bridgeStorageOutOfRange: Rule = {
  id: 'crunchy/bridge-storage-out-of-range',
  severity: 'warning',
  kinds: ['CrunchyBridgeCluster'],
  help: `Crunchy Bridge sells storage from 10 to 65535 GB. The API server takes any amount, and the service then refuses the
cluster. Write an amount such as \`100G\`.`,
  source: 'https://docs.crunchybridge.com/concepts/plans-pricing',
  *check({ spec }) {
    const node = spec.at('storage');
    const amount = quantityOf(node.value);
    if (amount === undefined) return;
    const gigabytes = bytesOf(amount) / 1_000_000_000n;
    if (gigabytes >= 10n && gigabytes <= 70_368n) return;
    yield { node, message: say`Crunchy Bridge refuses this amount: write 10G to 65535G.` };
  },
};
