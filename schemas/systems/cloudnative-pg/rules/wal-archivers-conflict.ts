import type { Fix, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isArchiver } from '../objectStores.ts';
import { webhook } from '../sources.ts';

/** WAL goes to one place. */
export const walArchiversConflict: Rule = {
  id: 'cloudnative-pg/wal-archivers-conflict',
  severity: 'error',
  kinds: ['Cluster'],
  help: `WAL is archived by one program: one plugin with \`isWALArchiver: true\`, or the built-in \`backup.barmanObjectStore\`. The
webhook refuses two of them; a plugin with \`enabled: false\` does not count. Keep one. When moving to the plugin, remove the
built-in store in the same change.`,
  source: webhook('cluster', 2903),
  since: '1.24',
  *check({ spec }) {
    const archivers = spec.at('plugins').items().filter(isArchiver);
    const builtIn = spec.at('backup', 'barmanObjectStore');
    const [first, ...others] = archivers;
    const stop = (node: (typeof archivers)[number]): Fix => ({
      title: say`Archive with the other one`,
      edits: [{ do: 'set', node: node.at('isWALArchiver'), value: false }],
      safe: false,
    });
    for (const node of others) {
      yield {
        node: node.at('isWALArchiver'),
        mark: 'entry',
        message: say`Two plugins would archive WAL, so the webhook refuses the cluster: leave it to one.`,
        fixes: [stop(node)],
        related: first ? [{ node: first.at('isWALArchiver'), message: say`The other one.` }] : [],
      };
    }
    if (!first || !isWritten(builtIn)) return;
    const remove: Fix = {
      title: say`Remove \`barmanObjectStore\``,
      edits: [{ do: 'remove', node: builtIn }],
      safe: false,
    };
    yield {
      node: first.at('isWALArchiver'),
      mark: 'entry',
      message: say`The built-in \`backup.barmanObjectStore\` archives WAL already, so the webhook refuses the cluster: leave it to one.`,
      fixes: [remove, stop(first)],
      related: [{ node: builtIn, message: say`The built-in one.` }],
    };
  },
};
