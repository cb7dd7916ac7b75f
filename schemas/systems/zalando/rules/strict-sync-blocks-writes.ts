import type { Rule } from '../../../contract/index.ts';
import { isTrue, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Strictly synchronous replication needs a replica to write at all. */
export const strictSyncBlocksWrites: Rule = {
  id: 'zalando/strict-sync-blocks-writes',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `With \`synchronous_mode_strict\` a commit waits until a synchronous replica has it, even if there is no
replica. A cluster of one instance therefore never finishes a write. Add an instance, or leave the strict mode off.`,
  source: 'https://patroni.readthedocs.io/en/latest/replication_modes.html',
  *check({ spec }) {
    const strict = spec.at('patroni', 'synchronous_mode_strict');
    const instances = spec.at('numberOfInstances');
    if (!isTrue(strict) || !isTrue(spec.at('patroni', 'synchronous_mode')) || numberOf(instances) !== 1) return;
    yield {
      node: strict,
      message: say`\`synchronous_mode_strict\` with \`numberOfInstances\` 1 blocks every write: there is no replica to wait for.`,
      fixes: [
        { title: say`Switch the strict mode off`, edits: [{ do: 'set', node: strict, value: false }], safe: false },
        { title: say`Run 2 instances`, edits: [{ do: 'set', node: instances, value: 2 }], safe: false },
      ],
      related: [{ node: instances, message: say`The number of instances is set here.` }],
    };
  },
};
