import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf, isLog } from '../backupParts.ts';
import { v2Code } from '../sources.ts';

/** The definition lists two words more than the operator knows. */
export const logSubcommandRefused: Rule = {
  id: 'tidb/log-subcommand-refused',
  severity: 'error',
  kinds: ['Backup'],
  help: `The definition of the second operator lists \`log-resume\` and \`log-truncate\`, and the operator answers that they are not supported.
A log that was paused goes on with \`log-start\`. A log is shortened by \`logTruncateUntil\` beside \`log-start\`, once it runs.`,
  source: v2Code('api/br/v1alpha1/backup.go'),
  *check({ resource }) {
    for (const part of backupPartsOf(resource)) {
      const node = part.node.at('logSubcommand');
      const command = node.value;
      if (part.generation !== 'v2' || !isLog(part)) continue;
      if (command !== 'log-resume' && command !== 'log-truncate') continue;
      const fixes = [
        {
          title: say`Write "log-start"`,
          edits: [{ do: 'set' as const, node, value: 'log-start' }],
          safe: false as const,
        },
      ];
      if (command === 'log-resume') {
        yield {
          node,
          message: say`The operator refuses "log-resume": a log that was paused goes on with "log-start".`,
          fixes,
        };
      } else {
        const isSaid = isWritten(part.node.at('logTruncateUntil'));
        yield {
          node,
          message: isSaid
            ? say`The operator refuses "log-truncate": \`logTruncateUntil\` beside "log-start" shortens the log.`
            : say`The operator refuses "log-truncate": write "log-start", and in \`logTruncateUntil\` up to when the log goes.`,
          fixes,
        };
      }
    }
  },
};
