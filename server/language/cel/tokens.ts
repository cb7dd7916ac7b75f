import { encodeUtf8 } from './utf8.ts';

/** `at` and `end` are offsets into the source in UTF-16 units, end excluded. */
export interface Token {
  readonly kind: 'number' | 'string' | 'bytes' | 'name' | 'sign' | 'end';
  /** As written; of a string what it stands for. */
  readonly text: string;
  /** Of bytes. */
  readonly bytes?: Uint8Array;
  readonly at: number;
}

/** The source is no sequence of tokens, or no expression. */
export class SyntaxProblem extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const sign = /\|\||&&|[=!<>]=|[-+*/%!<>?:.,()[\]{}]/y;
const name = /[A-Za-z_]\w*/y;
const number = /0[xX][0-9a-fA-F]+[uU]?|\d+\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+|\.\d+(?:[eE][-+]?\d+)?|\d+[uU]?/y;
const quote = /([rR]?[bB]?|[bB][rR])("""|'''|"|')/y;
const blank = /(?:[\t\n\f\r ]|\/\/[^\n]*)+/y;

/** The last one is `end`. @throws {SyntaxProblem} */
export function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlanks(source, 0); at < source.length; at = skipBlanks(source, at)) {
    const [token, end] = readToken(source, at, tokens.at(-1));
    tokens.push(token);
    at = end;
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}

/** By its first character: most of what a pack's first check costs is read here, before anything is compiled. */
function readToken(source: string, at: number, previous: Token | undefined): [token: Token, end: number] {
  const first = source.charAt(at);
  const opening = mayOpen.has(first) ? matchAt(quote, source, at) : null;
  if (opening) return readString(source, at, opening);
  if (isLetter(source.charCodeAt(at))) return readPlain('name', name, source, at);
  const isNumber = isDigit(source, at) || (first === '.' && isDigit(source, at + 1) && !isOperand(previous));
  return isNumber ? readPlain('number', number, source, at) : readPlain('sign', sign, source, at);
}

const mayOpen = new Set(['"', "'", 'r', 'R', 'b', 'B']);

function isLetter(code: number): boolean {
  return (code > 96 && code < 123) || (code > 64 && code < 91) || code === 95;
}

function isDigit(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code > 47 && code < 58;
}

function readPlain(kind: 'name' | 'number' | 'sign', form: RegExp, source: string, at: number): [Token, number] {
  const text = matchAt(form, source, at)?.[0];
  if (text === undefined) throw new SyntaxProblem('this character has no meaning here', at);
  return [{ kind, text, at }, at + text.length];
}

/** Behind one, `.5` is no number but a selection. */
function isOperand(token: Token | undefined): boolean {
  return token?.kind === 'name' || token?.text === ')' || token?.text === ']';
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** Comments too. */
function skipBlanks(source: string, at: number): number {
  const code = source.charCodeAt(at);
  const isBlank = code <= 32 || code === 47;
  if (!isBlank) return at;
  return at + (matchAt(blank, source, at)?.[0].length ?? 0);
}

function readString(source: string, at: number, opening: RegExpExecArray): [token: Token, end: number] {
  const [, prefix = '', mark = ''] = opening;
  const isRaw = /r/i.test(prefix);
  const isBytes = /b/i.test(prefix);
  const parts: (string | number)[] = [];
  for (let next = at + opening[0].length; ;) {
    const char = source[next];
    if (char === undefined || (char === '\n' && mark.length === 1)) throw new SyntaxProblem('a string has no end', at);
    if (source.startsWith(mark, next)) return [stringToken(parts, isBytes, at), next + mark.length];
    if (char !== '\\' || isRaw) {
      const end = endOfPlain(source, next + 1, mark.charAt(0));
      parts.push(source.slice(next, end));
      next = end;
      continue;
    }
    const [part, end] = readEscape(source, next, isBytes);
    parts.push(part);
    next = end;
  }
}

/** Up to where a string may end, or something else than a character stands for itself. */
function endOfPlain(source: string, from: number, mark: string): number {
  let end = from;
  while (end < source.length && !isSpecial(source.charAt(end), mark)) end += 1;
  return end;
}

function isSpecial(char: string, mark: string): boolean {
  return char === mark || char === '\\' || char === '\n';
}

/** A number is a byte that was written as such. */
function stringToken(parts: readonly (string | number)[], isBytes: boolean, at: number): Token {
  if (!isBytes) return { kind: 'string', text: parts.join(''), at };
  const bytes: number[] = [];
  let text = '';
  const flush = () => {
    for (const byte of encodeUtf8(text)) bytes.push(byte);
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      flush();
      bytes.push(part);
    }
  }
  flush();
  return { kind: 'bytes', text: '', bytes: Uint8Array.from(bytes), at };
}

const escapes: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  ...{ '\\': '\\', "'": "'", '"': '"', '`': '`', '?': '?' },
};
const code = /\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

function readEscape(source: string, at: number, isBytes: boolean): [part: string | number, end: number] {
  const simple = escapes[source[at + 1] ?? ''];
  if (simple !== undefined) return [simple, at + 2];
  const match = matchAt(code, source, at);
  if (!match) throw new SyntaxProblem('this escape is unknown', at);
  const [text, byte, short, long, octal] = match;
  const value = octal === undefined ? parseInt(byte ?? short ?? long ?? '', 16) : parseInt(octal, 8);
  const end = at + text.length;
  if (isBytes) {
    if (short !== undefined || long !== undefined) throw new SyntaxProblem('bytes have no such escape', at);
    return [value, end];
  }
  if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) throw new SyntaxProblem('no such character', at);
  return [String.fromCodePoint(value), end];
}
