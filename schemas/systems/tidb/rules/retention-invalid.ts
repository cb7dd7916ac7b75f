import type { Finding, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isWritten, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** Durations as Prometheus reads them. */
export const retentionInvalid: Rule = {
  id: 'tidb/retention-invalid',
  severity: 'error',
  kinds: ['TidbMonitor'],
  help: `\`retentionTime\` is a duration as Prometheus reads it: whole numbers with the units \`y\`, \`w\`, \`d\`, \`h\`, \`m\`, \`s\` and \`ms\`,
the largest first, such as \`15d\` or \`1d12h\`. With anything else the operator writes the event \`FailedValidation\` and leaves the
whole resource as it is. Beside it \`reserveDays\` is ignored.`,
  source: validation(781),
  *check({ spec }): Iterable<Finding> {
    const prometheus = spec.at('prometheus');
    const node = prometheus.at('retentionTime');
    const text = textOf(node);
    if (text === undefined || isFilledInLater(text)) return;
    if (!duration.test(text) || text === '') {
      const days = /^(\d+)(?: ?days?)?$/i.exec(text.trim())?.[1];
      yield {
        node,
        message: say`"${text}" is no duration as Prometheus reads it, so the operator refuses the whole resource: write it as in \`15d\`.`,
        fixes:
          days === undefined
            ? []
            : [{ title: say`Write "${days}d"`, edits: [{ do: 'set', node, value: `${days}d` }], safe: false }],
      };
    }
    const reserve = prometheus.at('reserveDays');
    if (isWritten(reserve) && (numberOf(reserve) ?? 0) > 0) {
      yield {
        node: reserve,
        mark: 'key',
        severity: 'information',
        message: say`\`retentionTime\` wins, so \`reserveDays\` is ignored: take it out.`,
        fixes: [{ title: say`Remove \`reserveDays\``, edits: [{ do: 'remove', node: reserve }] }],
      };
    }
  },
};

/** github.com/prometheus/common/model (ParseDuration) */
const duration = /^(?:(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?|0)$/;
