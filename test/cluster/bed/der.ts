// The Distinguished Encoding Rules of ASN.1, as far as a certificate needs them: X.690.

/** Tag, length, content. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

export function sequence(...contents: readonly Uint8Array[]): Buffer {
  return der(0x30, ...contents);
}

export function setOf(...contents: readonly Uint8Array[]): Buffer {
  return der(0x31, ...contents);
}

/** `bytes`: big-endian, the first one from 01 to 7F, so that the number is positive and as short as can be. */
export function integer(...bytes: readonly number[]): Buffer {
  return der(0x02, Buffer.from(bytes));
}

export function yes(): Buffer {
  return der(0x01, Buffer.of(0xff));
}

export function utf8String(text: string): Buffer {
  return der(0x0c, Buffer.from(text));
}

export function octetString(content: Uint8Array): Buffer {
  return der(0x04, content);
}

/** `unused`: how many bits of the last byte don't count. */
export function bitString(content: Uint8Array, unused = 0): Buffer {
  return der(0x03, Buffer.of(unused), content);
}

/** `[number]` around something complete. */
export function tagged(number: number, ...contents: readonly Uint8Array[]): Buffer {
  return der(0xa0 + number, ...contents);
}

/** `[number]` in place of the type's own tag, for types that are not made of others. */
export function retagged(number: number, content: Uint8Array): Buffer {
  return der(0x80 + number, content);
}

/** Two digits for the year: good from 1950 to 2049. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '').slice(2);
  return der(0x17, Buffer.from(digits));
}

/** In dots, like `2.5.4.3`. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left % 128) + 128);
  return bytes;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  if (length < 0x100) return Buffer.of(0x81, length);
  return Buffer.of(0x82, length >> 8, length & 0xff);
}
