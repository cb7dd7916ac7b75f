import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validationAnnotation } from '../validation.ts';
import { source } from '../sources.ts';

/** The webhook lets everything through. */
export const validationDisabled: Rule = {
  id: 'cloudnative-pg/validation-disabled',
  severity: 'warning',
  kinds: ['Cluster', 'Pooler', 'Backup', 'ScheduledBackup', 'Database'],
  help: `With the annotation \`cnpg.io/validation: disabled\` the webhook accepts everything, also what destroys data or stops the
cluster, and the checks of this extension that speak for the webhook are silent too. Another word than \`enabled\` and
\`disabled\` means nothing. Remove it once the change that needed it is through.`,
  source: source('internal/webhook/v1/common.go', 44),
  *check({ root }) {
    const node = root.at('metadata', 'annotations', validationAnnotation);
    const text = textOf(node);
    if (text === undefined || text === '' || text === 'enabled' || text.includes('${')) return;
    const remove = { title: say`Remove the annotation`, edits: [{ do: 'remove', node }], safe: false } as const;
    yield {
      node,
      message:
        text === 'disabled'
          ? say`Nothing is checked any more, also not what destroys data: remove the annotation once your change is through.`
          : say`"${text}" means nothing here, and the checks go on: write \`disabled\`, or remove the annotation.`,
      fixes: [remove],
    };
  },
};
