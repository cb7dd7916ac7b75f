import type { Prose, Said } from '../../schemas/contract/index.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { isSaid } from '../../schemas/vocabulary/say.ts';

/**
 * What a person reads where nothing is rendered: without the marks of code, of bold text and of escapes, and our
 * character references as what they stand for. Links and whatever else
 * there is of Markdown stay as they are written. Still foreign for whoever shows it.
 */
export function plainText(prose: Prose | Said): string {
  if (isSaid(prose)) return render(prose).replaceAll('`', '');
  if (typeof prose === 'string') return prose;
  const { markdown } = prose;
  let plain = '';
  let at = 0;
  const missing = new Set<number>();
  while (at < markdown.length) {
    const [mark = markdown.charAt(at)] = markAt(markdown, at);
    const code = mark.startsWith('`') && !missing.has(mark.length) ? codeAt(markdown, at, mark) : undefined;
    if (code !== undefined) {
      plain += withoutPadding(code);
      at += code.length + 2 * mark.length;
      continue;
    }
    // So that no fence is looked for twice in vain.
    if (mark.startsWith('`')) missing.add(mark.length);
    plain += meaningOf(mark);
    at += mark.length;
  }
  return plain;
}

const marks = /\\[!-/:-@[-`{-~]|`+|\*\*|&#\d{2};/y;

function meaningOf(mark: string): string {
  if (mark.startsWith('&#')) return String.fromCharCode(Number(mark.slice(2, -1)));
  if (mark.startsWith('\\')) return mark.slice(1);
  return mark === '**' ? '' : mark;
}

function markAt(text: string, at: number): RegExpExecArray | [] {
  marks.lastIndex = at;
  return marks.exec(text) ?? [];
}

/** What stands between the fence and the next that is as long. */
function codeAt(text: string, at: number, fence: string): string | undefined {
  const from = at + fence.length;
  for (let start = text.indexOf('`', from); start >= 0;) {
    let end = start;
    while (text.charAt(end) === '`') end += 1;
    if (end - start === fence.length) return text.slice(from, start);
    start = text.indexOf('`', end);
  }
  return undefined;
}

function withoutPadding(code: string): string {
  return /^ .* $/.test(code) && code.trim() !== '' ? code.slice(1, -1) : code;
}
