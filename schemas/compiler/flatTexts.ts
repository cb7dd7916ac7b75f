import { convertRe2 } from './re2/convertRe2.ts';
import type { SchemaTree, UnfinishedTree } from './schemaTree.ts';

/**
 * The settings of a tree as the data of a ConfigMap: those of its sections side by side, each a text that a Go program
 * reads. Lists are `a,b`, maps `a:1,b:2`, and empty text says nothing. Settings that no text can hold are left out.
 * https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/util/config/util.go
 */
export function flatTexts({ properties = {}, unknown, help }: SchemaTree): SchemaTree {
  const texts = Object.entries(properties)
    .flatMap(([key, field]) => settingsOf(key, field))
    .flatMap(([key, field]) => {
      const text = textTree(field);
      return text === undefined ? [] : [[key, text] as const];
    });
  const kept = new Set(['', ...texts.map(([key]) => key)]);
  const tree: UnfinishedTree = {
    type: ['object'],
    properties: Object.fromEntries(texts.map(([key, text]) => [key, withSuccessorIn(kept, text)])),
  };
  if (unknown !== undefined) tree.unknown = unknown;
  if (help !== undefined) tree.help = help;
  return tree;
}

/** A setting by itself, or those of a section; they are as old as that unless they say so themselves. */
function settingsOf(key: string, field: SchemaTree): (readonly [key: string, field: SchemaTree])[] {
  const { properties, since, kubernetes } = field;
  if (properties === undefined || kubernetes) return [[key, field]];
  return Object.entries(properties).map(([name, each]) => [name, since === undefined ? each : { since, ...each }]);
}

/** What has taken its place has to be one of the settings that are left. */
function withSuccessorIn(kept: ReadonlySet<string>, tree: SchemaTree): SchemaTree {
  const { successor, ...others } = tree;
  return successor === undefined || kept.has(successor) ? tree : others;
}

function textTree(field: SchemaTree): SchemaTree | undefined {
  const form = formOf(field);
  if (form === undefined) return undefined;
  const tree: UnfinishedTree = { ...form, type: ['string'], emptyIsAbsent: true };
  const byDefault = settingText(field.default);
  const sample = settingText(field.sample);
  if (byDefault !== undefined) tree.default = byDefault;
  if (sample !== undefined) tree.sample = sample;
  for (const keyword of ['since', 'until', 'successor'] as const)
    if (field[keyword] !== undefined) tree[keyword] = field[keyword];
  if (field.help !== undefined) tree.help = field.help;
  const readings = field.readings?.flatMap(({ schema, ...range }) => {
    const text = textTree(schema);
    return text === undefined ? [] : [{ ...range, schema: text }];
  });
  if (readings !== undefined) tree.readings = readings;
  return tree;
}

/** What the text has to be like; `undefined`: none can hold the value. */
function formOf(field: SchemaTree): SchemaTree | undefined {
  const [type, ...others] = field.type ?? [];
  if (others.length > 0 || field.kubernetes) return undefined;
  switch (type) {
    case 'string':
      return field;
    case 'boolean':
      return { format: 'text-boolean', suggest: 'switch' };
    case 'integer':
      return { format: integerFormat(field.minimum) };
    case 'array':
      return field.items && listForm(field.items);
    case 'object':
      return { format: 'text-map' };
    default:
      return undefined;
  }
}

/** Of items that are maps, the operator reads one. */
function listForm(items: SchemaTree): SchemaTree | undefined {
  if (!items.type?.includes('string')) return formOf(items);
  const item = /^\^(.*)\$$/.exec(items.pattern?.source ?? '')?.[1];
  if (item === undefined) return {};
  const source = `^(${item})(,(${item}))*$`;
  return { pattern: { source, ...convertRe2(source) } };
}

function integerFormat(minimum: number | undefined): string {
  if (minimum === 1) return 'text-positive';
  return minimum === 0 ? 'text-natural' : 'text-integer';
}

/** A value as a setting holds it. */
function settingText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(String).join(',');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, each]) => `${key}:${String(each)}`)
      .join(',');
  }
  return typeof value === 'string' ? value : value === undefined ? undefined : JSON.stringify(value);
}
