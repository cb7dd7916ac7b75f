import type { Rule } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** One way to be several. */
export const highAvailabilityConflict: Rule = {
  id: 'mariadb/high-availability-conflict',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `Servers are kept together by replication or by Galera. The webhook refuses both at once. Switch one of them off.`,
  source: webhook('mariadb', 93),
  *check({ spec }) {
    const enabled = ['replication', 'galera'].map((kind) => spec.at(kind, 'enabled')).filter(isTrue);
    const [replication, galera] = enabled;
    if (!replication || !galera) return;
    yield {
      node: galera,
      message: say`Replication and Galera are both on, and the webhook refuses that: keep one.`,
      fixes: [
        { title: say`Remove \`galera\``, edits: [{ do: 'remove', node: spec.at('galera') }], safe: false },
        { title: say`Remove \`replication\``, edits: [{ do: 'remove', node: spec.at('replication') }], safe: false },
      ],
    };
  },
};
