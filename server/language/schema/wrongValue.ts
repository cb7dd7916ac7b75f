import type { Fix, JsonType, ManifestNode, OperatorVersion, SchemaNode } from '../../../schemas/contract/index.ts';
import { allowedValues } from './allowedValues.ts';
import { nearest, onePerFold } from '../../../schemas/vocabulary/nearest.ts';
import type { SchemaCode, SchemaFinding } from './types.ts';
import { capitalised, code, fewOf, fieldName, written } from './words.ts';

/** A value that `enum` does not list, or lists for other operator versions only. */
export function wrongEnumFinding(
  node: ManifestNode,
  schema: SchemaNode,
  version: OperatorVersion | undefined,
): SchemaFinding {
  const allowed = allowedValues(schema, version) ?? [];
  const meant = nearestValue(String(node.value), allowed);
  const other = (schema.enum ?? []).find((value) => value === node.value);
  const list = allowedInWords(String(node.value), allowed);
  const question = meant !== undefined && other === undefined ? ` Did you mean ${code(String(meant))}?` : '';
  return {
    code: 'schema/enum',
    severity: schema.enumLenient ? 'warning' : 'error',
    node,
    message: capitalised(
      other !== undefined && version !== undefined
        ? `${refused(node)} in operator ${version}${knownIn(schema, other)}: use ${list}.`
        : `${refused(node)}: use ${list}.${question}`,
    ),
    ...(meant === undefined ? {} : { fixes: [writeFix(node, meant, other === undefined)] }),
  };
}

/** "`a`, `b` or `c`", those that differ in case only once. */
function allowedInWords(text: string, allowed: readonly (string | number | boolean)[]): string {
  return fewOf(onePerFold(text, allowed.map(String)).map(code));
}

/** "`a` is no value of `mode`", "`a` is not allowed in `hosts`" */
function refused(node: ManifestNode): string {
  const isItem = typeof node.path.at(-1) === 'number';
  if (isItem) return `${written(node)} is not allowed in ${fieldName(node.path.slice(0, -1))}`;
  return `${written(node)} is no value of ${fieldName(node.path)}`;
}

/** " (it is known from 1.2 to before 2.0)" */
function knownIn(schema: SchemaNode, value: string | number | boolean): string {
  const [since, until] = schema.enumVersions?.[String(value)] ?? ['', ''];
  if (since && until) return ` (known from ${since} to before ${until})`;
  if (since) return ` (known from ${since} on)`;
  return until ? ` (no longer known from ${until} on)` : '';
}

/** By spelling; a number, or the only value there is, by size. */
function nearestValue(text: string, allowed: readonly (string | number | boolean)[]) {
  const [spelt] = nearest(text, allowed.map(String));
  if (spelt !== undefined && Number.isNaN(Number(text))) return allowed.find((value) => String(value) === spelt);
  if (allowed.length === 1) return allowed[0];
  const wanted = Number(text);
  const numbers = allowed.filter((value) => value !== '' && !Number.isNaN(Number(value)));
  if (text.trim() === '' || Number.isNaN(wanted) || numbers.length === 0) return undefined;
  const distance = (value: string | number | boolean) => Math.abs(Number(value) - wanted);
  return numbers.reduce((best, value) => (distance(value) < distance(best) ? value : best));
}

function writeFix(node: ManifestNode, value: string | number | boolean, isSpelling: boolean): Fix {
  const edits = [{ do: 'set', node, value }] as const;
  const safe = isSpelling && Number.isNaN(Number(node.value));
  return safe
    ? { title: `Write ${code(String(value))}`, edits }
    : { title: `Write ${code(String(value))}`, edits, safe: false };
}

export function patternFinding(node: ManifestNode, schema: SchemaNode): SchemaFinding {
  const subject = `${written(node)} is no valid ${fieldName(node.path)}`;
  return finding('schema/pattern', node, `${subject}: ${patternInWords(schema)}.`);
}

function patternInWords(schema: SchemaNode): string {
  const source = schema.pattern?.source ?? '';
  const example = schema.sample ?? schema.default;
  const likeThis = typeof example === 'string' && example !== '' ? `write it like ${code(example)}` : undefined;
  return patternWords[source] ?? likeThis ?? `it has to match ${code(source)}`;
}

/** What to write instead of a text that the field does not take, as the end of a sentence. */
export function textRemedy(
  text: string,
  schema: SchemaNode,
  version: OperatorVersion | undefined,
): { readonly words: string; readonly value?: string | number | boolean } | undefined {
  const allowed = allowedValues(schema, version);
  if (allowed !== undefined) {
    const value = nearestValue(text, allowed);
    return { words: `use ${allowedInWords(text, allowed)}`, ...(value === undefined ? {} : { value }) };
  }
  return schema.pattern === undefined ? undefined : { words: patternInWords(schema) };
}

