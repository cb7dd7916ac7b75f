import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { parseTargetTime } from '../recoveryTargets.ts';
import { manual } from '../sources.ts';

/** A time of day means another moment in each zone. */
export const recoveryTargetWithoutZone: Rule = {
  id: 'cloudnative-pg/recovery-target-without-zone',
  severity: 'information',
  kinds: ['Cluster'],
  help: `A \`targetTime\` without a zone is read as UTC. Whoever wrote down the time of an accident by the clock on the wall
recovers to hours before or after it. Write the zone: \`Z\` for UTC, or an offset such as \`+02:00\`.`,
  source: manual('recovery/#recovery-targets'),
  *check({ spec }) {
    const node = spec.at('bootstrap', 'recovery', 'recoveryTarget', 'targetTime');
    const text = textOf(node) ?? '';
    if (parseTargetTime(text)?.hasZone !== false) return;
    const value = `${text.replace(' ', 'T')}Z`;
    yield {
      node,
      message: say`Without a zone this is UTC: write \`Z\`, or the offset of the clock that it was read from, such as \`+02:00\`.`,
      fixes: [{ title: say`Say that it is UTC`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
