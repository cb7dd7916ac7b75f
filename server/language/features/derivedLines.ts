import type { Derived, Markdown } from '../../../schemas/contract/index.ts';
import { code, joinMarkdown, markdown, markdownIn, saidMarkdown } from '../../../schemas/vocabulary/markdown.ts';
import type { Wording } from '../../../schemas/vocabulary/render.ts';

/** Nobody reads more of a list than this. */
const shown = 12;

/** One line for each thing that the operator makes; only the first of a long list. */
export function derivedLines(derived: readonly Derived[], words: Wording): Markdown[] {
  const worded = markdownIn(words);
  const lines = derived.slice(0, shown).map((each) => derivedText(each, words));
  return derived.length > shown ? [...lines, worded`and ${derived.length - shown} more`] : lines;
}

function derivedText({ type, name, namespace, keys = [], note }: Derived, words: Wording): Markdown {
  const worded = markdownIn(words);
  const where = namespace ? worded` in namespace ${code(namespace)}` : '';
  const remark = note ? markdown` (${saidMarkdown(note, words)})` : '';
  return markdown`${type} ${code(name)}${where}${remark}${keysPart(keys, worded)}`;
}

function keysPart(keys: readonly string[], worded: typeof markdown): Markdown | '' {
  return keys.length === 0 ? '' : worded`, keys ${keyList(keys, worded)}`;
}

/** The names of keys in a line of their own. */
export function keysLine(keys: readonly string[], words: Wording): Markdown {
  const worded = markdownIn(words);
  return worded`Keys: ${keyList(keys, worded)}`;
}

function keyList(keys: readonly string[], worded: typeof markdown): Markdown {
  const codes = keys.slice(0, shown).map((key) => code(key));
  const more = keys.length > shown ? worded` and ${keys.length - shown} more` : '';
  return markdown`${joinMarkdown(codes, ', ')}${more}`;
}
