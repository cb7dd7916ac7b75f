import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';

/** The webhook admits one object of each kind, by name. */
export const nameWrong: Rule = {
  id: 'tekton-results/name-wrong',
  severity: 'error',
  kinds: resultKinds,
  help: `There is one \`TektonResult\` in a cluster, called \`result\`, and one \`TektonConfig\`, called \`config\`. The
operator's webhook refuses any other name, and where it is not installed the object is passed over. Use the name that
it wants.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_validation.go#L37',
  *check({ resource, root }) {
    const { kind } = resource.identity;
    const wanted = kind === 'TektonConfig' ? 'config' : 'result';
    const node = root.at('metadata', 'name');
    const name = textOf(node);
    if (!name || name === wanted) return;
    yield {
      node,
      message: say`A ${kind} called "${name}" is refused: the only one in a cluster has the name "${wanted}".`,
      fixes: [{ title: say`Call it "${wanted}"`, edits: [{ do: 'set', node, value: wanted }], safe: false }],
    };
  },
};
