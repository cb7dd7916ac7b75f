import type { Rule } from '../../../contract/index.ts';
import { isFalse, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** `enableConnectionPooler: false` outweighs the section that would switch the pooler on. */
export const poolerSectionIgnored: Rule = {
  id: 'zalando/pooler-section-ignored',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The section \`connectionPooler\` alone switches the pooler on. With \`enableConnectionPooler: false\` there
is none all the same, and the section has no effect. Remove one of the two.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/connection_pooler.go#L68',
  *check({ spec }) {
    const node = spec.at('connectionPooler');
    const enable = spec.at('enableConnectionPooler');
    const replica = spec.at('enableReplicaConnectionPooler');
    if (node.kind !== 'map' || !isFalse(enable) || (isWritten(replica) && !isFalse(replica))) return;
    yield {
      node,
      mark: 'key',
      message: say`\`connectionPooler\` has no effect: \`enableConnectionPooler\` is false.`,
      fixes: [
        { title: say`Switch the connection pooler on`, edits: [{ do: 'set', node: enable, value: true }], safe: false },
        { title: say`Remove \`connectionPooler\``, edits: [{ do: 'remove', node }], safe: false },
      ],
      related: [{ node: enable, message: say`The pooler is switched off here.` }],
    };
  },
};
