import type { Readable } from 'node:stream';

export interface LineReading {
  /** Characters (UTF-16) that a line may have. */
  readonly longest: number;
  /** Called once for each line that is longer, with its beginning: a text to go on with, in place of the whole line; or it throws. */
  readonly tooLong: (beginning: string) => string;
  /** Called with each piece that arrives. */
  readonly onPiece?: () => void;
}

/**
 * Lines of an answer without their ends, as they come; what stands after the last end too, unless it is empty. Costs
 * what the text is long, however it is cut into pieces.
 */
export async function* boundedLines(
  answer: Readable,
  { longest, tooLong, onPiece }: LineReading,
): AsyncGenerator<string[]> {
  let parts: string[] = [];
  let length = 0;
  let isCut = false;
  const take = (part: string): void => {
    if (isCut || part === '') return;
    parts.push(part);
    length += part.length;
    if (length <= longest) return;
    parts = [tooLong(parts.join('').slice(0, longest))];
    isCut = true;
  };
  const finish = (): string => {
    const line = parts.join('');
    parts = [];
    length = 0;
    isCut = false;
    return line;
  };
  for await (const piece of answer.setEncoding('utf8') as AsyncIterable<string>) {
    onPiece?.();
    const lines: string[] = [];
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      take(piece.slice(start, end));
      lines.push(finish());
      start = end + 1;
    }
    take(piece.slice(start));
    if (lines.length > 0) yield lines;
  }
  if (parts.length > 0) yield [finish()];
}
