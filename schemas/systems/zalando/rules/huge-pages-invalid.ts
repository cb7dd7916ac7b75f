import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { compareQuantities, parseQuantity, quantityOf } from '../../../vocabulary/quantity.ts';
import { isHidden } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resourceBlocks } from '../pods.ts';

/** Huge pages are set aside as wholes: nobody can use more than was asked for. */
export const hugePagesInvalid: Rule = {
  id: 'zalando/huge-pages-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Huge pages come in whole pages, and the request has to be the limit: unlike with \`cpu\` and \`memory\` the operator
does not even them out. The API server takes the cluster, and Kubernetes refuses its StatefulSet: no pods are created. Write
one multiple of the size of a page under \`requests\` and \`limits\`; under \`limits\` alone it counts for both.`,
  source: 'https://kubernetes.io/docs/tasks/manage-hugepages/scheduling-hugepages/',
  *check({ spec }) {
    for (const { path, node: resources } of resourceBlocks(spec)) {
      for (const part of ['requests', 'limits']) {
        for (const [key, node] of resources.at(part).entries()) {
          if (!key.startsWith(prefix) || isWhole(key, node)) continue;
          yield {
            node,
            message: say`\`${path}.${part}.${key}\` is no multiple of ${key.slice(prefix.length)}, the size of a page: the pods are not created.`,
          };
        }
      }
      for (const [key, node] of resources.at('requests').entries()) {
        const limit = resources.at('limits', key);
        if (!key.startsWith(prefix) || isHidden(limit)) continue;
        const [request, most] = [quantityOf(node.value), quantityOf(limit.value)];
        if (request === undefined || (limit.kind !== 'missing' && most === undefined)) continue;
        if (most !== undefined && compareQuantities(request, most) === 0) continue;
        const value = node.value as string | number;
        yield {
          node,
          message: say`\`${path}.limits.${key}\` has to be the request, ${value}: the pods are not created.`,
          fixes: [{ title: say`Write ${value} as the limit`, edits: [{ do: 'set', node: limit, value }], safe: false }],
        };
      }
    }
  },
};

const prefix = 'hugepages-';

function isWhole(key: string, node: ManifestNode): boolean {
  const [page, amount] = [parseQuantity(key.slice(prefix.length)), quantityOf(node.value)];
  return page === undefined || amount === undefined || page.nanos === 0n || amount.nanos % page.nanos === 0n;
}
