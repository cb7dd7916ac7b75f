import type { Rule } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** One switch turns all options off. */
export const optionsDisabled: Rule = {
  id: 'tekton-results/options-disabled',
  severity: 'information',
  kinds: resultKinds,
  help: `\`options.disabled: true\` installs everything as if nothing else stood under \`options\`: no volume is mounted, no
resources are set. Remove it to bring the options into force.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L57',
  *check({ resource }) {
    const options = resultSettings(resource).at('options');
    const node = options.at('disabled');
    const others = options.entries().filter(([key, value]) => key !== 'disabled' && value.entries().length > 0);
    if (!isTrue(node) || others.length === 0) return;
    const names = listed(
      others.map(([key]) => `\`${key}\``),
      'and',
    );
    yield {
      node,
      message: say`\`disabled\` switches ${names} off: nothing under \`options\` has an effect.`,
      fixes: [{ title: say`Remove \`disabled\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
