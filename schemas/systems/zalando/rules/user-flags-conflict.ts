import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A flag together with its opposite stops the whole cluster. */
export const userFlagsConflict: Rule = {
  id: 'zalando/user-flags-conflict',
  severity: 'error',
  kinds: ['postgresql'],
  help: `A user cannot have a flag and its opposite, such as \`login\` and \`nologin\`; capital letters make no difference. The
operator checks the flags of all users first: a new cluster with such a pair gets neither Secrets nor pods, and a running
one no longer gets changes to users and databases. Keep the one that is meant. Without \`nologin\` a user can always log in.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/util.go#L124',
  *check({ spec }) {
    for (const [user, flags] of spec.at('users').entries()) {
      const seen = new Map<string, [text: string, node: ManifestNode]>();
      for (const [text, node] of textItems(flags)) {
        const flag = text.toUpperCase();
        const opposite = seen.get(flag.startsWith('NO') ? flag.slice(2) : `NO${flag}`);
        if (!seen.has(flag)) seen.set(flag, [text, node]);
        if (!opposite) continue;
        const [otherText, other] = opposite;
        yield {
          node,
          message: say`User "${user}" has both "${otherText}" and "${text}", which stops the operator before it creates any user, Secret or pod.`,
          related: [{ node: other, message: say`"${otherText}" stands here.` }],
          fixes: [
            { title: say`Remove "${text}"`, edits: [{ do: 'remove', node }], safe: false },
            { title: say`Remove "${otherText}"`, edits: [{ do: 'remove', node: other }], safe: false },
          ],
        };
      }
    }
  },
};
