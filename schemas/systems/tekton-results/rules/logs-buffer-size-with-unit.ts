import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

const factors: Readonly<Record<string, number>> = { '': 1, k: 1000, ki: 1024, m: 1_000_000, mi: 1_048_576 };

/** The operator's manual writes `90kb`; the field takes a number. */
export const logsBufferSizeWithUnit: Rule = {
  id: 'tekton-results/logs-buffer-size-with-unit',
  severity: 'error',
  kinds: resultKinds,
  help: `\`logs_buffer_size\` is a number of bytes. A text with a unit, as the operator's manual has it, is refused by the API
server. Write the number.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_types.go#L111',
  *check({ resource }) {
    const node = resultSettings(resource).at('logs_buffer_size');
    const text = textOf(node);
    const [, digits = '', unit = ''] = /^(\d{1,9})\s*([a-z]*)$/i.exec(text?.trim() ?? '') ?? [];
    const factor = factors[unit.toLowerCase().replace(/b$/, '')];
    if (text === undefined || digits === '' || unit === '' || factor === undefined) return;
    const bytes = Number(digits) * factor;
    yield {
      node,
      message: say`\`logs_buffer_size\` is refused: it is a number of bytes without a unit, so ${bytes} for "${text}".`,
      fixes: [{ title: say`Set ${bytes}`, edits: [{ do: 'set', node, value: bytes }] }],
    };
  },
};
