import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorConfigMap } from '../subjectIds.ts';

/** The operator reads a whole object out of these texts. */
export const accountDefinitionUnreadable: Rule = {
  id: 'zalando/account-definition-unreadable',
  severity: 'error',
  kinds: [operatorConfigMap],
  help: `\`pod_service_account_definition\` and \`pod_service_account_role_binding_definition\` hold a whole object, as YAML or JSON in the
text. With a text that is none, such as the name of an account, the operator ends with a panic when it starts. The name belongs into
\`pod_service_account_name\`; the definitions may be left out.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/controller/controller.go#L240',
  *check({ root }) {
    for (const key of ['pod_service_account_definition', 'pod_service_account_role_binding_definition']) {
      const node = root.at(key);
      const text = textOf(node)?.trim();
      // Every object has a colon behind a key, in JSON as well.
      if (!text || /:\s|"\s*:|\$\{|\{\{/.test(text)) continue;
      yield {
        node,
        message: say`The operator ends with a panic when it starts: \`${key}\` takes a whole object, as YAML or JSON.`,
        fixes: [{ title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
