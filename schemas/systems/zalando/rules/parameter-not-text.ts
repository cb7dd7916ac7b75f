import type { ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Parameters are texts, and YAML reads numbers and switches as something else. */
export const parameterNotText: Rule = {
  id: 'zalando/parameter-not-text',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Every value under \`postgresql.parameters\` takes text. A number, or a word such as \`on\` that
Kubernetes reads as a boolean, makes the API server refuse the whole manifest. Put the value in quotes.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/postgresql.crd.yaml#L2451',
  *check({ spec }) {
    for (const [name, node] of spec.at('postgresql', 'parameters').entries()) {
      const value = textFor(node);
      if (value === undefined) continue;
      yield {
        node,
        message: messageFor(name, node.value),
        fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }],
      };
    }
  },
};

/** The text that was meant; `undefined`: it is one already, or nothing that can be quoted. */
function textFor(node: ManifestNode): string | undefined {
  const { value } = node;
  if (typeof value === 'number' || typeof value === 'boolean') return node.source ?? String(value);
  const texts = textItems(node).map(([text]) => text);
  return texts.length > 0 && texts.length === node.items().length ? texts.join(',') : undefined;
}

function messageFor(name: string, value: unknown): Said {
  if (typeof value === 'number')
    return say`Parameter \`${name}\` takes text, and this is a number: the manifest is refused. Quote it.`;
  return typeof value === 'boolean'
    ? say`Parameter \`${name}\` takes text, and this is the boolean ${String(value)}: the manifest is refused. Quote it.`
    : say`Parameter \`${name}\` takes text, and this is a list: the manifest is refused. Quote it.`;
}
