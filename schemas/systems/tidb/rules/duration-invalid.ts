import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { parseDuration, repairDuration } from '../../../vocabulary/duration.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** Durations as Go reads them. */
export const durationInvalid: Rule = {
  id: 'tidb/duration-invalid',
  severity: 'error',
  kinds: ['TidbCluster'],
  help: `\`evictLeaderTimeout\` is a duration above zero as Go reads it, such as \`30m\` or \`1h30m\`: with anything else, \`3\` or \`1d\`
among it, the operator writes the event \`FailedValidation\` and leaves the whole resource as it is.
\`waitLeaderTransferBackTimeout\` and \`gracefulShutdownTimeout\` are durations by their type: what is none keeps the operator from
reading the resource at all, and with it the others of its kind.`,
  source: validation(768),
  *check({ spec }): Iterable<Finding> {
    const evict = spec.at('tikv', 'evictLeaderTimeout');
    yield* check(evict, true);
    yield* check(spec.at('tikv', 'waitLeaderTransferBackTimeout'), false);
    yield* check(spec.at('ticdc', 'gracefulShutdownTimeout'), false);
  },
};

function* check(node: ManifestNode, isRefused: boolean): Iterable<Finding> {
  const text = textOf(node);
  if (text === undefined || isFilledInLater(text)) return;
  const nanos = parseDuration(text);
  if (nanos !== undefined && (nanos > 0n || !isRefused)) return;
  const meant = repairDuration(text);
  const isPositive = meant !== undefined && (parseDuration(meant) ?? 0n) > 0n;
  yield {
    node,
    message: isRefused
      ? say`"${text}" is no duration above zero as Go reads it, so the operator refuses the whole resource: write it as in \`30m\`.`
      : say`"${text}" is no duration as Go reads it, so the operator cannot read the resource: write it as in \`400s\`.`,
    fixes: isPositive
      ? [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }]
      : [],
  };
}
