import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Objects of both would have one name. */
export const poolerNameOfCluster: Rule = {
  id: 'cloudnative-pg/pooler-name-of-cluster',
  severity: 'error',
  kinds: ['Pooler'],
  help: `A pooler makes a service account, roles and a Service of its own name, and so does its cluster: with the same name they
would be one. The webhook refuses it. Choose another name, such as \`<cluster>-pooler-rw\`; applications connect to it.`,
  source: webhook('pooler', 238),
  *check({ root, resource, spec }) {
    const { name } = resource.identity;
    if (!name || isFilledInLater(name) || textOf(spec.at('cluster', 'name')) !== name) return;
    const node = root.at('metadata', 'name');
    const value = `${name}-pooler-${textOf(spec.at('type')) ?? 'rw'}`;
    yield {
      node,
      message: say`The pooler has the name of its cluster, so it is refused: name it "${value}", for example.`,
      fixes: [{ title: say`Rename to "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
