import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { podResources } from '../resourceBlocks.ts';
import { workloadKinds } from '../workloads.ts';

/** A container cannot ask for more than it may have. Of claims the API server compares nothing. */
export const requestAboveLimit: Rule = {
  id: 'kubernetes/request-above-limit',
  severity: 'error',
  kinds: workloadKinds,
  help: `\`requests\` is what is set aside, \`limits\` the most that may be used. The API server refuses a request above the
limit. Raise the limit or lower the request; a database with both alike is the last to be evicted.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits',
  *check({ resource }) {
    for (const block of podResources(resource)) {
      for (const [key, node] of block.at('requests').entries()) {
        const limit = block.at('limits', key);
        // An empty amount is read as none.
        const amount = limit.value === null ? '0' : limit.value;
        const [request, most] = [quantityOf(node.value), quantityOf(amount)];
        if (!request || !most || compareQuantities(request, most) <= 0) continue;
        const value = node.value as string | number;
        yield {
          node,
          message: say`\`requests.${key}\` is above \`limits.${key}\`, which is ${amount as string | number}: the API server refuses that.`,
          fixes: [{ title: say`Raise the limit to ${value}`, edits: [{ do: 'set', node: limit, value }], safe: false }],
        };
      }
    }
  },
};
