import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isPlaceholder, isWritten, textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Services beside the operator's own. */
export const managedServiceInvalid: Rule = {
  id: 'cloudnative-pg/managed-service-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `A Service under \`managed.services.additional\` has a name of its own: not that of another one, nor \`<cluster>-rw\`,
\`-ro\`, \`-r\` or \`-any\`. The operator chooses its pods by \`selectorType\`, so \`selector\` is refused, and \`rw\` cannot be
switched off, because the operator uses it. The webhook refuses the cluster otherwise.`,
  source: webhook('cluster', 2497),
  since: '1.24',
  *check({ spec, resource }) {
    const services = spec.at('managed', 'services');
    const rw = textItems(services.at('disabledDefaultServices')).find(([type]) => type === 'rw');
    if (rw) {
      yield {
        node: rw[1],
        message: say`The operator itself uses the Service \`rw\`, so switching it off is refused: remove the item.`,
        fixes: [{ title: say`Remove \`rw\``, edits: [{ do: 'remove', node: rw[1] }], safe: false }],
      };
    }
    const seen = new Map<string, ManifestNode>();
    for (const item of services.at('additional').items()) yield* problemsOf(item, resource.identity.name, seen);
  },
};

function* problemsOf(item: ManifestNode, cluster: string, seen: Map<string, ManifestNode>): Iterable<Finding> {
  const template = item.at('serviceTemplate');
  const node = template.at('metadata', 'name');
  const name = textOf(node);
  const selector = template.at('spec', 'selector');
  if (selector.entries().length > 0) {
    yield {
      node: selector,
      mark: 'key',
      message: say`The operator chooses the pods by \`selectorType\`, so \`selector\` is refused: remove it.`,
      fixes: [{ title: say`Remove \`selector\``, edits: [{ do: 'remove', node: selector }], safe: false }],
    };
  }
  if (!name) {
    if (template.kind !== 'map' || isPlaceholder(node) || isPlaceholder(template.at('metadata'))) return;
    const type = textOf(item.at('selectorType')) ?? 'rw';
    const value = `${cluster || 'cluster'}-${type}-lb`;
    yield {
      node: isWritten(node) ? node : template,
      mark: 'key',
      message: say`A Service without a name is refused: write \`metadata.name\`.`,
      fixes: [{ title: say`Name it "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
    };
    return;
  }
  if (isFilledInLater(name)) return;
  const isTaken = ['rw', 'ro', 'r', 'any'].some((type) => cluster !== '' && name === `${cluster}-${type}`);
  const twin = seen.get(name);
  if (isTaken)
    yield {
      node,
      message: say`The operator makes a Service "${name}" itself, so it is refused here: choose another name.`,
    };
  else if (twin) {
    const related = [{ node: twin, message: say`The other one.` }];
    yield { node, message: say`Two Services are named "${name}", which is refused: choose another name.`, related };
  } else seen.set(name, node);
}
