import type {
  Fix,
  JsonType,
  ManifestNode,
  OperatorVersion,
  Said,
  SchemaNode,
} from '../../../schemas/contract/index.ts';
import { isFormatOfCrds } from '../../../schemas/vocabulary/formats/formats.ts';
import { counted, fewOf, joined, say } from '../../../schemas/vocabulary/say.ts';
import { allowedValues } from './allowedValues.ts';
import { nearest, onePerFold } from '../../../schemas/vocabulary/nearest.ts';
import { codePoints } from './scalarFault.ts';
import type { ScalarFault } from './scalarFault.ts';
import type { SchemaCode, SchemaFinding } from './types.ts';
import { code, fieldName, fieldNameFirst, rangeInWords, written, writtenFirst } from './words.ts';
import { formatFinding } from './wrongFormat.ts';
import { beyondInt64Finding, boundsFinding, stepFinding } from './numberFindings.ts';

/** What `scalarFault` has found. */
export function wrongScalarFinding(
  fault: ScalarFault,
  node: ManifestNode,
  schema: SchemaNode,
  version: OperatorVersion | undefined,
  isOfKubernetes: boolean,
): SchemaFinding {
  switch (fault) {
    case 'enum':
      return wrongEnumFinding(node, schema, version, isOfKubernetes);
    case 'beyond-int64':
      return beyondInt64Finding(node);
    case 'bounds':
      return boundsFinding(node, schema);
    case 'step':
      return stepFinding(node, schema);
    case 'length':
      return lengthFinding(node, codePoints(String(node.value)), schema.minLength, schema.maxLength);
    case 'format':
      return formatFinding(node, schema.format ?? '');
    case 'pattern':
      return patternFinding(node, schema);
  }
}

/** A value that `enum` does not list, or lists for other operator versions only. */
function wrongEnumFinding(
  node: ManifestNode,
  schema: SchemaNode,
  version: OperatorVersion | undefined,
  isOfKubernetes: boolean,
): SchemaFinding {
  const allowed = allowedValues(schema, version) ?? [];
  const meant = nearestValue(String(node.value), allowed);
  const other = (schema.enum ?? []).find((value) => value === node.value);
  const list = allowedInWords(String(node.value), allowed);
  return {
    code: 'schema/enum',
    severity: schema.enumLenient ? 'warning' : 'error',
    node,
    message:
      other !== undefined && version !== undefined
        ? say`${refusedIn(node, version, isOfKubernetes, schema.enumVersions?.[String(other)])}: use ${list}.`
        : meant !== undefined && other === undefined
          ? say`${refused(node)}: use ${list}. Did you mean ${code(String(meant))}?`
          : say`${refused(node)}: use ${list}.`,
    ...(meant === undefined ? {} : { fixes: [writeFix(node, meant, other === undefined)] }),
  };
}

/** "`a`, `b` or `c`", those that differ in case only once. That nothing may be written is not advised. */
function allowedInWords(text: string, allowed: readonly (string | number | boolean)[]): Said {
  const values = allowed.map(String).filter((value) => value !== '');
  return fewOf(onePerFold(text, values).map(code));
}

/** "`a` is no value of `mode`", "`a` is not allowed in `hosts`" */
function refused(node: ManifestNode): Said {
  const isItem = typeof node.path.at(-1) === 'number';
  if (isItem) return say`${writtenFirst(node)} is not allowed in ${fieldName(node.path.slice(0, -1))}`;
  return say`${writtenFirst(node)} is no value of ${fieldName(node.path)}`;
}

/** "`a` is no value of `mode` in operator 1.1 (known from 1.2 to before 2.0)" */
function refusedIn(
  node: ManifestNode,
  version: OperatorVersion,
  isOfKubernetes: boolean,
  [since, until]: readonly [since: string, until: string] = ['', ''],
): Said {
  const sentence = isOfKubernetes
    ? say`${refused(node)} in Kubernetes ${version}`
    : say`${refused(node)} in operator ${version}`;
  if (since && until) return say`${sentence} (known from ${since} to before ${until})`;
  if (since) return say`${sentence} (known from ${since} on)`;
  return until ? say`${sentence} (no longer known from ${until} on)` : sentence;
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
    ? { title: say`Write ${code(String(value))}`, edits }
    : { title: say`Write ${code(String(value))}`, edits, safe: false };
}

