/** Lines of a text around an offset; they end at `\n`, a `\r` before it is not part of the line. */

export function lineStart(text: string, offset: number): number {
  const start = offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.charCodeAt(0) === BOM ? 1 : start;
}

export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** `lineEnd` for offsets that only grow: however often it is asked, each line is searched once. */
export function growingLineEnd(text: string): (offset: number) => number {
  let end = -1;
  return (offset) => (offset <= end ? end : (end = lineEnd(text, offset)));
}

/** Offset of the first character of the next line, or the end of the text. */
export function afterLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** Offset behind the last character before `offset` that is neither blank nor a line break. */
export function behindText(text: string, offset: number): number {
  let place = offset;
  while (place > 0 && /\s/.test(text[place - 1] ?? '')) place--;
  return place;
}

/** The same, but not beyond the start of the line. */
export function behindBlanks(text: string, offset: number): number {
  let place = offset;
  while (place > 0 && (text[place - 1] === ' ' || text[place - 1] === '\t')) place--;
  return place;
}

/** Offset of the first of the properties (an anchor, a tag) before a key in its line, which begin with one of the marks. */
export function behindProperties(text: string, keyStart: number, marks: string): number {
  const start = lineStart(text, keyStart);
  let found = keyStart;
  for (;;) {
    const end = behindBlanks(text, found);
    if (end === found || end <= start) return found;
    let word = end;
    let first = -1;
    while (word > start && /\S/.test(text[word - 1] ?? '')) if (marks.includes(text[--word] ?? '')) first = word;
    if (first < 0) return found;
    found = first;
    if (first !== word) return found;
  }
}

const BOM = 0xfeff;
