import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { source } from '../sources.ts';

/** The smart part of a shutdown is a part of the whole. */
export const smartShutdownTooLong: Rule = {
  id: 'cloudnative-pg/smart-shutdown-too-long',
  severity: 'warning',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`smartShutdownTimeout\` (180 if left out) is the first part of \`stopDelay\` (1800), in which sessions may end by
themselves. When it is not less the operator ignores it, and ends sessions at once. Lower it, or raise \`stopDelay\`.`,
  source: source('pkg/management/postgres/instance.go', 626),
  since: '1.21',
  *check({ spec }) {
    const [smart, whole] = [spec.at('smartShutdownTimeout'), spec.at('stopDelay')];
    const [first, all] = [secondsOf(smart, 180), secondsOf(whole, 1800)];
    if (first === undefined || all === undefined || first === 0 || all <= 0 || first < all) return;
    yield {
      node: isWritten(smart) ? smart : whole,
      message: say`\`smartShutdownTimeout\` (${first}) is not less than \`stopDelay\` (${all}), so it is ignored and sessions end at once.`,
    };
  },
};

function secondsOf(node: ManifestNode, usual: number): number | undefined {
  return isWritten(node) ? numberOf(node) : usual;
}
