import type { Rule } from '../../../contract/index.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Old and new words for the same thing. */
export const syncStylesMixed: Rule = {
  id: 'cloudnative-pg/sync-styles-mixed',
  severity: 'error',
  kinds: ['Cluster'],
  help: `\`postgresql.synchronous\` has taken the place of \`minSyncReplicas\` and \`maxSyncReplicas\`. The webhook refuses both
styles in one cluster. Remove the two old fields.`,
  source: webhook('cluster', 1051),
  since: '1.24',
  *check({ spec }) {
    const node = spec.at('postgresql', 'synchronous');
    const old = ['minSyncReplicas', 'maxSyncReplicas'].map((field) => spec.at(field));
    if (!isWritten(node) || !old.some((field) => (numberOf(field) ?? 0) > 0)) return;
    const written = old.filter(isWritten);
    yield {
      node,
      mark: 'key',
      message: say`\`synchronous\` beside \`minSyncReplicas\` or \`maxSyncReplicas\` is refused: remove the two old fields.`,
      fixes: [
        {
          title: say`Remove the old fields`,
          edits: written.map((field) => ({ do: 'remove', node: field })),
          safe: false,
        },
      ],
    };
  },
};