/** Patterns that stand in many CRDs, in words. */
const patternWords: Readonly<Record<string, string>> = {
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$':
    'write a quantity such as `500m` or `10Gi`',
  '^[ \\x{a0}]*[+-]?[0-9]*(\\.[0-9]*)?([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?[ \\x{a0}]*$':
    'write a quantity such as `500m` or `10Gi`',
  '^(\\d+(e\\d+)?|\\d+(\\.\\d+)?(e\\d+)?[EPTGMK]i?)$': 'write an amount of bytes such as `512Mi` or `10Gi`',
  '^(\\d+m|\\d+(\\.\\d{1,3})?)$': 'write a number of CPU cores such as `1`, `0.5` or `500m`',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': 'use lower-case letters, digits and `-`, with a letter or digit at both ends',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$':
    'use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends',
  '^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$': 'write five fields of numbers or `*`, such as `30 3 * * *`',
};

/** A number outside `minimum` ... `maximum`. */
export function boundsFinding(node: ManifestNode, schema: SchemaNode): SchemaFinding {
  return finding(
    'schema/bounds',
    node,
    `${fieldName(node.path)} is ${written(node)}, and has to be ${range(schema.minimum, schema.maximum)}.`,
  );
}

export function lengthFinding(
  node: ManifestNode,
  length: number,
  least: number | undefined,
  most: number | undefined,
): SchemaFinding {
  const [one, many] = units[node.kind];
  const unit = most === 1 || (most === undefined && least === 1) ? one : many;
  const size = `${String(length)} ${length === 1 ? one : many}`;
  const message = `${fieldName(node.path)} has ${size}, and has to have ${range(least, most)} ${unit}.`;
  return { ...finding('schema/length', node, message), ...(node.kind === 'scalar' ? {} : { mark: 'key' as const }) };
}

const units = {
  scalar: ['character', 'characters'],
  missing: ['character', 'characters'],
  list: ['item', 'items'],
  map: ['key', 'keys'],
} as const;

export function duplicateItemFinding(item: ManifestNode, first: ManifestNode, keys: readonly string[]): SchemaFinding {
  return repeatedItemFinding(item, first, keys, ', where each may stand once: remove one.');
}

/** Where the API server takes both. */
export function hiddenItemFinding(item: ManifestNode, first: ManifestNode, keys: readonly string[]): SchemaFinding {
  const consequence = ': one hides the other, and `kubectl apply --server-side` refuses both. Remove one.';
  return { ...repeatedItemFinding(item, first, keys, consequence), severity: 'warning' };
}

function repeatedItemFinding(
  item: ManifestNode,
  first: ManifestNode,
  keys: readonly string[],
  consequence: string,
): SchemaFinding {
  const parts = keys
    .filter((key) => item.at(key).kind !== 'missing')
    .map((key) => `${code(key)} ${written(item.at(key))}`);
  const what = keys.length > 0 ? parts.join(', ') : item.kind === 'scalar' ? written(item) : 'this item';
  const node = keys[0] === undefined ? item : item.at(keys[0]);
  return {
    ...finding(
      'schema/duplicate-item',
      node,
      `${what} stands twice in ${fieldName(item.path.slice(0, -1))}${consequence}`,
    ),
    fixes: [{ title: 'Remove this item', edits: [{ do: 'remove', node: item }], safe: false }],
    related: [{ node: first, message: 'The first one stands here.' }],
  };
}

/** An item of a list behind whose `-` nothing stands. */
export function emptyItemFinding(node: ManifestNode): SchemaFinding {
  const message = `${fieldName(node.path)} is empty, and is refused like that: fill it in or remove it.`;
  return {
    ...finding('schema/type', node, message),
    fixes: [{ title: 'Remove the item', edits: [{ do: 'remove', node }], safe: false }],
  };
}

/** The same where the API server reads it as empty text or an empty map. */
export function emptiedItemFinding(node: ManifestNode, types: readonly JsonType[] = []): SchemaFinding {
  const value = types.includes('object') ? 'an empty map' : types.includes('string') ? 'empty text' : 'nothing';
  const message = `${fieldName(node.path)} is empty, and is taken for ${value}: fill it in or remove it.`;
  return { ...emptyItemFinding(node), severity: 'warning', message: capitalised(message) };
}

/** Whether the API server takes a list for the bytes of a value in base64. */
export function isBytes(node: ManifestNode): boolean {
  const isByte = (value: unknown) =>
    value === null || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256);
  return node.kind === 'list' && node.items().every((item) => item.kind === 'scalar' && isByte(item.value));
}

export function bytesFinding(node: ManifestNode): SchemaFinding {
  const message = `${fieldName(node.path)} takes text in base64, and the numbers of this list are read as its bytes: write text.`;
  return { ...finding('schema/type', node, message), severity: 'warning' };
}

function range(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && least === most) return `exactly ${String(least)}`;
  if (least !== undefined && most !== undefined) return `from ${String(least)} to ${String(most)}`;
  return least === undefined ? `at most ${String(most)}` : `at least ${String(least)}`;
}

function finding(findingCode: SchemaCode, node: ManifestNode, message: string): SchemaFinding {
  return { code: findingCode, severity: 'error', node, message: capitalised(message) };
}
