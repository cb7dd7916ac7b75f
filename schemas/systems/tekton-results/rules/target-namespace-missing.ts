import type { Rule } from '../../../contract/index.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { defaultNamespace } from '../settings.ts';

/** A TektonConfig says where Tekton is installed. */
export const targetNamespaceMissing: Rule = {
  id: 'tekton-results/target-namespace-missing',
  severity: 'information',
  kinds: ['TektonConfig'],
  help: `The webhook refuses a \`TektonConfig\` that does not say into which namespace Tekton is installed. It is \`tekton-pipelines\` as a
rule, \`openshift-pipelines\` on OpenShift. What is applied to the object that the operator made has it already, so a part of one is
fine. (A \`TektonResult\` without it is taken.)`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonconfig_validation.go#L52',
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('targetNamespace');
    if (spec.kind !== 'map' || textOf(node) || isHidden(node)) return;
    yield {
      node: node.kind === 'missing' ? spec : node,
      mark: 'key',
      message: say`A new object is refused without \`targetNamespace\`, which says where Tekton is installed; one that exists keeps its own.`,
      fixes: [
        {
          title: say`Add \`targetNamespace: ${defaultNamespace}\``,
          edits: [{ do: 'set', node, value: defaultNamespace }],
          safe: false,
        },
      ],
    };
  },
};
