import type { Rule } from '../../../contract/index.ts';
import { isFalse, isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The strict mode is a mode of synchronous replication. */
export const strictSyncWithoutSync: Rule = {
  id: 'zalando/strict-sync-without-sync',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`synchronous_mode_strict\` only sharpens \`synchronous_mode\`. Without that, replication is asynchronous,
and a failover may lose the last transactions. Switch \`synchronous_mode\` on, or remove the strict mode.`,
  source: 'https://patroni.readthedocs.io/en/latest/replication_modes.html',
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('patroni', 'synchronous_mode_strict');
    const mode = spec.at('patroni', 'synchronous_mode');
    if (!isTrue(node) || (isWritten(mode) && !isFalse(mode))) return;
    yield {
      node,
      message: say`\`synchronous_mode_strict\` has no effect: \`synchronous_mode\` is off, so replication stays asynchronous.`,
      fixes: [
        { title: say`Switch \`synchronous_mode\` on`, edits: [{ do: 'set', node: mode, value: true }], safe: false },
        { title: say`Remove \`synchronous_mode_strict\``, edits: [{ do: 'remove', node }], safe: false },
      ],
    };
  },
};
