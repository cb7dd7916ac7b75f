import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { type OtherWord, otherWords } from '../otherWords.ts';
import { manual } from '../sources.ts';

/** Fields that the API server refuses, and that are right next door. */
export const wordOfAnotherOperator: Rule = {
  id: 'cloudnative-pg/word-of-another-operator',
  severity: 'error',
  kinds: Object.keys(otherWords),
  help: `The field is one of another operator's, or of an older draft, and the API server refuses it here. Mostly the same thing has
another name; some things are resources of their own with this operator: poolers, databases, schedules of backups.`,
  source: manual('cloudnative-pg.v1/'),
  *check({ resource, spec }) {
    for (const [path, word] of Object.entries(otherWords[resource.identity.kind] ?? {})) {
      const node = spec.at(...path.split('.'));
      if (!isWritten(node)) continue;
      const name = String(node.path.at(-1));
      const field = word.to?.join('.') ?? '';
      yield {
        node,
        mark: 'key',
        message: word.instead
          ? say`\`${name}\` is no field here, so it is refused: ${word.instead}.`
          : say`\`${name}\` is no field here, so it is refused: it is called \`${field}\`.`,
        fixes: moves(spec, node, word),
      };
    }
  },
};

function moves(spec: ManifestNode, node: ManifestNode, { to }: OtherWord): readonly Fix[] {
  const key = to?.at(-1);
  if (!to || key === undefined || spec.at(...to).kind !== 'missing') return [];
  const parent = spec.at(...to.slice(0, -1));
  const isSibling = parent.path.join('.') === node.parent?.path.join('.');
  const title = say`Rename to \`${to.join('.')}\``;
  return isSibling
    ? [{ title, edits: [{ do: 'rename', node, key }] }]
    : [{ title, edits: [{ do: 'move', node, to: parent, key }], safe: false }];
}
