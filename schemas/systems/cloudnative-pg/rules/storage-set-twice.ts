import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';
import { requestNode, storagesOf } from '../storages.ts';

/** The shorter field wins. */
export const storageSetTwice: Rule = {
  id: 'cloudnative-pg/storage-set-twice',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `\`size\` and \`storageClass\` win over what \`pvcTemplate\` says about the same, so the latter does nothing. The webhook
warns of it. Remove it, so that nobody changes the wrong one later.`,
  source: webhook('cluster', 2697),
  *check({ spec }) {
    for (const storage of storagesOf(spec)) {
      yield* ignored(storage.at('size'), requestNode(storage));
      yield* ignored(storage.at('storageClass'), storage.at('pvcTemplate', 'storageClassName'));
    }
  },
};

function* ignored(winner: ManifestNode, loser: ManifestNode) {
  if (!isWritten(winner) || winner.value === '' || !isWritten(loser)) return;
  const field = String(winner.path.at(-1));
  yield {
    node: loser,
    mark: 'entry' as const,
    message: say`Nothing reads this, because \`${field}\` wins over it: remove it.`,
    fixes: [{ title: say`Remove it`, edits: [{ do: 'remove' as const, node: loser }] }],
    related: [{ node: winner, message: say`This one counts.` }],
  };
}
