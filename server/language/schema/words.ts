import type { JsonType, ManifestNode, ManifestPath, Said, SaidValue } from '../../../schemas/contract/index.ts';
import { listed, say } from '../../../schemas/vocabulary/say.ts';
import { isSecretPlace } from '../../../schemas/vocabulary/secretFields.ts';

/** `` `size` ``, `` item 2 of `users` ``, or "the document" for a path that ends at the root. */
export function fieldName(path: ManifestPath): SaidValue {
  const last = path.at(-1);
  if (last === undefined) return say`the document`;
  if (typeof last === 'string') return code(last);
  const list = path.at(-2);
  return typeof list === 'string' ? say`item ${last + 1} of ${code(list)}` : say`item ${last + 1}`;
}

/** The same at the start of a sentence. */
export function fieldNameFirst(path: ManifestPath): SaidValue {
  const last = path.at(-1);
  if (last === undefined) return say`The document`;
  if (typeof last === 'string') return code(last);
  const list = path.at(-2);
  return typeof list === 'string' ? say`Item ${last + 1} of ${code(list)}` : say`Item ${last + 1}`;
}

/** A piece of YAML in backticks, cut if it is long. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}

/** A scalar as it is written, quotes included; one that is secret is not repeated: what is said ends up in logs. */
export function written(node: ManifestNode): SaidValue {
  return isSecretValue(node) ? say`this value` : source(node);
}

/** The same at the start of a sentence. */
export function writtenFirst(node: ManifestNode): SaidValue {
  return isSecretValue(node) ? say`This value` : source(node);
}

function source(node: ManifestNode): string {
  const text = node.source ?? String(node.value);
  if (node.style === 'double') return code(`"${text}"`);
  return code(node.style === 'single' ? `'${text}'` : text);
}

export function isSecretValue(node: ManifestNode): boolean {
  let root = node;
  while (root.parent) root = root.parent;
  return isSecretPlace(root.at('kind').value, node.path);
}

const typeWords: Readonly<Record<JsonType, Said>> = {
  object: say`a map`,
  array: say`a list`,
  string: say`text`,
  integer: say`a whole number`,
  number: say`a number`,
  boolean: say`\`true\` or \`false\``,
};

/** "a whole number or text" */
export function typesInWords(types: readonly JsonType[]): Said {
  return listed(
    types.map((type) => typeWords[type]),
    'or',
  );
}

/** "from 1 to 10 characters". @param sized the last number with what it counts */
export function rangeInWords(
  least: number | undefined,
  most: number | undefined,
  sized: (size: number) => SaidValue = (size) => size,
): Said {
  if (most === undefined) return say`at least ${sized(least ?? 0)}`;
  if (least === undefined) return say`at most ${sized(most)}`;
  return least === most ? say`exactly ${sized(least)}` : say`from ${least} to ${sized(most)}`;
}
