import type { Rule } from '../../../contract/index.ts';
import { base64Problem } from '../../../vocabulary/base64.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Values under `data` are base64. Nothing of a value is shown. */
export const secretNotBase64: Rule = {
  id: 'kubernetes/secret-not-base64',
  severity: 'error',
  kinds: ['Secret'],
  help: `The API server decodes every value under \`data\` and refuses the Secret if one is no base64 (\`illegal base64
data\`). Plain text belongs under \`stringData\`, which the API server encodes. A length that is no multiple of four means
that the end is missing, usually \`=\`.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
  *check({ root }) {
    for (const [key, node] of root.at('data').entries()) {
      const text = textOf(node);
      // Nobody takes <password> or *** for a value.
      if (!text || /^(?:<[^]*>|[.*]+)$/.test(text.trim()) || base64Problem(text) === undefined) continue;
      const target = root.at('stringData', key);
      yield {
        node,
        message: say`\`${key}\` is no base64, so the API server refuses the Secret: plain text belongs under \`stringData\`.`,
        fixes:
          isWritten(target) || (isWritten(root.at('stringData')) && root.at('stringData').kind !== 'map')
            ? []
            : [
                {
                  title: say`Move \`${key}\` to \`stringData\``,
                  edits: [{ do: 'move', node, to: root.at('stringData'), key }],
                  safe: false,
                },
              ],
      };
    }
  },
};
