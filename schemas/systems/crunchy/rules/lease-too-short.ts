import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Patroni's times depend on each other. */
export const leaseTooShort: Rule = {
  id: 'crunchy/lease-too-short',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The primary has to renew its lease in time: \`leaderLeaseDurationSeconds\` has to be at least \`syncPeriodSeconds\` and
twice \`retry_timeout\` (10 unless \`dynamicConfiguration\` says otherwise). If it is less, Patroni uses other times than these,
or the primary steps down when nothing is wrong.`,
  source: 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  wholeOnly: true,
  *check({ spec }) {
    const patroni = spec.at('patroni');
    const [lease, sync] = [patroni.at('leaderLeaseDurationSeconds'), patroni.at('syncPeriodSeconds')];
    const retry = patroni.at('dynamicConfiguration', 'retry_timeout');
    const nodes = [lease, sync, retry];
    if (!nodes.some(isWritten) || nodes.some(isPlaceholder)) return;
    const needed = (numberOf(sync) ?? 10) + 2 * (numberOf(retry) ?? 10);
    const has = numberOf(lease) ?? 30;
    if (has >= needed) return;
    yield {
      node: nodes.find(isWritten) ?? lease,
      message: say`The lease of ${has} seconds is too short: a round and two attempts take ${needed}. Raise \`leaderLeaseDurationSeconds\`.`,
      fixes: [{ title: say`Set it to ${needed}`, edits: [{ do: 'set', node: lease, value: needed }], safe: false }],
    };
  },
};
