import type { Rule } from '../../../contract/index.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Files on the volumes belong to it. */
export const userIdChanged: Rule = {
  id: 'cloudnative-pg/user-id-changed',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `The files on the volumes belong to \`postgresUID\` and \`postgresGID\` (26 where they are left out), so the webhook refuses
another one for a cluster that exists. Restore it. An image that needs another id takes a new cluster.`,
  source: webhook('cluster', 2030),
  *check({ spec, previous }) {
    if (!previous || spec.kind !== 'map') return;
    for (const field of ['postgresUID', 'postgresGID']) {
      const [node, old] = [spec.at(field), previous.root.at('spec', field)];
      const [is, was] = [node, old].map((each) => (isWritten(each) ? numberOf(each) : usual));
      if (is === undefined || was === undefined || is === was) continue;
      yield {
        node: isWritten(node) ? node : spec,
        mark: isWritten(node) ? 'value' : 'key',
        message: say`\`${field}\` was ${was} when last committed, and cannot change: the webhook refuses it. Restore it.`,
        fixes: [{ title: say`Restore ${was}`, edits: [{ do: 'set', node, value: was }], safe: false }],
      };
    }
  },
};

const usual = 26;
