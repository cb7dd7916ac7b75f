import type { CursorResource } from '../cursorResource.ts';
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
export function fieldSnippet(found: CursorResource, field: SchemaField, cursor: Cursor): string {
  const stops = { next: 1 };
  const key = writtenKey(String(field.key), cursor);
  if (cursor.flow) return `${key}: ${flowValue(field, stops)}`;
  return `${key}:${writeBelow(found, field, cursor.indent, cursor.indentStep, stops, 0)}`;
}

interface Stops {
  next: number;
}

function writeEntry(
  found: CursorResource,
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
  found: CursorResource,
  field: SchemaField,
  column: number,
  step: number,
  stops: Stops,
  depth: number,
): string {
  const types = typesOf(field);
  const sample = keyword(field, 'sample') ?? keyword(field, 'default');
  if (isScalar(sample) && !types.includes('object') && !types.includes('array'))
    return ` ${scalarStop(sample, field, stops)}`;
  const [type] = types;
  if (type === 'object') return writeMap(found, field, column + step, step, stops, depth);
  if (type === 'array')
    return `\n${' '.repeat(column + step)}- ${writeItem(found, field, column + step + 2, step, stops, depth)}`;
  return ` $${String(stops.next++)}`;
}

function writeMap(
  found: CursorResource,
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
  found: CursorResource,
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

/** Required ones; the name of a resource is, though its schema does not say so. */
function neededChildren(found: CursorResource, field: SchemaField): SchemaField[] {
  const isName = ({ path }: SchemaField) => path.length === 2 && path[0] === 'metadata' && path[1] === 'name';
  return childrenOf(field).filter((child) => (child.required || isName(child)) && isAvailable(child, found.version));
}

function flowValue(field: SchemaField, stops: Stops): string {
  const [type] = typesOf(field);
  const stop = `$${String(stops.next++)}`;
  if (type === 'object') return `{ ${stop} }`;
  return type === 'array' ? `[${stop}]` : stop;
}

function scalarStop(value: string | number | boolean, field: SchemaField, stops: Stops): string {
  // Where there is a choice, the list of values opens behind the key instead.
  if (field.nodes.some((node) => node.enum ?? node.suggest)) return `$${String(stops.next++)}`;
  return `\${${String(stops.next++)}:${escapeSnippet(renderScalar(value))}}`;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function writeKey(field: SchemaField): string {
  return renderScalar(String(field.key));
}
