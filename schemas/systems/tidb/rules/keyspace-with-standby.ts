import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { instanceOf } from '../groups.ts';
import { v2Code } from '../sources.ts';

/** Refused where nobody looks: in what the operator makes. */
export const keyspaceWithStandby: Rule = {
  id: 'tidb/keyspace-with-standby',
  severity: 'error',
  kinds: ['TiDBGroup'],
  help: `An instance of TiDB in the mode \`StandBy\` waits for a keyspace, and the definition of single instances refuses one that has both. That of the group
takes them, so it is the operator that fails, and no instance is made. Leave the keyspace out until the mode is \`Normal\`.`,
  source: v2Code('api/core/v1alpha1/tidb_types.go', 352),
  *check({ resource }) {
    const instance = instanceOf(resource);
    const node = instance?.at('keyspace');
    if (!instance || !node || !textOf(node) || instance.at('mode').value !== 'StandBy') return;
    yield {
      node,
      message: say`With \`mode: StandBy\` every instance is refused, and none is made: remove the keyspace, or write \`mode: Normal\`.`,
      fixes: [
        { title: say`Remove \`keyspace\``, edits: [{ do: 'remove', node }], safe: false },
        {
          title: say`Write \`mode: Normal\``,
          edits: [{ do: 'set', node: instance.at('mode'), value: 'Normal' }],
          safe: false,
        },
      ],
    };
  },
};
