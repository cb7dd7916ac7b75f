import { Writable } from 'node:stream';

/** Takes what a program prints. */
export interface PrintedLines {
  readonly stream: Writable;
  /** Once the program has ended: its last line may have no end. */
  flush(): void;
}

/** Characters of a line that are shown. */
const longest = 300;

/** Tells each line that is not empty as it comes. A program that never ends its line does not fill the memory. */
export function printedLines(tell: (line: string) => void): PrintedLines {
  let rest = '';
  const take = (line: string): void => {
    if (line.trim() !== '') tell(shown(line));
  };
  const stream = new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, callback) {
      const lines = `${rest}${chunk.toString('utf8')}`.split(/\r?\n|\r/);
      rest = (lines.pop() ?? '').slice(-longest);
      for (const line of lines) take(line);
      callback();
    },
  });
  return {
    stream,
    flush() {
      take(rest);
      rest = '';
    },
  };
}

/** A program may print how it connects; what looks like a password does not get any further. */
function shown(line: string): string {
  return line
    .trim()
    .replace(/(:\/\/[^\s/:@]*):[^\s@]*@/g, '$1:***@')
    .replace(/(passw(?:or)?d\s*[=:]\s*)(?:'[^']*'|"[^"]*"|\S+)/gi, '$1***')
    .slice(0, longest);
}
