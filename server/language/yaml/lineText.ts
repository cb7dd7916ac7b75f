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

const BOM = 0xfeff;
