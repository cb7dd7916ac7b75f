import type { Derived, Markdown } from '../../../schemas/contract/index.ts';
import { code, joinMarkdown, markdown } from '../../../schemas/vocabulary/markdown.ts';

/** Nobody reads more of a list than this. */
const shown = 12;

/** One line for each thing that the operator makes; only the first of a long list. */
export function derivedLines(derived: readonly Derived[]): Markdown[] {
  const lines = derived.slice(0, shown).map(derivedText);
  return derived.length > shown ? [...lines, markdown`and ${derived.length - shown} more`] : lines;
}

function derivedText({ type, name, namespace, keys = [], note }: Derived): Markdown {
  const where = namespace ? markdown` in namespace ${code(namespace)}` : '';
  const remark = note ? markdown` (${note})` : '';
  return markdown`${type} ${code(name)}${where}${remark}${keysPart(keys)}`;
}

function keysPart(keys: readonly string[]): Markdown | '' {
  return keys.length === 0 ? '' : markdown`, keys ${keyList(keys)}`;
}

/** The names of keys in a line of their own. */
export function keysLine(keys: readonly string[]): Markdown {
  return markdown`Keys: ${keyList(keys)}`;
}

function keyList(keys: readonly string[]): Markdown {
  const codes = keys.slice(0, shown).map((key) => code(key));
  const more = keys.length > shown ? markdown` and ${keys.length - shown} more` : '';
  return markdown`${joinMarkdown(codes, ', ')}${more}`;
}
