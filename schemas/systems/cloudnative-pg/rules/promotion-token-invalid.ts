import type { Rule, Said } from '../../../contract/index.ts';
import { base64Problem } from '../../../vocabulary/base64.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isReplica } from '../naming.ts';
import { webhook } from '../sources.ts';

/** The token says where the old primary has stopped. */
export const promotionTokenInvalid: Rule = {
  id: 'cloudnative-pg/promotion-token-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The token is in the status of the cluster that has stepped down (\`status.demotionToken\`), and belongs to the one that takes
over, together with the new \`primary\`. The webhook refuses it where the cluster still follows, beside \`minApplyDelay\`, and when
it is no text in base64 with JSON in it. Copy it whole.`,
  source: webhook('cluster', 2062),
  since: '1.24',
  *check({ spec, resource }) {
    const replica = spec.at('replica');
    const node = replica.at('promotionToken');
    const token = textOf(node);
    if (!token || isFilledInLater(token)) return;
    const message = problemOf(token, isWritten(replica.at('minApplyDelay')), isReplica(spec, resource.identity.name));
    if (message) yield { node, mark: 'key', message };
  },
};

function problemOf(token: string, isDelayed: boolean, follows: boolean): Said | undefined {
  if (isDelayed)
    return say`\`promotionToken\` beside \`minApplyDelay\` is refused: remove the delay, so that the cluster can catch up.`;
  if (follows)
    return say`\`promotionToken\` is for the cluster that takes over, and this one still follows, so it is refused: change \`primary\` with it.`;
  return isToken(token)
    ? undefined
    : say`\`promotionToken\` is no token, so it is refused: copy \`status.demotionToken\` of the cluster that has stepped down, whole.`;
}

/** Base64 of an object in JSON, which begins with a bracket. pkg/utils/parser.go (ParsePgControldataToken) */
function isToken(token: string): boolean {
  return /^e[wy]/.test(token) && base64Problem(token) === undefined;
}
