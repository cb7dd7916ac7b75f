import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { claimsOf } from '../parts.ts';

/** Without a limit a volume does not grow by itself. */
export const autoGrowWithoutLimit: Rule = {
  id: 'crunchy/auto-grow-without-limit',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The operator enlarges only volumes that have a limit, so that nothing grows without end. Without
\`resources.limits.storage\`, or with 0, \`autoGrow\` does nothing and the volume fills up. Say how large it may become.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/autogrow.go#L76',
  wholeOnly: true,
  *check({ spec }) {
    for (const { node: claim } of claimsOf(spec)) {
      const node = claim.at('autoGrow');
      const resources = claim.at('resources');
      if (node.kind !== 'map' || isWritten(resources.at('limits', 'storage'))) continue;
      if (isPlaceholder(resources) || isPlaceholder(resources.at('limits'))) continue;
      yield {
        node,
        mark: 'key',
        message: say`The volume does not grow: \`autoGrow\` needs \`resources.limits.storage\`, which says how far.`,
      };
    }
  },
};