function patternFinding(node: ManifestNode, schema: SchemaNode): SchemaFinding {
  const message = say`${writtenFirst(node)} is no valid ${fieldName(node.path)}: ${patternInWords(schema)}.`;
  return finding('schema/pattern', node, message);
}

/** What to do, as the end of a sentence. */
function patternInWords(schema: SchemaNode): Said {
  const source = schema.pattern?.source ?? '';
  const example = schema.sample ?? schema.default;
  const likeThis = typeof example === 'string' && example !== '' ? say`write it like ${code(example)}` : undefined;
  return patternWords[source] ?? likeThis ?? say`it has to match ${code(source)}`;
}

/** What to write instead of a text that the field does not take, as the end of a sentence. */
export function textRemedy(
  text: string,
  schema: SchemaNode,
  version: OperatorVersion | undefined,
): { readonly words: Said; readonly value?: string | number | boolean } | undefined {
  const allowed = allowedValues(schema, version);
  if (allowed !== undefined) {
    const value = nearestValue(text, allowed);
    return { words: say`use ${allowedInWords(text, allowed)}`, ...(value === undefined ? {} : { value }) };
  }
  return schema.pattern === undefined ? undefined : { words: patternInWords(schema) };
}

/** Patterns that stand in many CRDs, in words. */
const patternWords: Readonly<Record<string, Said>> = {
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$': say`write a quantity such as \`500m\` or \`10Gi\``,
  '^[ \\x{a0}]*[+-]?[0-9]*(\\.[0-9]*)?([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?[ \\x{a0}]*$': say`write a quantity such as \`500m\` or \`10Gi\``,
  '^(\\d+(e\\d+)?|\\d+(\\.\\d+)?(e\\d+)?[EPTGMK]i?)$': say`write an amount of bytes such as \`512Mi\` or \`10Gi\``,
  '^(\\d+m|\\d+(\\.\\d{1,3})?)$': say`write a number of CPU cores such as \`1\`, \`0.5\` or \`500m\``,
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': say`use lower-case letters, digits and \`-\`, with a letter or digit at both ends`,
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$': say`use lower-case letters, digits, \`-\` and \`.\`, with a letter or digit at both ends`,
  '^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$': say`write five fields of numbers or \`*\`, such as \`30 3 * * *\``,
};

/** Keys and texts of a map that are too much together. */
export function sizeFinding(map: ManifestNode, bytes: number, most: number): SchemaFinding {
  const message = say`${fieldNameFirst(map.path)} has ${bytes} bytes, and has to have at most ${most}, keys and values together.`;
  return { ...finding('schema/length', map, message), mark: 'key' };
}

export function lengthFinding(
  node: ManifestNode,
  length: number,
  least: number | undefined,
  most: number | undefined,
): SchemaFinding {
  const sized = sizes[node.kind];
  const message = say`${fieldNameFirst(node.path)} has ${sized(length)}, and has to have ${rangeInWords(least, most, sized)}.`;
  return { ...finding('schema/length', node, message), ...(node.kind === 'scalar' ? {} : { mark: 'key' as const }) };
}

const characters = (size: number) => counted(size, say`1 character`, say`${size} characters`);
const sizes: Readonly<Record<ManifestNode['kind'], (size: number) => Said>> = {
  scalar: characters,
  missing: characters,
  list: (size) => counted(size, say`1 item`, say`${size} items`),
  map: (size) => counted(size, say`1 key`, say`${size} keys`),
};

export function duplicateItemFinding(item: ManifestNode, first: ManifestNode, keys: readonly string[]): SchemaFinding {
  const message = say`${repeated(item, keys)}, where each may stand once: remove one.`;
  return repeatedItemFinding(item, first, keys, message);
}

