import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { barmanPlugin } from '../naming.ts';
import { webhook } from '../sources.ts';

/** The webhook looks at a Backup only; what a schedule makes is refused later. */
export const backupPluginMissing: Rule = {
  id: 'cloudnative-pg/backup-plugin-missing',
  severity: 'error',
  kinds: ['Backup', 'ScheduledBackup'],
  wholeOnly: true,
  help: `\`method: plugin\` needs the name of the plugin in \`pluginConfiguration\`. The webhook refuses a \`Backup\` without it. A
\`ScheduledBackup\` it lets through, and then every \`Backup\` that this would make is refused. Name the plugin that the cluster
loads.`,
  source: webhook('backup', 155),
  since: '1.23',
  *check({ spec, resource }) {
    const node = spec.at('pluginConfiguration');
    const method = spec.at('method');
    if (method.value !== 'plugin' || isWritten(node)) return;
    const isScheduled = resource.identity.kind === 'ScheduledBackup';
    yield {
      node: method,
      severity: isScheduled ? 'warning' : 'error',
      message: isScheduled
        ? say`Nothing says which plugin is meant, so every \`Backup\` that this makes is refused: add \`pluginConfiguration\`.`
        : say`Nothing says which plugin is meant, so the webhook refuses it: add \`pluginConfiguration\`.`,
      fixes: [
        {
          title: say`Name the Barman Cloud plugin`,
          edits: [{ do: 'set', node, value: { name: barmanPlugin } }],
          safe: false,
        },
      ],
    };
  },
};
