import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { keepOne, writtenOf } from '../choices.ts';
import { webhook } from '../sources.ts';

/** Servers of the operator, or others. */
export const proxyTargetInvalid: Rule = {
  id: 'mariadb/proxy-target-invalid',
  severity: 'error',
  kinds: ['MaxScale'],
  help: `MaxScale stands before a \`MariaDB\` (\`mariaDbRef\`) or before \`servers\` that are listed. The webhook refuses both, and neither. With
\`servers\` it makes no users: it refuses \`auth.generate: true\`.`,
  source: webhook('maxscale', 95),
  wholeOnly: true,
  *check({ spec }) {
    const written = writtenOf(spec, ['mariaDbRef', 'servers']);
    const [first, second] = written;
    if (spec.kind !== 'map' || (!first && mayHoldMore(spec))) return;
    if (!first || second)
      yield {
        node: second ?? spec,
        mark: 'key',
        message: first
          ? say`\`mariaDbRef\` and \`servers\` exclude each other: the webhook refuses both. Keep one.`
          : say`No server stands behind it, and the webhook refuses that: write \`mariaDbRef\` or \`servers\`.`,
        fixes: keepOne(first ? written : []),
      };
    const generate = spec.at('auth', 'generate');
    if (isTrue(generate) && first && !isWritten(spec.at('mariaDbRef')))
      yield {
        node: generate,
        message: say`Users are made in a \`MariaDB\` only, and the webhook refuses this with \`servers\`: remove it, and name users that exist.`,
        fixes: [{ title: say`Remove \`generate\``, edits: [{ do: 'remove', node: generate }] }],
      };
  },
};
