import type { Rule } from '../../../contract/index.ts';
import { isTrue, mayHoldMore, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** One thing to ask for. */
export const tlsRequirementInvalid: Rule = {
  id: 'mariadb/tls-requirement-invalid',
  severity: 'error',
  kinds: ['User'],
  help: `\`require\` asks for TLS (\`ssl\`), for a certificate that is trusted (\`x509\`), or for one of a certain issuer or subject. The webhook
refuses more than one of these three, and none. The later ones imply the earlier.`,
  source: types('user', 33),
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('require');
    if (node.kind !== 'map' || mayHoldMore(node)) return;
    const isCertain = ['issuer', 'subject'].some((field) => Boolean(textOf(node.at(field))));
    const count = [isTrue(node.at('ssl')), isTrue(node.at('x509')), isCertain].filter(Boolean).length;
    if (count === 1) return;
    yield {
      node,
      mark: 'key',
      message:
        count === 0
          ? say`It asks for nothing, and the webhook refuses that: write \`ssl: true\`, or leave it out.`
          : say`Only one of \`ssl\`, \`x509\`, and \`issuer\` or \`subject\` may be asked for: the webhook refuses more.`,
      fixes:
        count === 0
          ? [
              {
                title: say`Write \`ssl: true\``,
                edits: [{ do: 'set', node: node.at('ssl'), value: true }],
                safe: false,
              },
            ]
          : [],
    };
  },
};
