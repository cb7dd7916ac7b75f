import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Patroni's times depend on each other. */
export const ttlTooShort: Rule = {
  id: 'zalando/ttl-too-short',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A primary renews its lock once in a round of \`loop_wait\` seconds, and may try twice for \`retry_timeout\` seconds. So \`ttl\` has to
be at least \`loop_wait\` and twice \`retry_timeout\`; Spilo's own values are 30, 10 and 10. If it is less, Patroni uses other times than
these, older ones let the primary step down when nothing is wrong.`,
  source: 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  wholeOnly: true,
  *check({ spec }) {
    const patroni = spec.at('patroni');
    const [ttl, loop, retry] = [patroni.at('ttl'), patroni.at('loop_wait'), patroni.at('retry_timeout')];
    const nodes = [ttl, loop, retry];
    if (!nodes.some(isWritten) || nodes.some(isHidden)) return;
    const needed = (numberOf(loop) ?? 10) + 2 * (numberOf(retry) ?? 10);
    const has = numberOf(ttl) ?? 30;
    if (has >= needed) return;
    yield {
      node: nodes.find(isWritten) ?? ttl,
      message: say`\`ttl\` of ${has} seconds is too short: a round and two attempts take ${needed}. Raise it to that.`,
      fixes: [{ title: say`Set \`ttl\` to ${needed}`, edits: [{ do: 'set', node: ttl, value: needed }], safe: false }],
    };
  },
};
