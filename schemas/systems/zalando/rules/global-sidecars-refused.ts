import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { operatorChart } from '../subjectIds.ts';

/** Two releases have a definition that asks for something else than the operator reads. */
export const globalSidecarsRefused: Rule = {
  id: 'zalando/global-sidecars-refused',
  severity: 'error',
  kinds: ['OperatorConfiguration', operatorChart],
  help: `The resource definition of operator 2.0.0 and 2.0.1 says by mistake that \`sidecars\` is a map. The operator itself reads a list,
as all other versions do, so there is nothing that both take: the API server refuses the list. Upgrade to 2.0.2, or define the sidecars
in the manifest of each cluster.`,
  source: 'https://github.com/zalando/postgres-operator/issues/3160',
  since: '2.0',
  *check({ resource, version }) {
    const node = configurationOf(resource).at('sidecars');
    // `2.0` may be any of its releases.
    if (version === undefined || !/^2\.0\.[01]$/.test(version) || node.items().length === 0) return;
    yield {
      node,
      mark: 'key',
      message: say`Operator ${version} refuses a list here: upgrade to 2.0.2, or define the sidecars in each \`postgresql\`.`,
    };
  },
};
