/** UTF-8 by hand: the library that pure code is compiled against has no `TextEncoder`. */

export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return Uint8Array.from(bytes);
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** `undefined`: no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = lengthOf(first);
    if (length === undefined || at + length > bytes.length) return undefined;
    let code = length === 1 ? first : first & (0x7f >> length);
    for (let next = at + 1; next < at + length; next++) {
      const byte = bytes[next] ?? 0;
      if (byte >> 6 !== 2) return undefined;
      code = (code << 6) | (byte & 0x3f);
    }
    const isShortest = code >= (smallest[length] ?? 0);
    if (!isShortest || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

const smallest = [0, 0, 0x80, 0x800, 0x10000];

function lengthOf(first: number): number | undefined {
  if (first < 0x80) return 1;
  if (first >> 5 === 6) return 2;
  if (first >> 4 === 14) return 3;
  return first >> 3 === 30 ? 4 : undefined;
}
