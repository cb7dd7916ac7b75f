import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Two ways to get the first data, of which nobody chooses one. */
export const cloneAndStandby: Rule = {
  id: 'zalando/clone-and-standby',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`clone\` copies another cluster once, then goes its own way; \`standby\` follows another cluster and stays read-only. With
both, the operator sets the environment variables of both, and the pods make of it what they will. Keep \`clone\` for a copy to
write to, \`standby\` for a replica of the whole cluster.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1050',
  *check({ spec }) {
    const clone = spec.at('clone');
    const standby = spec.at('standby');
    const source = clone.at('cluster');
    // A clone of nothing is no clone to the operator.
    if (!isWritten(standby) || (!textOf(source) && !isPlaceholder(source) && !isPlaceholder(clone))) return;
    yield {
      node: standby,
      mark: 'key',
      message: say`\`standby\` and \`clone\` together leave open how the cluster gets its data: keep one of them.`,
      related: [{ node: clone, message: say`\`clone\` stands here.` }],
      fixes: [
        { title: say`Remove \`clone\``, edits: [{ do: 'remove', node: clone }], safe: false },
        { title: say`Remove \`standby\``, edits: [{ do: 'remove', node: standby }], safe: false },
      ],
    };
  },
};
