/** A place in a text as editors count: lines and UTF-16 characters from 0. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Line starts of one text. Lines end at `\n`, `\r\n` or a lone `\r`, as in the Language Server Protocol. */
export interface LineIndex {
  /** Offsets beyond the text count as its end. */
  positionAt(offset: number): LinePosition;
  /** Characters beyond a line count as its end, lines beyond the text as the end of the text. */
  offsetAt(position: LinePosition): number;
  /** Offset of a line's first character. */
  lineStart(line: number): number;
  /** Offset behind a line's last character, its line break excluded. */
  lineEnd(line: number): number;
}

export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);

  function lineStart(line: number): number {
    return line < 0 ? 0 : (starts[line] ?? text.length);
  }

  function lineEnd(line: number): number {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    return text[next - 1] === '\n' && text[next - 2] === '\r' ? next - 2 : next - 1;
  }

  function positionAt(offset: number): LinePosition {
    const place = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: place - lineStart(low) };
  }

  function offsetAt(position: LinePosition): number {
    if (position.line >= starts.length) return text.length;
    if (position.line < 0) return 0;
    return Math.min(lineStart(position.line) + Math.max(0, position.character), lineEnd(position.line));
  }

  return { positionAt, offsetAt, lineStart, lineEnd };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

const LF = 0x0a;
const CR = 0x0d;
