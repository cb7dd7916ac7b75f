import type { Rule } from '../../../contract/index.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { writtenTargets } from '../recoveryTargets.ts';
import { webhook } from '../sources.ts';

/** Recovery ends at one place. */
export const recoveryTargetConflict: Rule = {
  id: 'cloudnative-pg/recovery-target-conflict',
  severity: 'error',
  kinds: ['Cluster'],
  help: `Recovery ends at a time, a place in the WAL, a named point, a transaction, or as soon as the backup is consistent. The
webhook refuses two of these, for nobody knows which was meant. Keep one. \`backupID\`, \`targetTLI\` and \`exclusive\` may stand
beside any of them.`,
  source: webhook('cluster', 1533),
  *check({ spec }) {
    const target = spec.at('bootstrap', 'recovery', 'recoveryTarget');
    const written = writtenTargets(target);
    if (written.length < 2) return;
    const fields = written.map((node) => String(node.path.at(-1)));
    const names = listed(
      fields.map((field) => say`\`${field}\``),
      'and',
    );
    yield {
      node: target,
      mark: 'key',
      message: say`Recovery ends at one place, and ${names} are ${written.length}: the webhook refuses it. Keep one.`,
      fixes: fields.map((kept) => ({
        title: say`Keep only \`${kept}\``,
        edits: written.filter((node) => node.path.at(-1) !== kept).map((node) => ({ do: 'remove', node })),
        safe: false,
      })),
    };
  },
};
