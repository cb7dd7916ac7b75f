import type { WrittenSchema } from './schemaSkeleton.ts';

export interface WithDefinitions {
  readonly schema: WrittenSchema;
  /** By name, in the order in which they are first needed. */
  readonly definitions: Readonly<Record<string, WrittenSchema>>;
}

/** A structure with fewer fields than this, counted through all levels, is written out wherever it stands. */
const fewest = 4;

/** Structures that stand in a schema twice become definitions, so that their help is written once. */
export function withDefinitions(schema: WrittenSchema): WithDefinitions {
  const counts = new Map<string, number>();
  count(schema, counts);
  const names = new Map<string, string>();
  const definitions: Record<string, WrittenSchema> = {};
  const share = (node: WrittenSchema, key: string): WrittenSchema => {
    const content = contentOf(node);
    if ((counts.get(content) ?? 0) < 2 || fieldsOf(node) < fewest) return shareBelow(node, key, share);
    let name = names.get(content);
    if (name === undefined) {
      name = freeName(nameOf(key), definitions);
      names.set(content, name);
      definitions[name] = {};
      definitions[name] = { ...shareBelow(node, key, share), description: '' };
    }
    return { $ref: `#/definitions/${name}` };
  };
  return { schema: shareBelow(schema, '', share), definitions };
}

type Change = (node: WrittenSchema, key: string) => WrittenSchema;

/** The node with the nodes below it changed. */
function shareBelow(node: WrittenSchema, key: string, change: Change): WrittenSchema {
  const { properties, items, additionalProperties } = node;
  return {
    ...node,
    ...(isMap(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([each, below]) => [each, inside(below, each)]),
          ),
        }
      : {}),
    ...(isMap(additionalProperties) ? { additionalProperties: inside(additionalProperties, key) } : {}),
    ...(isMap(items) ? { items: inside(items, singular(key)) } : {}),
  };

  function inside(below: unknown, each: string): unknown {
    return isMap(below) ? change(below, each) : below;
  }
}

function count(node: WrittenSchema, counts: Map<string, number>): void {
  const content = contentOf(node);
  const before = counts.get(content) ?? 0;
  counts.set(content, before + 1);
  // What is below stands as often as the structure itself, and goes with it.
  if (before === 0) for (const below of nodesBelow(node)) count(below, counts);
}

/** An item and a field of one structure are alike, though only the field is described. */
function contentOf(node: WrittenSchema): string {
  return JSON.stringify({ ...node, description: '' });
}

function fieldsOf(node: WrittenSchema): number {
  const { properties } = node;
  const own = isMap(properties) ? Object.keys(properties).length : 0;
  return nodesBelow(node).reduce((sum, below) => sum + fieldsOf(below), own);
}

function nodesBelow({ properties, items, additionalProperties }: WrittenSchema): WrittenSchema[] {
  return [...(isMap(properties) ? Object.values(properties) : []), items, additionalProperties].filter(isMap);
}

/** `backupStorage` is `BackupStorage`. */
function nameOf(key: string): string {
  const word = key.replace(/[^A-Za-z0-9]/g, '') || 'Shared';
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What one item of a list is called. */
function singular(key: string): string {
  return key.endsWith('s') && !key.endsWith('ss') ? key.slice(0, -1) : key;
}

function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(taken, name)) return name;
  for (let number = 2; ; number++)
    if (!Object.hasOwn(taken, `${name}${String(number)}`)) return `${name}${String(number)}`;
}

function isMap(value: unknown): value is WrittenSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
