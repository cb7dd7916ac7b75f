import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** The webhook wants the namespace of a LokiStack beside its name, and no other type of logs. */
export const lokiStackIncomplete: Rule = {
  id: 'tekton-results/loki-stack-incomplete',
  severity: 'error',
  kinds: resultKinds,
  help: `With \`loki_stack_name\` the operator works out the address of the gateway, for which it needs
\`loki_stack_namespace\`. The type of the logs is then \`loki\`, whether it is written or not; the webhook refuses every
other one.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_validation.go#L46',
  since: '0.73',
  wholeOnly: true,
  *check({ resource }) {
    const settings = resultSettings(resource);
    const name = settings.at('loki_stack_name');
    const namespace = settings.at('loki_stack_namespace');
    const type = settings.at('logs_type');
    if (!textOf(name)) return;
    if (!isPlaceholder(namespace) && !textOf(namespace)) {
      yield {
        node: name,
        message: say`\`loki_stack_name\` is refused without \`loki_stack_namespace\`: the address of the LokiStack needs both.`,
        fixes: [
          {
            title: say`Add \`loki_stack_namespace\``,
            edits: [{ do: 'set', node: namespace, value: 'openshift-logging' }],
            safe: false,
          },
        ],
      };
    }
    const written = textOf(type);
    if (written && written.toLowerCase() !== 'loki') {
      yield {
        node: type,
        message: say`\`logs_type\` "${written}" is refused together with \`loki_stack_name\`: only loki goes with it.`,
        fixes: [{ title: say`Use "loki"`, edits: [{ do: 'set', node: type, value: 'loki' }], safe: false }],
      };
    }
  },
};
