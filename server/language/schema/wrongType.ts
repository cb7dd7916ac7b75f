import type { Fix, JsonType, ManifestNode, ManifestValue } from '../../../schemas/contract/index.ts';
import type { SchemaFinding } from './types.ts';
import { capitalised, code, fieldName, isSecretValue, typesInWords, written } from './words.ts';

/** What else the field says of values: a fix writes nothing that the next check refuses. */
export interface Taker {
  readonly takes: (value: ManifestValue) => boolean;
  /** What is allowed, as the end of a sentence, and the value that comes nearest to a text. */
  readonly remedyFor: (
    text: string,
  ) => { readonly words: string; readonly value?: string | number | boolean } | undefined;
}

/** Whether a value is of one of the types. A placeholder is; null is of none. */
export function hasType(types: readonly JsonType[], node: ManifestNode): boolean {
  if (node.kind === 'map') return types.includes('object');
  if (node.kind === 'list') return types.includes('array');
  const { value } = node;
  switch (typeof value) {
    case 'string':
      return types.includes('string');
    case 'boolean':
      return types.includes('boolean');
    case 'number':
      return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
    default:
      return value === undefined;
  }
}

/** Says what kubectl reads, and how to write what the field takes. */
export function wrongTypeFinding(node: ManifestNode, types: readonly JsonType[], taker: Taker): SchemaFinding {
  const remedy = remedyFor(node, types, taker);
  const wants = `${fieldName(node.path)} takes ${typesInWords(types)}`;
  return {
    code: 'schema/type',
    severity: 'error',
    node,
    message: remedy?.message ?? capitalised(`${wants}, and ${isHere(node)}.`),
    ...(remedy?.fix === undefined ? {} : { fixes: [remedy.fix] }),
  };
}

/** For values that no fix can be made of. */
export const takesNothing: Taker = { takes: () => false, remedyFor: () => undefined };

interface Remedy {
  readonly message: string;
  readonly fix?: Fix;
}

function remedyFor(node: ManifestNode, types: readonly JsonType[], taker: Taker): Remedy | undefined {
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  return quoted(node, types, taker) ?? unquoted(node, types, taker) ?? wrapped(node, types, taker);
}

/** `on`, `5432`, `0.5` where text belongs: what is written, in quotes, if that is a text that the field takes. */
function quoted(node: ManifestNode, types: readonly JsonType[], taker: Taker): Remedy | undefined {
  const { value } = node;
  if (!types.includes('string') || typeof value === 'string') return undefined;
  const text = node.source?.trim() ?? String(value);
  const wants = `${fieldName(node.path)} takes ${typesInWords(types)}`;
  if (!taker.takes(text)) return otherText(node, wants, taker.remedyFor(text));
  const isSecret = isSecretValue(node);
  const remedy = isSecret || typeof value === 'boolean' ? 'quote it' : `write \`"${text}"\``;
  return {
    message: capitalised(`${isHere(node)}, and ${wants}: ${remedy}.`),
    fix: { title: isSecret ? 'Quote it' : `Write "${text}"`, edits: [{ do: 'set', node, value: text }] },
  };
}

function otherText(node: ManifestNode, wants: string, remedy: ReturnType<Taker['remedyFor']>): Remedy {
  const message = capitalised(`${isHere(node)}, and ${wants}${remedy === undefined ? '' : `: ${remedy.words}`}.`);
  if (remedy?.value === undefined) return { message };
  const title = `Write ${code(String(remedy.value))}`;
  return { message, fix: { title, edits: [{ do: 'set', node, value: remedy.value }], safe: false } };
}

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** `"2"` where a number belongs, `"true"` or `1` where a boolean does. */
function unquoted(node: ManifestNode, types: readonly JsonType[], { takes }: Taker): Remedy | undefined {
  const meant = meantValue(node.value, types);
  if (meant === undefined || !takes(meant)) return undefined;
  const wants = `${fieldName(node.path)} takes ${typesInWords(types)}`;
  const isQuoted = node.style === 'double' || node.style === 'single';
  const same = isQuoted && (node.source === String(meant) || isSecretValue(node));
  return {
    message: capitalised(`${wants}, and ${isHere(node)}: ${same ? 'drop the quotes' : `write \`${String(meant)}\``}.`),
    fix: {
      title: same ? 'Drop the quotes' : `Write ${String(meant)}`,
      edits: [{ do: 'set', node, value: meant }],
      ...(typeof node.value === 'number' ? { safe: false as const } : {}),
    },
  };
}

function meantValue(value: unknown, types: readonly JsonType[]): number | boolean | undefined {
  if (types.includes('boolean')) {
    if (typeof value === 'string') return booleans[value.trim().toLowerCase()];
    if (value === 0 || value === 1) return value === 1;
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (types.includes('integer') && /^-?(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (types.includes('number') && /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(text)) return Number(text);
  return undefined;
}

/** A single value where a list belongs, if the list would take it. */
function wrapped(node: ManifestNode, types: readonly JsonType[], { takes }: Taker): Remedy | undefined {
  if (!types.includes('array') || !takes([node.value as ManifestValue])) return undefined;
  return {
    message: capitalised(
      `${fieldName(node.path)} takes a list, and ${isHere(node)}: write \`- \` before it, on a line of its own.`,
    ),
    fix: { title: 'Make it a list', edits: [{ do: 'set', node, value: [node.value as ManifestValue] }] },
  };
}

/** "`on` is a boolean here" */
function isHere(node: ManifestNode): string {
  if (node.kind === 'map') return 'this is a map';
  if (node.kind === 'list') return 'this is a list';
  switch (typeof node.value) {
    case 'boolean':
      return `${written(node)} is a boolean here`;
    case 'number':
      return `${written(node)} is ${Number.isInteger(node.value) ? 'a number' : 'a fraction'} here`;
    case 'string':
      return node.value === '' ? 'this is empty text' : `${written(node)} is text`;
    default:
      return node.value === null && node.source && !isSecretValue(node)
        ? `${code(node.source)} is no value`
        : 'nothing is written here';
  }
}
