import type { JsonType, ManifestNode, ManifestPath } from '../../../schemas/contract/index.ts';
import { isSecretPlace } from '../../../schemas/vocabulary/secretFields.ts';

/** `` `size` ``, `` item 2 of `users` ``, or "the document" for a path that ends at the root. */
export function fieldName(path: ManifestPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'the document';
  if (typeof last === 'string') return code(last);
  const list = path.at(-2);
  return typeof list === 'string' ? `item ${String(last + 1)} of ${code(list)}` : `item ${String(last + 1)}`;
}

/** The same at the start of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A piece of YAML in backticks, cut if it is long. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}

/** A scalar as it is written, quotes included; one that is secret is not repeated: what is said ends up in logs. */
export function written(node: ManifestNode): string {
  if (isSecretValue(node)) return 'this value';
  const text = node.source ?? String(node.value);
  if (node.style === 'double') return code(`"${text}"`);
  return code(node.style === 'single' ? `'${text}'` : text);
}

export function isSecretValue(node: ManifestNode): boolean {
  let root = node;
  while (root.parent) root = root.parent;
  return isSecretPlace(root.at('kind').value, node.path);
}

const typeWords: Readonly<Record<JsonType, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
};

/** "a whole number or text" */
export function typesInWords(types: readonly JsonType[]): string {
  return listed(
    types.map((type) => typeWords[type]),
    'or',
  );
}

/** "a, b or c" */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** The first few, and how many more there are. */
export function fewOf(words: readonly string[], most = 10): string {
  if (words.length <= most) return listed(words, 'or');
  return `${words.slice(0, most).join(', ')} or one of ${String(words.length - most)} more`;
}
