/** The text in the base64 of a `!!binary`; bytes that are no UTF-8 become U+FFFD each, as in Go's JSON. `undefined` if it is no base64. */
export function readBase64(text: string): string | undefined {
  const digits = text.replace(/[\r\n]/g, '');
  const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
  const length = digits.length - padding;
  if (digits.length % 4 !== 0) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  for (let at = 0; at < length; at++) {
    const value = ALPHABET.indexOf(digits[at] ?? '');
    if (value === -1) return undefined;
    bits = (bits << 6) | value;
    const left = (at * 6 + 6) % 8;
    if (at % 4 === 0) continue;
    bytes.push((bits >> left) & 0xff);
    bits &= (1 << left) - 1;
  }
  return decodeUtf8(bytes);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const { code, length } = characterAt(bytes, at);
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

function characterAt(bytes: readonly number[], at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, length: 1 };
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  let code = first & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return NO_CHARACTER;
    code = (code << 6) | (byte & 0x3f);
  }
  const isShortest = length === 2 || (length === 3 && code > 0x7ff) || (length === 4 && code > 0xffff);
  const isCharacter = isShortest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? { code, length } : NO_CHARACTER;
}

const NO_CHARACTER = { code: 0xfffd, length: 1 };
