import type { Finding, Fix, ManifestNode, Said } from '../contract/index.ts';
import { perObject } from './perObject.ts';
import { isWritten } from './read.ts';
import { say } from './say.ts';

/**
 * What other operators, and earlier drafts, call things: a path below `spec`, and where the value goes here, or what to do
 * instead. Words that are only a letter or a case off are found by the schema.
 */
export interface OtherWord {
  /** Path below `spec` that takes the value as it is. */
  readonly to?: readonly string[];
  readonly instead?: Said;
}

/** By path below `spec`. */
export type OtherWords = Readonly<Record<string, OtherWord>>;

/** What is written under words of others: the API server refuses it, or keeps it and nothing reads it (`isKept`). */
export function* findOtherWords(spec: ManifestNode, words: OtherWords, isKept = false): Iterable<Finding> {
  for (const { steps, word } of stepsOf(words, undefined)) {
    const node = spec.at(...steps);
    if (!isWritten(node)) continue;
    const name = String(node.path.at(-1));
    const field = word.to?.join('.') ?? '';
    yield {
      node,
      mark: 'key',
      message: isKept ? unread(name, word.instead ?? calledSo(field)) : refused(name, word.instead ?? calledSo(field)),
      ...(isKept ? { severity: 'warning' as const } : {}),
      fixes: moves(spec, node, word),
    };
  }
}

const stepsOf = perObject((words: OtherWords, _: undefined) =>
  Object.entries(words).map(([path, word]) => ({ steps: path.split('.'), word })),
);

const refused = (name: string, instead: Said) => say`\`${name}\` is no field here, so it is refused: ${instead}.`;
const unread = (name: string, instead: Said) => say`\`${name}\` is no field here, so nothing reads it: ${instead}.`;
const calledSo = (field: string) => say`it is called \`${field}\``;

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
