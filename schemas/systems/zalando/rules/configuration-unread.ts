import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorDeployments } from '../operatorDeployments.ts';

const variable = 'POSTGRES_OPERATOR_CONFIGURATION_OBJECT';

/** The operator reads the configuration that its Deployment names, and no other. */
export const configurationUnread: Rule = {
  id: 'zalando/configuration-unread',
  severity: 'information',
  kinds: ['OperatorConfiguration'],
  help: `The variable \`${variable}\` of the operator's Deployment names the one \`OperatorConfiguration\` that it
reads, in its own namespace, when it starts. This one has another name, or the Deployment names none: then nothing of it has an effect.
Rename one of the two, and restart the operator.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/controller/controller.go#L319',
  wholeOnly: true,
  *check({ root, resource, workspace }) {
    const node = root.at('metadata', 'name');
    const { name, namespace } = resource.identity;
    const beside = operatorDeployments(workspace)
      .filter((each) => !namespace || !each.namespace || each.namespace === namespace)
      .map((each) => each.variable(variable));
    if (!name || beside.length === 0 || beside.some((read) => read === undefined || read === name)) return;
    const read = beside[0] ?? '';
    yield {
      node,
      message: read
        ? say`Nobody reads "${name}": the operator's Deployment names "${read}".`
        : say`Nobody reads "${name}": the operator's Deployment has no \`POSTGRES_OPERATOR_CONFIGURATION_OBJECT\`.`,
      fixes: read ? [{ title: say`Rename to "${read}"`, edits: [{ do: 'set', node, value: read }], safe: false }] : [],
    };
  },
};
