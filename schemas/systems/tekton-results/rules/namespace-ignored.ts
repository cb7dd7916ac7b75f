import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';

/** Objects of cluster scope have no namespace; where things are installed is said by `targetNamespace`. */
export const namespaceIgnored: Rule = {
  id: 'tekton-results/namespace-ignored',
  severity: 'information',
  kinds: resultKinds,
  help: `The object belongs to the whole cluster, so \`metadata.namespace\` is dropped. It does not say where Results is
installed: that is \`spec.targetNamespace\`. Remove the line.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_types.go#L35',
  *check({ root, resource }) {
    const node = root.at('metadata', 'namespace');
    if (!textOf(node)) return;
    yield {
      node,
      message: say`\`namespace\` has no effect: a ${resource.identity.kind} belongs to the whole cluster, \`targetNamespace\` says where it installs.`,
      fixes: [{ title: say`Remove \`namespace\``, edits: [{ do: 'remove', node }] }],
    };
  },
};
