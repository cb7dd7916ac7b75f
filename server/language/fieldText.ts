import type { OperatorVersion, Said, SaidValue, SchemaNode } from '../../schemas/contract/index.ts';
import { listed, say } from '../../schemas/vocabulary/say.ts';
import { isInForce } from './compareVersions.ts';
import { allowedValues } from './schema/allowedValues.ts';
import { childField, typesOf } from './schema/walk.ts';
import type { SchemaField } from './schema/types.ts';

/** Words for a field's type: `list of string`, `map of string`, `integer or string`. */
export function typeText(field: SchemaField): Said {
  const words = typesOf(field).map((type) => {
    if (type === 'array') return say`list of ${itemText(field)}`;
    if (type === 'object') return mapText(field);
    return type;
  });
  return words.length === 0 ? anyValue : listed(words, 'or');
}

const anyValue = say`any value`;

function itemText(field: SchemaField): Said {
  const item = childField(field, 0);
  return item ? typeText(item) : anyValue;
}

function mapText(field: SchemaField): SaidValue {
  if (field.nodes.some((node) => node.properties)) return 'object';
  const values = field.nodes.some((node) => node.values !== undefined) ? childField(field, '*') : undefined;
  return values ? say`map of ${typeText(values)}` : 'object';
}

/** Values that the field may have in a version of the operator; all that any version knows if it is unknown. */
export function fieldValues(field: SchemaField, version: OperatorVersion | undefined): (string | number | boolean)[] {
  const values = field.nodes.flatMap((node) => allowedValues(node, version) ?? []);
  // That nothing may be written is not offered.
  return [...new Set(values)].filter((value) => value !== '');
}

/** First value of a keyword among the schemas that make up a field. */
export function keyword<K extends keyof SchemaNode>(field: SchemaField, name: K): SchemaNode[K] | undefined {
  return field.nodes.find((node) => node[name] !== undefined)?.[name];
}

/** Known to the version in force; with an unknown version, to the newest. */
export function isAvailable(field: SchemaField, version: OperatorVersion | undefined): boolean {
  const until = keyword(field, 'until');
  if (version === undefined) return until === undefined;
  return isInForce(keyword(field, 'since'), until, version);
}
