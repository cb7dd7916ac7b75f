import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorDeployments } from '../operatorDeployments.ts';

const annotation = 'acid.zalan.do/controller';

/** Two operators share a namespace by an annotation. */
export const controllerOfNobody: Rule = {
  id: 'zalando/controller-of-nobody',
  severity: 'information',
  kinds: ['postgresql'],
  help: `An operator with the variable \`CONTROLLER_ID\` looks only at clusters whose annotation \`${annotation}\` has that value, and one
without it only at clusters without the annotation. Here they differ, so nothing is made of this cluster. Make the two the same.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/controller/controller.go#L559',
  wholeOnly: true,
  *check({ root, workspace }) {
    const operators = operatorDeployments(workspace);
    if (operators.length === 0) return;
    const node = root.at('metadata', 'annotations', annotation);
    if (node.kind !== 'missing' && textOf(node) === undefined) return;
    const wanted = textOf(node) ?? '';
    const ids = operators.map((operator) => operator.variable('CONTROLLER_ID'));
    if (ids.some((id) => id === undefined || id === wanted)) return;
    const [id = ''] = ids;
    yield {
      node: node.kind === 'missing' ? root.at('metadata') : node,
      ...(node.kind === 'missing' ? { mark: 'key' as const } : {}),
      message: id
        ? say`Nobody looks at this cluster: the operator of this workspace wants annotation \`acid.zalan.do/controller\` to be "${id}".`
        : say`Nobody looks at this cluster: the operator of this workspace has no \`CONTROLLER_ID\`.`,
    };
  },
};
