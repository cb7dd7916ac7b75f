import type { Rule } from '../../../contract/index.ts';
import { base64Problem } from '../../../vocabulary/base64.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** What a manual leaves to fill in. */
export const secretValueUnfilled: Rule = {
  id: 'kubernetes/secret-value-unfilled',
  severity: 'information',
  kinds: ['Secret'],
  help: `A value in angle brackets, such as \`<password>\`, is a place that a manual leaves to fill in. Under \`data\` the API server refuses it, for
it is no base64; under \`stringData\` it becomes the value. Fill it in before the Secret is applied, or leave the Secret to a tool
that does.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
  *check({ root }) {
    for (const field of ['data', 'stringData']) {
      for (const [key, node] of root.at(field).entries()) {
        const text = textOf(node)?.trim() ?? '';
        if (!/^<[^<>]*>$/.test(text) || (field === 'data' && base64Problem(text) === undefined)) continue;
        yield {
          node,
          message:
            field === 'data'
              ? say`\`${key}\` is still to be filled in: the API server refuses the Secret as it is.`
              : say`\`${key}\` is still to be filled in: applied as it is, the brackets are the value.`,
        };
      }
    }
  },
};
