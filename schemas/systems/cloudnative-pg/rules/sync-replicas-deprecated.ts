import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** The fix writes what the manual makes of them. */
export const syncReplicasDeprecated: Rule = {
  id: 'cloudnative-pg/sync-replicas-deprecated',
  severity: 'information',
  kinds: ['Cluster'],
  help: `\`minSyncReplicas\` and \`maxSyncReplicas\` still work, and new settings exist for \`postgresql.synchronous\` only: which
replicas confirm, what happens when too few are left, failovers by quorum. With the old fields writing goes on when replicas are
lost, down to \`minSyncReplicas\`; \`dataDurability: preferred\` is that with nobody left at all, \`required\` waits instead.`,
  source: manual('replication/#migrating-from-deprecated-synchronous-replication-implementation'),
  since: '1.24',
  *check({ spec }) {
    const [least, most] = [spec.at('minSyncReplicas'), spec.at('maxSyncReplicas')];
    const number = numberOf(most) ?? 0;
    const target = spec.at('postgresql', 'synchronous');
    if (number <= 0 || isWritten(target) || isHidden(target)) return;
    const value = { method: 'any', number, dataDurability: (numberOf(least) ?? 0) > 0 ? 'required' : 'preferred' };
    yield {
      node: most,
      mark: 'key',
      message: say`\`maxSyncReplicas\` and \`minSyncReplicas\` are deprecated: use \`postgresql.synchronous\`.`,
      fixes: [
        {
          title: say`Replace by \`postgresql.synchronous\``,
          edits: [
            { do: 'set', node: target, value },
            ...[least, most].filter(isWritten).map((node) => ({ do: 'remove', node }) as const),
          ],
          safe: false,
        },
      ],
    };
  },
};
