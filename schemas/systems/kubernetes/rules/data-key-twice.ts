import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';

/** One key, two values. */
export const dataKeyTwice: Rule = {
  id: 'kubernetes/data-key-twice',
  severity: 'warning',
  kinds: ['Secret', 'ConfigMap'],
  help: `In a Secret a key of \`stringData\` wins over the same key of \`data\`, whose value is then lost. In a ConfigMap a key
cannot stand under both \`data\` and \`binaryData\`: the API server refuses it. Keep one of them.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
  *check({ resource, root }) {
    const isSecret = resource.identity.kind === 'Secret';
    const other = root.at(isSecret ? 'stringData' : 'binaryData');
    for (const [key, node] of root.at('data').entries()) {
      if (other.at(key).kind === 'missing') continue;
      yield {
        node,
        mark: 'key',
        ...(isSecret ? {} : { severity: 'error' as const }),
        message: isSecret
          ? say`This value is lost: \`stringData\` has \`${key}\` too, and wins.`
          : say`\`${key}\` stands under \`binaryData\` too, so the API server refuses the ConfigMap.`,
        fixes: [{ title: say`Remove \`${key}\` from \`data\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
