import type { CompiledSchema, SchemaNode, SchemaRef } from '../../schemas/contract/index.ts';
import { schemas } from './fixtures.ts';

/** A manifest that holds one value, whatever else it lacks. */
export interface Planted {
  /** `postgresql spec.teamId: 30`. */
  readonly name: string;
  readonly text: string;
  /** Where the value stands, from 0. */
  readonly line: number;
}

/** Every field of every schema, as far as they differ, with each of the values, and its own in another case. */
export function* plantedValues(values: readonly string[]): Iterable<Planted> {
  const seen = new Set<string>();
  for (const { apiVersion, kind } of schemas.kinds()) {
    const schema = schemas.schema(apiVersion, kind);
    if (!schema) continue;
    for (const field of fieldsOf(schema, seen)) {
      const own = (field.node.enum ?? []).slice(0, 2).map((value) => otherCase(String(value)));
      for (const value of [...values, ...own]) yield plant(apiVersion, kind, field.path, value);
    }
  }
}

interface Field {
  readonly path: readonly (string | 0)[];
  readonly node: SchemaNode;
}

/** What nobody checks in a manifest, and what is the header. */
const left = ['apiVersion', 'kind', 'status'];

function* fieldsOf(schema: CompiledSchema, seen: Set<string>): Iterable<Field> {
  const waiting: { readonly path: readonly (string | 0)[]; readonly ref: SchemaRef }[] = [
    { path: [], ref: schema.root },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path: place, ref } = next;
    const node = schema.nodes.at(ref);
    const [first] = place;
    if (node === undefined || (typeof first === 'string' && left.includes(first))) continue;
    const id = signature(schema, node, place);
    if (seen.has(id)) continue;
    seen.add(id);
    if (place.length > 0) yield { path: place, node };
    const below = Object.entries(node.properties ?? {}).map(([key, child]) => ({ path: [...place, key], ref: child }));
    waiting.push(...below.reverse());
    if (node.values !== undefined) waiting.push({ path: [...place, 'a'], ref: node.values });
    if (node.items !== undefined) waiting.push({ path: [...place, 0], ref: node.items });
  }
}

/** Fields of one name that check the same are one. */
function signature({ nodes }: CompiledSchema, node: SchemaNode, place: Field['path']): string {
  const { type, enum: values, pattern, minimum, maximum, suggest, explain, items, properties, successor } = node;
  const below = [items === undefined ? undefined : nodes.at(items)?.type, Object.keys(properties ?? {})];
  return JSON.stringify([place.at(-1), type, values, pattern, minimum, maximum, suggest, explain, successor, below]);
}

function plant(apiVersion: string, kind: string, place: Field['path'], value: string): Planted {
  const lines = [`apiVersion: ${apiVersion}`, `kind: ${kind}`];
  if (place[0] !== 'metadata') lines.push('metadata: { name: a }');
  let [indent, dash] = ['', ''];
  for (const key of place.slice(0, -1)) {
    if (key === 0) dash += '- ';
    else {
      lines.push(`${indent}${dash}${key}:`);
      indent += `${' '.repeat(dash.length)}  `;
      dash = '';
    }
  }
  const last = place.at(-1);
  lines.push(last === 0 ? `${indent}${dash}- ${value}` : `${indent}${dash}${last ?? ''}: ${value}`);
  return { name: `${kind} ${place.join('.')}: ${value}`, text: `${lines.join('\n')}\n`, line: lines.length - 1 };
}

function otherCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}
