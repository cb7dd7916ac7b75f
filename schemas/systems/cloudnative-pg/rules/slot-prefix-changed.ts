import type { Rule } from '../../../contract/index.ts';
import { isFalse, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** By the prefix the operator knows its own slots. */
export const slotPrefixChanged: Rule = {
  id: 'cloudnative-pg/slot-prefix-changed',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `By their prefix the operator knows the slots that it may remove. With another one the old slots would stay, and keep WAL
until the disk is full. So the webhook refuses a change while \`replicationSlots.highAvailability\` is on. Restore it; or switch
the slots off, apply, and then change it.`,
  source: webhook('cluster', 2423),
  since: '1.18',
  *check({ spec, previous }) {
    const before = previous?.root.at('spec', 'replicationSlots', 'highAvailability');
    if (!before || isFalse(before.at('enabled')) || spec.kind !== 'map') return;
    const node = spec.at('replicationSlots', 'highAvailability', 'slotPrefix');
    const was = textOf(before.at('slotPrefix')) ?? usual;
    const is = isWritten(node) ? textOf(node) : usual;
    if (is === undefined || is === was) return;
    yield {
      node: isWritten(node) ? node : spec,
      mark: isWritten(node) ? 'value' : 'key',
      message: say`\`slotPrefix\` was "${was}" when last committed, and cannot change while the slots are on: the webhook refuses it. Restore it.`,
      fixes: [{ title: say`Restore "${was}"`, edits: [{ do: 'set', node, value: was }], safe: false }],
    };
  },
};

const usual = '_cnpg_';
