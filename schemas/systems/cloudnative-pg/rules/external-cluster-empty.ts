import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** An entry says how to get at the data. */
export const externalClusterEmpty: Rule = {
  id: 'cloudnative-pg/external-cluster-empty',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `An entry of \`externalClusters\` is a server to connect to (\`connectionParameters\`) or an archive to read (\`plugin\`,
\`barmanObjectStore\`). The webhook refuses one that is neither, also when nothing refers to it. Say how to get at it, or
remove the entry.`,
  source: webhook('cluster', 1957),
  *check({ spec }) {
    for (const entry of spec.at('externalClusters').items()) {
      const ways = ['connectionParameters', 'plugin', 'barmanObjectStore'].map((key) => entry.at(key));
      if (entry.kind !== 'map' || ways.some((way) => isWritten(way) || isPlaceholder(way))) continue;
      const value = { host: 'origin.example.com', user: 'streaming_replica', dbname: 'postgres' };
      yield {
        node: isWritten(entry.at('name')) ? entry.at('name') : entry,
        message: say`This entry says neither how to connect nor where an archive is, so the webhook refuses the cluster: add \`connectionParameters\`, \`plugin\` or \`barmanObjectStore\`.`,
        fixes: [
          {
            title: say`Add \`connectionParameters\``,
            edits: [{ do: 'set', node: entry.at('connectionParameters'), value }],
            safe: false,
          },
        ],
      };
    }
  },
};
