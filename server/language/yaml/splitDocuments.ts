/**
 * Cuts a text into its `---` documents, in order; the pieces put together are the text, and there is always at least
 * one. No YAML is parsed: `---` and `...` at the start of a line end a document everywhere, inside a block scalar too.
 * Comments, blank lines and `%` directives before a `---` belong to the document that it starts.
 */
export function splitDocuments(text: string): string[] {
  const pieces: string[] = [];
  const lines = unifyLineBreaks(text);
  const markers = markersOf(lines);
  let start = 0;
  for (const marker of markers) {
    const isEnd = lines.startsWith('...', marker);
    if (!isEnd && !hasContent(lines, start, marker)) continue;
    const cut = isEnd ? nextLine(lines, marker) : marker;
    // Nothing but comments behind the last `...`: no document of its own.
    if (!hasContent(lines, cut, lines.length)) break;
    pieces.push(text.slice(start, cut));
    start = cut;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** A lone `\r` ends a line in YAML; written as `\n` every offset stays what it was. */
export function unifyLineBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** Offsets of all lines that begin with `---` or `...` and then a blank or the end, ascending. */
function* markersOf(text: string): Generator<number> {
  let dashes = nextMarker(text, '---', 0);
  let dots = nextMarker(text, '...', 0);
  while (dashes < text.length || dots < text.length) {
    const at = Math.min(dashes, dots);
    yield at;
    if (at === dashes) dashes = nextMarker(text, '---', at + 3);
    else dots = nextMarker(text, '...', at + 3);
  }
}

/** Searching for the mark alone is twice as fast as with the line break, which is everywhere. */
function nextMarker(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at + 1)) {
    const before = text.charCodeAt(at - 1);
    const isLineStart = at === 0 || before === LF || (at === 1 && before === BOM);
    if (isLineStart && isBlank(text[at + 3])) return at;
  }
  return text.length;
}

function isBlank(char: string | undefined): boolean {
  return char === undefined || char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

/** Whether lines from one offset to another hold more than comments, blanks and directives. */
function hasContent(text: string, from: number, to: number): boolean {
  let at = from;
  if (at === 0 && text.charCodeAt(0) === BOM) at = 1;
  while (at < to) {
    let first = at;
    while (text[first] === ' ' || text[first] === '\t') first++;
    const char = text[first];
    const isBlank = char === undefined || char === '\n' || char === '\r' || char === '#';
    const isDirective = first === at && char === '%';
    if (first < to && !isBlank && !isDirective) return true;
    at = nextLine(text, at);
  }
  return false;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

const BOM = 0xfeff;
const LF = 0x0a;
