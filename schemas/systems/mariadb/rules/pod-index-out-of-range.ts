import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Pods are counted from 0. */
export const podIndexOutOfRange: Rule = {
  id: 'mariadb/pod-index-out-of-range',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `\`primary.podIndex\` is the number of a pod, counted from 0: with three servers 0, 1 or 2. The webhook refuses any other.`,
  source: webhook('mariadb', 124),
  *check({ spec }) {
    const count = isWritten(spec.at('replicas')) ? numberOf(spec.at('replicas')) : 1;
    for (const kind of ['replication', 'galera']) {
      const node = spec.at(kind, 'primary', 'podIndex');
      const index = numberOf(node);
      if (!isTrue(spec.at(kind, 'enabled')) || index === undefined || count === undefined || count < 2) continue;
      if (index >= 0 && index < count) continue;
      yield {
        node,
        message: say`There is no pod ${index}, and the webhook refuses it: ${count} servers are numbered from 0 to ${count - 1}.`,
        fixes: [{ title: say`Write 0`, edits: [{ do: 'set', node, value: 0 }], safe: false }],
      };
    }
  },
};
