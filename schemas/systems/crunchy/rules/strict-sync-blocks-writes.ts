import type { Rule } from '../../../contract/index.ts';
import { isTrue, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A commit that waits for replicas that do not exist. */
export const strictSyncBlocksWrites: Rule = {
  id: 'crunchy/strict-sync-blocks-writes',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `With \`synchronous_mode_strict\` a commit waits until a replica has it (or as many as \`synchronous_node_count\` says). If
the cluster has no more instances than that, the wait has no end: the database can be read but not written. Add replicas, or
use \`synchronous_mode\` alone.`,
  source: 'https://patroni.readthedocs.io/en/latest/replication_modes.html#synchronous-mode',
  wholeOnly: true,
  *check({ spec }) {
    const configuration = spec.at('patroni', 'dynamicConfiguration');
    const node = configuration.at('synchronous_mode_strict');
    const sets = spec.at('instances').items();
    const replicas = sets.map((set) => {
      const node = set.at('replicas');
      return set.kind === 'map' && node.kind === 'missing' ? 1 : numberOf(node);
    });
    if (!isTrue(node) || !isTrue(configuration.at('synchronous_mode')) || replicas.includes(undefined)) return;
    const instances = replicas.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    const needed = numberOf(configuration.at('synchronous_node_count')) ?? 1;
    if (instances === 0 || instances > needed) return;
    yield {
      node,
      mark: 'key',
      message: say`Writes wait for ever: a commit needs ${needed} of the replicas, and the primary has ${instances - 1}. Add replicas.`,
    };
  },
};
