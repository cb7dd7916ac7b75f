import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { meansDefault, resourceBlocks } from '../pods.ts';

/** A limit below the request is raised to it. */
export const limitBelowRequest: Rule = {
  id: 'zalando/limit-below-request',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Kubernetes refuses a container whose limit is below its request. From version 1.11 on the operator raises the
limit to the request, so the pods get more than the manifest says; older versions fail to create them. Write the limit
that is meant.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L241',
  *check({ spec, version }) {
    const refused = version !== undefined && isBefore(version, '1.11');
    for (const { path, node: resources } of resourceBlocks(spec)) {
      for (const unit of ['cpu', 'memory']) {
        const request = resources.at('requests', unit);
        const limit = resources.at('limits', unit);
        const requested = meansDefault(request) ? undefined : quantityOf(textOf(request));
        const allowed = meansDefault(limit) ? undefined : quantityOf(textOf(limit));
        if (!requested || !allowed || compareQuantities(allowed, requested) >= 0) continue;
        const value = String(request.value);
        yield {
          node: limit,
          ...(refused ? { severity: 'error' } : {}),
          message: refused
            ? say`\`${path}.limits.${unit}\` is below the request of "${value}": the pods are not created.`
            : say`\`${path}.limits.${unit}\` is below the request of "${value}": the operator raises it to that.`,
          fixes: [{ title: say`Raise the limit to "${value}"`, edits: [{ do: 'set', node: limit, value }] }],
          related: [{ node: request, message: say`The request is here.` }],
        };
      }
    }
  },
};
