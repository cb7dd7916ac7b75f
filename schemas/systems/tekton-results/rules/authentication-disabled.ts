import type { Rule } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Everybody who reaches the API reads everything. */
export const authenticationDisabled: Rule = {
  id: 'tekton-results/authentication-disabled',
  severity: 'information',
  kinds: resultKinds,
  help: `With \`auth_disable: true\` the API asks nobody who they are: whoever reaches its Service in the cluster reads the results and logs of
all namespaces, and may delete them. It is meant for trying things out. Leave it out, and give people roles for \`results.tekton.dev\`.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/docs/api/README.md#authenticationauthorization',
  *check({ resource }) {
    const node = resultSettings(resource).at('auth_disable');
    if (!isTrue(node)) return;
    yield {
      node,
      mark: 'entry',
      message: say`Whoever reaches the API reads and deletes the results of all namespaces: leave \`auth_disable\` out.`,
      fixes: [{ title: say`Remove \`auth_disable\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
