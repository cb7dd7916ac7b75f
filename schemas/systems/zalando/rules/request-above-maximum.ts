import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';
import { meansDefault } from '../pods.ts';

/** The operator lowers requests that are above its maximum. */
export const requestAboveMaximum: Rule = {
  id: 'zalando/request-above-maximum',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `An operator with \`max_cpu_request\` or \`max_memory_request\` lowers what the Postgres container asks for to
that amount. The pods are then placed on nodes with less room than the manifest asks for. Ask for less, or raise the
operator's maximum.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L200',
  *check({ root, spec, workspace }) {
    const ignoring = configuredSettings(workspace, 'ignore_resources_limits_annotation_key').map(textOf);
    const annotations = root.at('metadata', 'annotations');
    if (ignoring.some((key) => key === undefined || (key !== '' && annotations.at(key).kind !== 'missing'))) return;
    for (const unit of ['cpu', 'memory']) {
      const setting = `max_${unit}_request`;
      const node = spec.at('resources', 'requests', unit);
      const request = meansDefault(node) ? undefined : quantityOf(textOf(node));
      const [maximum, ...others] = configuredSettings(workspace, 'postgres_pod_resources', setting);
      const most = maximum && others.length === 0 ? textOf(maximum) : undefined;
      const limit = quantityOf(most);
      if (!request || most === undefined || !limit || limit.nanos <= 0n || compareQuantities(request, limit) <= 0)
        continue;
      yield {
        node,
        message: say`\`resources.requests.${unit}\` is above \`${setting}\` of the operator: it is lowered to "${most}".`,
        fixes: [{ title: say`Write "${most}"`, edits: [{ do: 'set', node, value: most }] }],
      };
    }
  },
};
