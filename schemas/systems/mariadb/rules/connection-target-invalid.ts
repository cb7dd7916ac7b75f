import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { keepOne, writtenOf } from '../choices.ts';
import { webhook } from '../sources.ts';

/** To a server, or through MaxScale. */
export const connectionTargetInvalid: Rule = {
  id: 'mariadb/connection-target-invalid',
  severity: 'error',
  kinds: ['Connection'],
  help: `A connection leads to a server (\`mariaDbRef\`) or through a proxy (\`maxScaleRef\`). The webhook refuses both, and neither.`,
  source: webhook('connection', 74),
  wholeOnly: true,
  *check({ spec }) {
    const written = writtenOf(spec, ['mariaDbRef', 'maxScaleRef']);
    const [first, second] = written;
    if (spec.kind !== 'map' || (first && !second) || (!first && mayHoldMore(spec))) return;
    yield {
      node: second ?? spec,
      mark: 'key',
      message: first
        ? say`\`mariaDbRef\` and \`maxScaleRef\` exclude each other: the webhook refuses both. Keep one.`
        : say`It does not say where to connect, and the webhook refuses that: write \`mariaDbRef\` or \`maxScaleRef\`.`,
      fixes: keepOne(first ? written : []),
    };
  },
};
