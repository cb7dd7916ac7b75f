import type { Fix, JsonType, ManifestNode, ManifestValue, Said, SaidValue } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { SchemaFinding } from './types.ts';
import { code, fieldName, fieldNameFirst, isSecretValue, typesInWords, written, writtenFirst } from './words.ts';

/** What else the field says of values: a fix writes nothing that the next check refuses. */
export interface Taker {
  readonly takes: (value: ManifestValue) => boolean;
  /** What is allowed, as the end of a sentence, and the value that comes nearest to a text. */
  readonly remedyFor: (
    text: string,
  ) => { readonly words: Said; readonly value?: string | number | boolean } | undefined;
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
  return {
    code: 'schema/type',
    severity: 'error',
    node,
    message: remedy?.message ?? say`${fieldNameFirst(node.path)} takes ${typesInWords(types)}, and ${isHere(node)}.`,
    ...(remedy?.fix === undefined ? {} : { fixes: [remedy.fix] }),
  };
}

/** For values that no fix can be made of. */
export const takesNothing: Taker = { takes: () => false, remedyFor: () => undefined };

interface Remedy {
  readonly message: Said;
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
  const wrong = say`${isHereFirst(node)}, and ${fieldName(node.path)} takes ${typesInWords(types)}`;
  if (!taker.takes(text)) return otherText(node, wrong, taker.remedyFor(text));
  const isSecret = isSecretValue(node);
  return {
    message: isSecret || typeof value === 'boolean' ? say`${wrong}: quote it.` : say`${wrong}: write \`"${text}"\`.`,
    fix: { title: isSecret ? say`Quote it` : say`Write "${text}"`, edits: [{ do: 'set', node, value: text }] },
  };
}

function otherText(node: ManifestNode, wrong: Said, remedy: ReturnType<Taker['remedyFor']>): Remedy {
  const message = remedy === undefined ? say`${wrong}.` : say`${wrong}: ${remedy.words}.`;
  if (remedy?.value === undefined) return { message };
  const title = say`Write ${code(String(remedy.value))}`;
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
  const wrong = say`${fieldNameFirst(node.path)} takes ${typesInWords(types)}, and ${isHere(node)}`;
  const isQuoted = node.style === 'double' || node.style === 'single';
  const same = isQuoted && (node.source === String(meant) || isSecretValue(node));
  return {
    message: same ? say`${wrong}: drop the quotes.` : say`${wrong}: write \`${String(meant)}\`.`,
    fix: {
      title: same ? say`Drop the quotes` : say`Write ${String(meant)}`,
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
    message: say`${fieldNameFirst(node.path)} takes a list, and ${isHere(node)}: write \`- \` before it, on a line of its own.`,
    fix: { title: say`Make it a list`, edits: [{ do: 'set', node, value: [node.value as ManifestValue] }] },
  };
}

/** "`on` is a boolean here" */
function isHere(node: ManifestNode): Said {
  if (node.kind === 'map') return say`this is a map`;
  if (node.kind === 'list') return say`this is a list`;
  if (node.value === '') return say`this is empty text`;
  return isScalar(node, written(node)) ?? say`nothing is written here`;
}

/** The same at the start of a sentence, of a scalar that is no text. */
function isHereFirst(node: ManifestNode): Said {
  return isScalar(node, writtenFirst(node)) ?? say`Nothing is written here`;
}

function isScalar(node: ManifestNode, value: SaidValue): Said | undefined {
  switch (typeof node.value) {
    case 'boolean':
      return say`${value} is a boolean here`;
    case 'number':
      return Number.isInteger(node.value) ? say`${value} is a number here` : say`${value} is a fraction here`;
    case 'string':
      return say`${value} is text`;
    default:
      return node.value === null && node.source && !isSecretValue(node)
        ? say`${code(node.source)} is no value`
        : undefined;
  }
}
