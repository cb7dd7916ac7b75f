import { trimEnd } from './trimEnd.ts';

/** Base64 as the API server reads the `data` of a Secret: line breaks are skipped. Decoded text never leaves this file. */

/** Why a text is no base64, as the end of a sentence whose subject is the field. `undefined`: it is. */
export function base64Problem(text: string): string | undefined {
  const compact = withoutLineBreaks(text);
  const wrong = /[^A-Za-z0-9+/=]/u.exec(compact)?.[0];
  if (wrong !== undefined)
    return `has ${wrong.trim() === '' ? 'a blank' : `"${wrong}"`} in it, which base64 does not know`;
  if (/=[^=]/.test(compact) || compact.endsWith('===')) return 'has "=" where only the end may have it';
  return compact.length % 4 === 0 ? undefined : 'has a length that is no multiple of four, so part of it is missing';
}

/** Bytes it stands for; `undefined`: no base64. */
export function base64Length(text: string): number | undefined {
  if (base64Problem(text) !== undefined) return undefined;
  const compact = withoutLineBreaks(text);
  const padding = compact.length - trimEnd(compact, '=').length;
  return (compact.length / 4) * 3 - padding;
}

/** A line break at the end, usually from `echo` without `-n`, becomes part of a password and makes it wrong. */
export function decodesWithTrailingNewline(text: string): boolean {
  const length = base64Length(text);
  if (length === undefined || length === 0) return false;
  const digits = trimEnd(withoutLineBreaks(text).slice(-4), '=');
  // The last byte consists of the last 8 bits, or, where padding follows, of the 8 before the 2 or 4 spare ones.
  let bits = 0;
  for (const digit of digits) bits = bits * 64 + ALPHABET.indexOf(digit);
  const spare = (digits.length * 6) % 8;
  return Math.floor(bits / 2 ** spare) % 256 === LINE_FEED;
}

/** The base64 of the same line without the line break at its end; `undefined`: no single line that ends with one. */
export function withoutTrailingNewline(text: string): string | undefined {
  if (!decodesWithTrailingNewline(text)) return undefined;
  const bytes = decode(text);
  bytes.pop();
  if (bytes.at(-1) === CARRIAGE_RETURN) bytes.pop();
  return bytes.length === 0 || bytes.some((byte) => byte === LINE_FEED || byte === CARRIAGE_RETURN)
    ? undefined
    : encode(bytes);
}

/** Whether base64 stands for something that can be read: UTF-8 without control characters, but for blanks and line breaks. */
export function decodesToText(text: string): boolean {
  let following = 0;
  for (const byte of decode(text)) {
    if (following > 0) {
      if (byte >> 6 !== 0b10) return false;
      following--;
    } else if (byte < 0x80) {
      if ((byte < 32 && ![9, LINE_FEED, CARRIAGE_RETURN].includes(byte)) || byte === 127) return false;
    } else {
      following = byte >> 5 === 0b110 ? 1 : byte >> 4 === 0b1110 ? 2 : byte >> 3 === 0b11110 ? 3 : -1;
      if (following < 0) return false;
    }
  }
  return following === 0;
}

/** Whether a text is the base64 of plain ASCII. */
export function encodes(text: string, plain: string): boolean {
  return withoutLineBreaks(text) === encode(Array.from(plain, (character) => character.charCodeAt(0)));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

function withoutLineBreaks(text: string): string {
  return text.replace(/[\r\n]/g, '');
}

function decode(text: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of trimEnd(withoutLineBreaks(text), '=')) {
    bits = (bits % 2 ** count) * 64 + ALPHABET.indexOf(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push(Math.floor(bits / 2 ** count));
  }
  return bytes;
}

function encode(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.slice(at, at + 3);
    const bits = (group[0] ?? 0) * 65536 + (group[1] ?? 0) * 256 + (group[2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET.charAt(Math.floor(bits / 2 ** shift) % 64));
    text += digits
      .slice(0, group.length + 1)
      .join('')
      .padEnd(4, '=');
  }
  return text;
}
