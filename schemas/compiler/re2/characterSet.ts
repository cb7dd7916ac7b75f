/** Characters of which one may stand at a place, by code point. */
export interface CharacterSet {
  readonly items: readonly SetItem[];
  /** All characters but these. */
  readonly negated: boolean;
  /** `(?i)`: upper and lower case are one. */
  readonly fold: boolean;
}

/** Both ends included; or a class of Unicode such as `L` or `Script=Greek`, or what is not in it. */
export type SetItem = CodeRange | { readonly property: string; readonly negated: boolean };

export type CodeRange = readonly [from: number, to: number];

const LAST = 0x10ffff;

/** What lies between ranges that are in order. */
export function complement(ranges: readonly CodeRange[]): CodeRange[] {
  const starts = [0, ...ranges.map(([, to]) => to + 1)];
  const ends = [...ranges.map(([from]) => from - 1), LAST];
  return starts.map((from, index) => [from, ends[index] ?? LAST] as const).filter(([from, to]) => from <= to);
}

/** Of one character, as a code point. */
export type CharacterTest = (code: number) => boolean;

/** ASCII is looked up in a table, which is filled as it is asked for. */
export function testerOf(set: CharacterSet): CharacterTest {
  const tests = set.items.map((item) => itemTest(item, set.fold));
  const isIn = (code: number) => tests.some((test) => test(code)) !== set.negated;
  const [unknown, no, yes] = [0, 1, 2];
  const known = new Uint8Array(128);
  return (code) => {
    if (code > 127) return isIn(code);
    if (known[code] === unknown) known[code] = isIn(code) ? yes : no;
    return known[code] === yes;
  };
}

function itemTest(item: SetItem, fold: boolean): CharacterTest {
  const flags = fold ? 'iu' : 'u';
  if ('property' in item) {
    const pattern = new RegExp(`^\\p{${item.property}}$`, flags);
    return (code) => pattern.test(String.fromCodePoint(code)) !== item.negated;
  }
  const [from, to] = item;
  if (!fold) return (code) => code >= from && code <= to;
  // JavaScript folds as Unicode does, one character for one, which is what RE2 does too.
  const pattern = new RegExp(`^[${escapeCode(from)}-${escapeCode(to)}]$`, flags);
  return (code) => pattern.test(String.fromCodePoint(code));
}

/** A character in a class of JavaScript. */
export function escapeCode(code: number): string {
  const char = String.fromCodePoint(code);
  if (code > 0x7e) return `\\u{${code.toString(16)}}`;
  if (/[A-Za-z0-9_ !"#%&',:;<=>@`~]/.test(char)) return char;
  return code < 0x20 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\${char}`;
}
