import { readBase64 } from './readBase64.ts';

/**
 * Scalars as kubectl reads them: YAML 1.1 as in go-yaml 2 (`on`, `y` and `no` are booleans, `0600` is octal, `1_000`
 * is a number, `22:30` and timestamps stay strings), then keys as strings of JSON. `kubectl annotate --local` is the
 * oracle; test/language/yaml/kubectl.test.ts asks it.
 */

/** The content of a scalar with its escapes resolved, and what else decides on its meaning. */
export interface RawScalar {
  readonly text: string;
  /** Without quotes and not in block style. */
  readonly plain: boolean;
  /** Full name, such as `tag:yaml.org,2002:int`, or `!` or `!local`. */
  readonly tag?: string | undefined;
}

/** `refused`: kubectl stops with an error. The value is then undefined: nothing is known. */
export interface ScalarReading {
  readonly value: string | number | boolean | null | undefined;
  readonly refused?: 'infinite' | 'tag' | 'base64';
}

export interface KeyReading {
  /** The key in the JSON that kubectl sends. */
  readonly key: string;
  /** kubectl accepts no null and no integer from 2^63 on as a key. */
  readonly refused: boolean;
}

export function readScalar({ text, plain, tag }: RawScalar): ScalarReading {
  if (tag !== undefined) return readTagged(text, tag);
  if (!plain) return { value: text };
  const value = resolvePlain(text);
  if (typeof value === 'bigint') return { value: Number(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { value: undefined, refused: 'infinite' };
  return { value: positiveZero(value) };
}

/** JSON from kubectl knows no -0, except in keys. */
function positiveZero<Value>(value: Value): Value | 0 {
  return Object.is(value, -0) ? 0 : value;
}

export function readKey({ text, plain, tag }: RawScalar): KeyReading {
  if (tag === undefined && !plain) return { key: text, refused: false };
  if (tag === `${CORE}binary`) return { key: readBase64(text) ?? text, refused: false };
  const value = tag === undefined || (tag !== STRING && tag.startsWith(CORE)) ? resolvePlain(text) : text;
  if (value === null) return { key: 'null', refused: true };
  if (typeof value === 'bigint') return { key: String(value), refused: value > MAX_INT64 };
  if (typeof value === 'number') return { key: floatKey(value), refused: false };
  return { key: String(value), refused: false };
}

/** Whether kubectl reads these characters, written without quotes, as just this string. */
export function isPlainString(text: string): boolean {
  return resolvePlain(text) === text;
}

/**
 * A placeholder that another tool fills in before kubectl reads it: Flux `${NAME:=x}`, Helm or Jinja in quotes, what SOPS
 * has encrypted, references of vals and 1Password. `$(NAME)` is Kubernetes' own.
 */
export function isPlaceholder(text: string): boolean {
  const name = text.search(/\$\{#?[A-Za-z_]/);
  return (
    (name >= 0 && text.includes('}', name)) ||
    templateMarks.some(([open, close]) => encloses(text, open, close)) ||
    (text.startsWith('ENC[') && /^ENC\[[A-Z0-9_]+,[^\]]*\]$/.test(text)) ||
    text.startsWith('op://') ||
    (text.includes('ref+') && /\bref\+[a-z0-9]+:\/\//.test(text))
  );
}

const templateMarks = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['<%', '%>'],
] as const;

function encloses(text: string, open: string, close: string): boolean {
  const start = text.indexOf(open);
  return start >= 0 && text.includes(close, start + open.length);
}

const CORE = 'tag:yaml.org,2002:';
const STRING = `${CORE}str`;
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

const WORDS = new Map<string, boolean | number | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

/** Integers come as bigint, so that keys keep all their digits; every other number is a float. */
function resolvePlain(text: string): string | number | bigint | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === DOT) return dotFloat(text) ?? text;
  const isNumberStart = (first >= ZERO && first <= NINE) || first === PLUS || first === MINUS;
  if (!isNumberStart) return text;
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  return integer(digits) ?? float(digits) ?? oddBinary(digits) ?? text;
}

/** Go's ParseInt and ParseUint with base 0: `0x`, `0o`, `0b`, or `0` alone for octal; a sign, but not on 64 unsigned bits. */
function integer(text: string): bigint | undefined {
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', digits = ''] = match;
  const isBareOctal = /^0[0-7]/.test(digits);
  const size = BigInt(isBareOctal ? `0o${digits.slice(1)}` : digits);
  const value = sign === '-' ? -size : size;
  const limit = sign === '' ? MAX_UINT64 : MAX_INT64;
  return value > limit || value < -MAX_INT64 - 1n ? undefined : value;
}

function float(text: string): number | undefined {
  return /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text) ? finite(Number(text)) : undefined;
}

/** A leading dot goes straight to Go's ParseFloat, which wants underscores between digits. */
function dotFloat(text: string): number | undefined {
  if (!/^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/.test(text)) return undefined;
  return finite(Number(text.replaceAll('_', '')));
}

/** `0b-11` is -3 to go-yaml. */
function oddBinary(text: string): bigint | undefined {
  const match = /^0b([-+])([01]{1,63})$/.exec(text);
  if (!match) return undefined;
  const size = BigInt(`0b${match[2] ?? '0'}`);
  return match[1] === '-' ? -size : size;
}

/** Beyond the range of a 64-bit float go-yaml keeps the string. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function readTagged(text: string, tag: string): ScalarReading {
  if (!tag.startsWith(CORE)) return { value: text };
  const name = tag.slice(CORE.length);
  if (name === 'binary') return readBinary(text);
  const types = TAG_TYPES.get(name) ?? 'string';
  if (types === 'string') return { value: text };
  const value = resolvePlain(text);
  const read = typeof value === 'bigint' ? Number(value) : value;
  if (typeof value === 'number' && !Number.isFinite(value) && types === 'float') {
    return { value: undefined, refused: 'infinite' };
  }
  const fits =
    types === 'int' ? typeof value === 'bigint' : types === 'float' ? typeof read === 'number' : typeOf(read) === types;
  return fits ? { value: positiveZero(read) } : { value: undefined, refused: 'tag' };
}

const TAG_TYPES = new Map<string, 'string' | 'int' | 'float' | 'boolean' | 'null'>([
  ['str', 'string'],
  ['timestamp', 'string'],
  ['int', 'int'],
  ['float', 'float'],
  ['bool', 'boolean'],
  ['null', 'null'],
]);

function typeOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function readBinary(text: string): ScalarReading {
  const value = readBase64(text);
  return value === undefined ? { value, refused: 'base64' } : { value };
}

/** Go's FormatFloat(value, 'g', -1, 32): the fewest digits that give the same 32-bit float. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toExponential(digits - 1))) !== single) digits++;
  const [mantissa = '', exponent = '0'] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 6) {
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return single.toFixed(Math.max(0, digits - 1 - power));
}

const DOT = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
