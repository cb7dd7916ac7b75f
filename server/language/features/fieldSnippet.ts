import type { CursorSubject } from '../subjects/subjectAt.ts';
import { isAvailable, keyword } from '../fieldText.ts';
import { childField, childrenOf, typesOf } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import type { Cursor } from '../yaml/index.ts';
import { escapeSnippet, writtenKey } from './proposal.ts';

const deepest = 6;

/**
 * A key with what has to stand below it, tab stops at the values, in the syntax of LSP snippets. Lines behind the first
 * are indented from column 0.
 */
export function fieldSnippet(found: CursorSubject, field: SchemaField, cursor: Cursor, withValue = true): string {
  const stops = { next: 1 };
  const key = writtenKey(String(field.key), cursor);
  if (cursor.flow) return `${key}: ${flowValue(field, stops)}`;
  if (!withValue && isScalarField(field)) return `${key}: $1`;
  return `${key}:${writeBelow(found, field, cursor.indent, cursor.indentStep, stops, 0)}`;
}

/** The value that the snippet proposes; where a list of values opens instead, none. */
export function writtenSample(field: SchemaField): string | number | boolean | undefined {
  return hasChoice(field) ? undefined : sampleOf(field);
}

function sampleOf(field: SchemaField): string | number | boolean | undefined {
  const sample = keyword(field, 'sample') ?? keyword(field, 'default');
  return isScalar(sample) && isScalarField(field) ? sample : undefined;
}

export function isScalarField(field: SchemaField): boolean {
  return !typesOf(field).some((type) => type === 'object' || type === 'array');
}

/** A list of values opens behind the key. */
export function hasChoice(field: SchemaField): boolean {
  return field.nodes.some((node) => node.enum ?? node.suggest ?? node.type?.includes('boolean'));
}

interface Stops {
  next: number;
}

function writeEntry(
  found: CursorSubject,
  field: SchemaField,
  column: number,
  step: number,
  stops: Stops,
  depth: number,
): string {
  return `${writeKey(field)}:${writeBelow(found, field, column, step, stops, depth)}`;
}

/** What follows the colon. */
function writeBelow(
  found: CursorSubject,
  field: SchemaField,
  column: number,
  step: number,
  stops: Stops,
  depth: number,
): string {
  const sample = sampleOf(field);
  if (sample !== undefined) return ` ${scalarStop(sample, field, stops)}`;
  const [type] = typesOf(field);
  if (type === 'object') return writeMap(found, field, column + step, step, stops, depth);
  if (type === 'array')
    return `\n${' '.repeat(column + step)}- ${writeItem(found, field, column + step + 2, step, stops, depth)}`;
  return ` $${String(stops.next++)}`;
}

function writeMap(
  found: CursorSubject,
  field: SchemaField,
  column: number,
  step: number,
  stops: Stops,
  depth: number,
): string {
  const below = neededChildren(found, field);
  const pad = `\n${' '.repeat(column)}`;
  if (below.length === 0 || depth >= deepest) return `${pad}$${String(stops.next++)}`;
  return below.map((child) => pad + writeEntry(found, child, column, step, stops, depth + 1)).join('');
}

function writeItem(
  found: CursorSubject,
  list: SchemaField,
  column: number,
  step: number,
  stops: Stops,
  depth: number,
): string {
  const item = childField(list, 0);
  const below = item && typesOf(item).includes('object') ? neededChildren(found, item) : [];
  if (!item || below.length === 0 || depth >= deepest) return `$${String(stops.next++)}`;
  return below.map((child) => writeEntry(found, child, column, step, stops, depth + 1)).join(`\n${' '.repeat(column)}`);
}

/**
 * Required ones, also where something else may fill them in; the name of a resource is, though its schema does not say so,
 * and so is that of a Secret or ConfigMap of which a key is meant. The key comes last: its list depends on the name.
 */
function neededChildren(found: CursorSubject, field: SchemaField): SchemaField[] {
  const isName = ({ path, key }: SchemaField) =>
    key === 'name' && ((path.length === 2 && path[0] === 'metadata') || isKeyReference(field));
  const needed = childrenOf(field).filter(
    (child) => (child.required || child.expected || isName(child)) && isAvailable(child, found.version),
  );
  if (!isKeyReference(field)) return needed;
  return [...needed.filter(({ key }) => key !== 'key'), ...needed.filter(({ key }) => key === 'key')];
}

/** `secretKeyRef`, `configMapKeyRef`, `fileKeyRef`: a key within something that has a name. */
export function isKeyReference(field: SchemaField): boolean {
  const key = childField(field, 'key');
  return key?.named === true && key.required && /KeyRef$/.test(String(field.key));
}

function flowValue(field: SchemaField, stops: Stops): string {
  const [type] = typesOf(field);
  const stop = `$${String(stops.next++)}`;
  if (type === 'object') return `{ ${stop} }`;
  return type === 'array' ? `[${stop}]` : stop;
}

function scalarStop(value: string | number | boolean, field: SchemaField, stops: Stops): string {
  // Where there is a choice, the list of values opens behind the key instead.
  if (hasChoice(field)) return `$${String(stops.next++)}`;
  return `\${${String(stops.next++)}:${escapeSnippet(renderScalar(value))}}`;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function writeKey(field: SchemaField): string {
  return renderScalar(String(field.key));
}
