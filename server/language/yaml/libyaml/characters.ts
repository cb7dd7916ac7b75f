/** Classes of UTF-16 units as libyaml has them; `NaN`, behind the end of the text, counts where libyaml reads its final NUL. */

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const ZERO = 0x30;
export const NINE = 0x39;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_BRACE = 0x7d;
export const EXCLAMATION = 0x21;
export const BOM = 0xfeff;

export function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB;
}

/** The line breaks of YAML 1.1: U+0085, U+2028 and U+2029 too. */
export function isBreak(unit: number): boolean {
  return unit === LF || unit === CR || (unit > 0x7e && (unit === 0x85 || unit === 0x2028 || unit === 0x2029));
}

/** A line break, or the end. */
export function isBreakOrEnd(unit: number): boolean {
  return isBreak(unit) || Number.isNaN(unit);
}

export function isBlankOrEnd(unit: number): boolean {
  return unit === SPACE || unit === TAB || isBreak(unit) || Number.isNaN(unit);
}

export function isDigit(unit: number): boolean {
  return unit >= ZERO && unit <= NINE;
}

/** Letters, digits, `-` and `_`. */
export function isWord(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || isDigit(unit) || unit === DASH || unit === 0x5f
  );
}