/** Where the API server takes both. */
export function hiddenItemFinding(item: ManifestNode, first: ManifestNode, keys: readonly string[]): SchemaFinding {
  const message = say`${repeated(item, keys)}: one hides the other, and \`kubectl apply --server-side\` refuses both. Remove one.`;
  return { ...repeatedItemFinding(item, first, keys, message), severity: 'warning' };
}

/** "`name` `a` stands twice in `users`" */
function repeated(item: ManifestNode, keys: readonly string[]): Said {
  const list = fieldName(item.path.slice(0, -1));
  if (keys.length === 0 && item.kind !== 'scalar') return say`This item stands twice in ${list}`;
  const parts = keys
    .filter((key) => item.at(key).kind !== 'missing')
    .map((key) => say`${code(key)} ${written(item.at(key))}`);
  return say`${keys.length > 0 ? joined(parts, ', ') : writtenFirst(item)} stands twice in ${list}`;
}

function repeatedItemFinding(
  item: ManifestNode,
  first: ManifestNode,
  [key]: readonly string[],
  message: Said,
): SchemaFinding {
  return {
    ...finding('schema/duplicate-item', key === undefined ? item : item.at(key), message),
    fixes: [{ title: say`Remove this item`, edits: [{ do: 'remove', node: item }], safe: false }],
    related: [{ node: first, message: say`The first one stands here.` }],
  };
}

/** An item of a list behind whose `-` nothing stands. */
export function emptyItemFinding(node: ManifestNode): SchemaFinding {
  const message = say`${fieldNameFirst(node.path)} is empty, and is refused like that: fill it in or remove it.`;
  // A list with nothing in it may be refused as well.
  const isAlone = node.parent?.items().length === 1;
  return {
    ...finding('schema/type', node, message),
    fixes: isAlone ? [] : withoutItem(node),
  };
}

function withoutItem(node: ManifestNode): readonly Fix[] {
  return [{ title: say`Remove the item`, edits: [{ do: 'remove', node }], safe: false }];
}

/** The same where the API server reads it as empty text or an empty map. */
export function emptiedItemFinding(node: ManifestNode, types: readonly JsonType[] = []): SchemaFinding {
  const value = types.includes('object')
    ? say`an empty map`
    : types.includes('string')
      ? say`empty text`
      : say`nothing`;
  const message = say`${fieldNameFirst(node.path)} is empty, and is taken for ${value}: fill it in or remove it.`;
  return { ...emptyItemFinding(node), severity: 'warning', message, fixes: withoutItem(node) };
}

/** A list that the API server takes where text belongs. */
export function takenListFinding(schema: SchemaNode, node: ManifestNode): SchemaFinding | undefined {
  if (node.kind !== 'list') return undefined;
  if (schema.bytes && node.items().every(isByte)) {
    const message = say`${fieldNameFirst(node.path)} takes text in base64, and the numbers of this list are read as its bytes: write text.`;
    return { ...finding('schema/type', node, message), severity: 'warning' };
  }
  if (!isTakenAsList(schema)) return undefined;
  const message = say`${fieldNameFirst(node.path)} takes text. The API server lets this list pass, and what reads it does not: write text.`;
  return { ...finding('schema/type', node, message), severity: 'warning' };
}

function isByte({ kind, value }: ManifestNode): boolean {
  return (
    kind === 'scalar' && (value === null || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256))
  );
}

/**
 * Of a text with a format that it knows, the API server looks at nothing else if a list stands there.
 * Source: k8s.io/kube-openapi/pkg/validation/validate/type.go.
 */
function isTakenAsList({ type, format = '' }: SchemaNode): boolean {
  return type?.length === 1 && type[0] === 'string' && isFormatOfCrds(format);
}

function finding(findingCode: SchemaCode, node: ManifestNode, message: Said): SchemaFinding {
  return { code: findingCode, severity: 'error', node, message };
}
