import type { Rule, Said } from '../../../contract/index.ts';
import { parseDuration, repairDuration } from '../../../vocabulary/duration.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Settings of the watcher that the webhook reads. */
export const watcherSettingRefused: Rule = {
  id: 'tekton-results/watcher-setting-refused',
  severity: 'error',
  kinds: resultKinds,
  help: `The webhook of the operator reads the times of the watcher as Go does: a number with a unit, such as \`30s\`, \`10m\` or \`24h\`;
there are no days. None but \`completed_run_grace_period\` may be negative. \`label_selector\` has to be a selector as kubectl takes it, such
as \`app=shop,tier!=test\`. Anything else is refused, with all that stands in the object.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_validation.go#L58',
  since: '0.81',
  *check({ resource }) {
    const watcher = resultSettings(resource).at('watcher');
    for (const field of durations) {
      const node = watcher.at(field);
      const text = textOf(node);
      if (text === undefined || text.includes('${')) continue;
      const nanos = parseDuration(text);
      const isNegative = nanos !== undefined && nanos < 0n && field !== 'completed_run_grace_period';
      if (nanos !== undefined && !isNegative) continue;
      const repaired = isNegative ? text.replace('-', '') : repairDuration(text);
      yield {
        node,
        message: isNegative
          ? say`\`${field}\` is negative, and is refused: write a time such as \`10m\`.`
          : say`"${text}" is no time that the webhook can read, and is refused: write one such as \`30s\` or \`24h\`.`,
        fixes:
          repaired === undefined
            ? []
            : [{ title: say`Write "${repaired}"`, edits: [{ do: 'set', node, value: repaired }], safe: false }],
      };
    }
    const node = watcher.at('label_selector');
    const problem = selectorProblem(textOf(node) ?? '');
    if (problem) yield { node, message: say`The selector cannot be read, and is refused: ${problem}.` };
  },
};

const durations: readonly string[] = [
  'completed_run_grace_period',
  'store_deadline',
  'requeue_interval',
  'forward_buffer',
  'update_log_timeout',
  'dynamic_reconcile_timeout',
];

/** What is certain to be wrong in a selector. https://pkg.go.dev/k8s.io/apimachinery/pkg/labels#Parse */
function selectorProblem(text: string): Said | undefined {
  if (text.trim() === '' || text.includes('${')) return undefined;
  if (text.length > 2000) return undefined;
  const parts = text.replace(/\([^()]*\)/g, '()').split(',');
  for (const part of parts) {
    const requirement = part.trim();
    if (requirement === '') return say`there is nothing between two commas`;
    if (!/^(?:!?[\w./-]+|[\w./-]+\s*(?:==?|!=|<|>)\s*[\w.-]*|[\w./-]+\s+(?:in|notin)\s*\(\))$/.test(requirement)) {
      return say`"${requirement}" is no requirement such as \`app=shop\``;
    }
  }
  return undefined;
}
