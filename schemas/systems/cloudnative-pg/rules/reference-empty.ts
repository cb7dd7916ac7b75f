import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** References whose text may be empty for the CRD, and not for the webhook. */
export const referenceEmpty: Rule = {
  id: 'cloudnative-pg/reference-empty',
  severity: 'error',
  kinds: ['Cluster'],
  help: `A reference with an empty name or key leads nowhere, and the webhook refuses it in \`superuserSecret\` and in
\`postInitApplicationSQLRefs\`. Often a template has left the text empty. Write the name, or leave the whole reference out.`,
  source: webhook('cluster', 587),
  *check({ spec }) {
    for (const node of references(spec)) {
      if (node.value !== '') continue;
      yield {
        node,
        message: say`An empty \`${String(node.path.at(-1))}\` is refused: write it, or leave the reference out.`,
      };
    }
  },
};

function* references(spec: ManifestNode): Iterable<ManifestNode> {
  yield spec.at('superuserSecret', 'name');
  const files = spec.at('bootstrap', 'initdb', 'postInitApplicationSQLRefs');
  for (const list of ['secretRefs', 'configMapRefs']) {
    for (const item of files.at(list).items()) yield* [item.at('name'), item.at('key')];
  }
}
