import type { LanguageContext } from '../languageContext.ts';
import { lookUp } from '../languageContext.ts';
import type { CursorSubject } from '../subjects/subjectAt.ts';
import { isAvailable, keyword } from '../fieldText.ts';
import { childField, childrenOf, typesOf } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import type { Cursor } from '../yaml/index.ts';
import { escapeSnippet, writtenKey } from './proposal.ts';
import { usualKeys } from './usualKeys.ts';

const deepest = 6;

/** Where a key is written. */
export interface SnippetPlace {
  readonly context: LanguageContext;
  readonly found: CursorSubject;
  readonly cursor: Cursor;
}

export interface FieldSnippet {
  /** In the syntax of LSP snippets. Lines behind the first are indented from column 0. */
  readonly text: string;
  /** What is known can stand at the first tab stop, so that the list is worth to be opened there. */
  readonly opens: boolean;
  /** The resource around was asked: in another one it may be another. */
  readonly isOfResource: boolean;
}

/** A key with what has to stand below it and what nearly everybody keeps there, tab stops at the values. */
export function fieldSnippet(place: SnippetPlace, field: SchemaField, withValue = true): FieldSnippet {
  const { cursor } = place;
  const writing: Writing = { ...place, stops: { next: 1, opens: false, isOfResource: false } };
  const key = escapeSnippet(writtenKey(String(field.key), cursor));
  const { indent, indentStep: step } = cursor;
  const below = cursor.flow
    ? ` ${flowValue(field, writing)}`
    : !withValue && isScalarField(field)
      ? ` ${stopFor(field, writing)}`
      : writeBelow(writing, field, { column: indent, step, depth: 0 });
  const { opens, isOfResource } = writing.stops;
  return { text: `${key}:${below}`, opens, isOfResource };
}

/** The value that the snippet proposes; where a list of values opens instead, none. */
export function writtenSample(field: SchemaField): string | number | boolean | undefined {
  return hasChoice(field) ? undefined : sampleOf(field);
}

function sampleOf(field: SchemaField): string | number | boolean | undefined {
  const sample = sampleValue(field) ?? keyword(field, 'default');
  return isScalar(sample) && isScalarField(field) ? sample : undefined;
}

/** What the schema shows as an example of a field; an image also as the map around it has it, while names there are anybody's. */
export function sampleValue(field: SchemaField): unknown {
  const key = String(field.key);
  const around = field.parent && /image$/i.test(key) ? keyword(field.parent, 'sample') : undefined;
  const within = typeof around === 'object' && around !== null && Object.hasOwn(around, key);
  return keyword(field, 'sample') ?? (within ? (around as Record<string, unknown>)[key] : undefined);
}

export function isScalarField(field: SchemaField): boolean {
  return !typesOf(field).some((type) => type === 'object' || type === 'array');
}

/** A list of values opens behind the key. */
export function hasChoice(field: SchemaField): boolean {
  return field.nodes.some((node) => node.enum ?? node.suggest ?? node.type?.includes('boolean'));
}

interface Writing extends SnippetPlace {
  readonly stops: { next: number; opens: boolean; isOfResource: boolean };
}

interface Level {
  readonly column: number;
  readonly step: number;
  readonly depth: number;
}

/** What follows the colon. */
function writeBelow(writing: Writing, field: SchemaField, level: Level): string {
  const { column, step, depth } = level;
  const sample = sampleOf(field);
  if (sample !== undefined) return ` ${scalarStop(sample, field, writing)}`;
  const [type] = typesOf(field);
  if (type === 'object') return writeMap(writing, field, { column: column + step, step, depth });
  if (type === 'array') {
    if (isEmptyList(sampleValue(field))) return ` \${${String(writing.stops.next++)}:[]}`;
    const item = writeItem(writing, field, { column: column + step + 2, step, depth });
    return `\n${' '.repeat(column + step)}- ${item}`;
  }
  return ` ${stopFor(field, writing)}`;
}

function writeEntries(writing: Writing, level: Level, children: readonly SchemaField[]): string[] {
  const below = { ...level, depth: level.depth + 1 };
  return children.map((field) => {
    const key = escapeSnippet(renderScalar(String(field.key)));
    return `${key}:${writeBelow(writing, field, below)}`;
  });
}

