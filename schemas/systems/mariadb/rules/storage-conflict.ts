import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenOf } from '../choices.ts';
import { isCluster } from '../naming.ts';
import { types } from '../sources.ts';

/** What of the volumes contradicts itself. */
export const storageConflict: Rule = {
  id: 'mariadb/storage-conflict',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `\`storage.ephemeral: true\` stands alone, on a single server: with replication or Galera, \`size\` or a template the webhook
refuses it. It also refuses a \`size\` of nothing, and one below that of the template.`,
  source: types('mariadb', 106),
  *check({ spec }) {
    const storage = spec.at('storage');
    const ephemeral = storage.at('ephemeral');
    const remove = [{ title: say`Remove \`ephemeral\``, edits: [{ do: 'remove' as const, node: ephemeral }] }];
    if (isTrue(ephemeral)) {
      const [other] = writtenOf(storage, ['size', 'volumeClaimTemplate']);
      if (isCluster(spec))
        yield {
          node: ephemeral,
          message: say`Data that are gone with the pod are for a single server: the webhook refuses them here. Give volumes a size.`,
        };
      else if (other)
        yield {
          node: ephemeral,
          message: say`Either the data are gone with the pod, or there is a volume: the webhook refuses both. Remove one.`,
          fixes: remove,
        };
      return;
    }
    const size = storage.at('size');
    const wanted = quantityOf(size.value);
    const template = quantityOf(storage.at('volumeClaimTemplate', 'resources', 'requests', 'storage').value);
    if (!wanted) return;
    if (wanted.nanos === 0n)
      yield { node: size, message: say`A volume of nothing is refused by the webhook: write "10Gi".` };
    else if (template && compareQuantities(wanted, template) < 0)
      yield {
        node: size,
        message: say`The template asks for more, and the webhook refuses less: raise \`size\`, or take it out.`,
      };
  },
};
