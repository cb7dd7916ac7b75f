import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** An OperatorConfiguration has no `spec`. */
export const configurationMisplaced: Rule = {
  id: 'zalando/configuration-misplaced',
  severity: 'error',
  kinds: ['OperatorConfiguration'],
  help: `The settings of an \`OperatorConfiguration\` stand below \`configuration\`, not below \`spec\` as with most kinds: the API server
refuses the object. Rename the key.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/postgresql-operator-default-configuration.yaml',
  *check({ root, spec }) {
    const right = root.at('configuration');
    if (!isWritten(spec)) return;
    yield {
      node: spec,
      mark: 'key',
      message: say`\`spec\` is no field here, so the object is refused: settings stand below \`configuration\`.`,
      fixes: isWritten(right)
        ? []
        : [{ title: say`Rename to \`configuration\``, edits: [{ do: 'rename', node: spec, key: 'configuration' }] }],
    };
  },
};