function writeMap(writing: Writing, field: SchemaField, level: Level): string {
  const children = neededChildren(writing, field);
  const pad = `\n${' '.repeat(level.column)}`;
  if (children.length === 0 || level.depth >= deepest) return `${pad}${newStop(writing)}`;
  return writeEntries(writing, level, children)
    .map((entry) => pad + entry)
    .join('');
}

function writeItem(writing: Writing, list: SchemaField, level: Level): string {
  const item = childField(list, 0);
  const sample = keyword(list, 'sample');
  const [first] = Array.isArray(sample) ? (sample as readonly unknown[]) : [];
  if (item && isScalarField(item) && isScalar(first)) return defaultStop(first, writing);
  const children = item && typesOf(item).includes('object') ? neededChildren(writing, item) : [];
  if (children.length === 0 || level.depth >= deepest) return item ? stopFor(item, writing) : newStop(writing);
  return writeEntries(writing, level, children).join(`\n${' '.repeat(level.column)}`);
}

/**
 * Required ones, also where something else may fill them in, and what nearly everybody keeps; the name of a resource, though its
 * schema does not say so, and that of a Secret or ConfigMap of which a key is meant. The key comes last: its list depends on the name.
 */
function neededChildren({ context, found }: SnippetPlace, field: SchemaField): SchemaField[] {
  const usual = usualKeys(context, found, field.path);
  const isName = ({ path, key }: SchemaField) =>
    key === 'name' && ((path.length === 2 && path[0] === 'metadata') || isKeyReference(field));
  const isNeeded = (child: SchemaField) =>
    child.required || (child.expected && !usual.isSeldom(String(child.key))) || isName(child);
  const needed = childrenOf(field).filter(isNeeded);
  const kept = usual.kept.flatMap((key) => childField(field, key) ?? []);
  const byKey = new Map([...needed, ...kept].map((child) => [String(child.key), child]));
  const order = (key: string) => (key === 'key' && isKeyReference(field) ? '~' : usual.order(key));
  return [...byKey]
    .filter(([, child]) => isAvailable(child, found.version))
    .sort(([a], [b]) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
    .map(([, child]) => child);
}

/** `secretKeyRef`, `configMapKeyRef`, `fileKeyRef`: a key within something that has a name. */
export function isKeyReference(field: SchemaField): boolean {
  const key = childField(field, 'key');
  return key?.named === true && key.required && /KeyRef$/.test(String(field.key));
}

function flowValue(field: SchemaField, writing: Writing): string {
  const [type] = typesOf(field);
  if (type === 'object') return `{ ${newStop(writing)} }`;
  return type === 'array' ? `[${newStop(writing)}]` : stopFor(field, writing);
}

/** Where there is a choice, the list of values opens behind the key instead. */
function scalarStop(value: string | number | boolean, field: SchemaField, writing: Writing): string {
  return isListed(field, writing) ? stopFor(field, writing) : defaultStop(value, writing);
}

function defaultStop(value: string | number | boolean, writing: Writing): string {
  return `\${${String(writing.stops.next++)}:${escapeSnippet(renderScalar(value))}}`;
}

function stopFor(field: SchemaField, writing: Writing): string {
  const { stops } = writing;
  if (stops.next === 1)
    stops.opens = isListed(field, writing) || (field.parent !== undefined && isKeyReference(field.parent));
  return newStop(writing);
}

/** Whether values are known: of the field itself, or of this key of an open map. */
function isListed(field: SchemaField, { context, found, stops }: Writing): boolean {
  if (hasChoice(field)) return true;
  if (!field.parent || field.named) return false;
  const dictionary = lookUp(context, found.claim.pack, 'keys', keyword(field.parent, 'keys'));
  if (!dictionary) return false;
  stops.isOfResource = true;
  return (dictionary.find(String(field.key), found.resource)?.values ?? []).length > 0;
}

function newStop({ stops }: Writing): string {
  return `$${String(stops.next++)}`;
}

/** Most leave the list empty. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

export function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
