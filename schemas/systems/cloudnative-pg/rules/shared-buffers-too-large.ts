import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { postgresSize } from '../postgresValues.ts';
import { webhook } from '../sources.ts';

/** Memory that the pod does not ask for. */
export const sharedBuffersTooLarge: Rule = {
  id: 'cloudnative-pg/shared-buffers-too-large',
  severity: 'error',
  kinds: ['Cluster'],
  help: `\`shared_buffers\` is memory that the instance takes at its start. When it is more than the pod's request of memory (and no
huge pages hold it), the webhook refuses the cluster; it also refuses a value that it cannot read. About a quarter of the request
is usual. Raise the request, or lower the buffers.`,
  source: webhook('cluster', 872),
  *check({ spec }) {
    const node = spec.at('postgresql', 'parameters', 'shared_buffers');
    const text = textOf(node);
    if (!text || text.includes('${')) return;
    const size = postgresSize(text);
    if (!size) {
      yield {
        node,
        message: say`"${text}" is no size that the operator can read, so it is refused: write it like "256MB".`,
        fixes: repair(node, text),
      };
      return;
    }
    const resources = spec.at('resources');
    const request = resources.at('requests', 'memory');
    const memory = quantityOf(request.value);
    if (!memory || memory.nanos <= 0n || compareQuantities(size, memory) <= 0) return;
    const pages = ['requests', 'limits'].flatMap((section) => resources.at(section).entries());
    const isHuge = pages.some(([name, each]) => {
      const amount = name.startsWith('hugepages-') ? quantityOf(each.value) : undefined;
      return amount !== undefined && compareQuantities(size, amount) <= 0;
    });
    if (isHuge) return;
    yield {
      node,
      message: say`\`shared_buffers\` is more than the pod's request of memory (${String(request.value)}), so the webhook refuses the cluster: raise the request, or lower it.`,
      related: [{ node: request, message: say`The request.` }],
    };
  },
};

function repair(node: ManifestNode, text: string): NonNullable<Finding['fixes']> {
  const [, digits, unit = ''] = /^(\d+)\s*([kKmMgG])[iI]?[bB]?$/.exec(text.trim()) ?? [];
  if (digits === undefined) return [];
  const value = `${digits}${unit.toLowerCase() === 'k' ? 'k' : unit.toUpperCase()}B`;
  return [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }];
}
