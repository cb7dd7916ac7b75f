import type { Rule } from '../../../contract/index.ts';
import { base64Problem, decodesToText } from '../../../vocabulary/base64.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Plain text that happens to be base64 as well. Nothing of a value is shown. */
export const secretIsNoText: Rule = {
  id: 'kubernetes/secret-is-no-text',
  severity: 'warning',
  kinds: ['Secret'],
  help: `Every value under \`data\` is decoded, and some plain texts are valid base64 by chance: eight letters and digits are enough. What
comes out of this one is no text, so the user, password or host that an application reads is rubbish, and it cannot log in. Move the plain
text to \`stringData\`, which the API server encodes.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
  *check({ root }) {
    for (const [key, node] of root.at('data').entries()) {
      const text = textOf(node);
      if (!text || text.length > 256 || text.includes('${') || !isTextKey(key)) continue;
      if (base64Problem(text) !== undefined || decodesToText(text)) continue;
      const target = root.at('stringData', key);
      const isFree = !isWritten(target) && (!isWritten(root.at('stringData')) || root.at('stringData').kind === 'map');
      yield {
        node,
        message: say`\`${key}\` decodes to something that is no text: it was most likely written without base64, and belongs under \`stringData\`.`,
        fixes: isFree
          ? [
              {
                title: say`Move \`${key}\` to \`stringData\``,
                edits: [{ do: 'move', node, to: root.at('stringData'), key }],
                safe: false,
              },
            ]
          : [],
      };
    }
  },
};

/** Keys whose values are read as text; others may hold anything. */
function isTextKey(key: string): boolean {
  return /(?:^|[-_.])(?:user(?:name)?|password|passwd|host(?:name)?|port|database|db(?:name)?|uri|url)$/i.test(key);
}
