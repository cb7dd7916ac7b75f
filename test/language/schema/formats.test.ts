import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompiledSchema, SchemaNode } from '../../../schemas/contract/index.ts';
import { findingSpan } from '../../../server/language/findingSpan.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { validateResource } from '../../../server/language/schema/validate.ts';
import { parseDocument, writeEdits } from '../../../server/language/yaml/index.ts';
import { formatVerdicts } from '../../support/formatVerdicts.ts';

const head = 'apiVersion: toy.example/v1\nkind: Thing\n';

/** A kind whose only field is `value`, with this schema; `below` follow it in the table, from 2 on. */
function schemaOf(value: SchemaNode, below: readonly SchemaNode[] = []): CompiledSchema {
  const root: SchemaNode = { type: ['object'], properties: { apiVersion: 1, kind: 1, value: 2 } };
  return { id: 'toy.example/v1 Thing', root: 0, nodes: [root, { type: ['string'] }, value, ...below] };
}

/** `code at: message` of each finding, and the text with the first fix of the first. */
function check(value: string, schema: CompiledSchema): { found: string[]; fixed: string } {
  const text = `${head}value: ${value}\n`;
  const document = parseDocument(text);
  const [resource] = document.resources;
  assert.ok(resource);
  const findings = validateResource(resource, schema, { version: undefined });
  const found = findings.map((finding) => {
    const { start, end } = findingSpan(finding);
    return `${finding.code} ${text.slice(start, end)}: ${render(finding.message)}`;
  });
  const edits = findings[0]?.fixes?.[0]?.edits;
  const fixed = edits === undefined ? text : applied(text, writeEdits(document, edits));
  return { found, fixed: fixed.slice(`${head}value: `.length, -1) };
}

function applied(text: string, edits: ReturnType<typeof writeEdits>): string {
  const sorted = [...edits].sort((a, b) => b.span.start - a.span.start);
  return sorted.reduce(
    (result, edit) => result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end),
    text,
  );
}

describe('what the API server says of formats', () => {
  for (const { type, format, accepted, refused } of formatVerdicts) {
    test(format ?? type, () => {
      const schema = schemaOf({ type: [type], ...(format === undefined ? {} : { format }) });
      const written = (value: string) => (type === 'string' ? JSON.stringify(value) : value);
      const isFound = (value: string) => check(written(value), schema).found.length > 0;
      assert.deepEqual(accepted.filter(isFound), []);
      assert.deepEqual(
        refused.filter((value) => !isFound(value)),
        [],
      );
    });
  }
});

interface Case {
  readonly name: string;
  readonly schema: SchemaNode;
  readonly below?: readonly SchemaNode[];
  readonly value: string;
  readonly found: readonly string[];
  readonly fixed?: string;
}

const labels: SchemaNode = { type: ['object'], keyFormat: 'k8s-label-key', values: 3 };
const labelValue: SchemaNode = { type: ['string'], format: 'k8s-label-value' };

const cases: readonly Case[] = [
  // Numbers
  {
    name: 'what a format holds',
    schema: { type: ['integer'], format: 'int32' },
    value: '3000000000',
    found: ['schema/bounds 3000000000: `value` is `3000000000`, and has to be from -2147483648 to 2147483647.'],
  },
  {
    name: 'a limit and a format',
    schema: { type: ['integer'], format: 'int32', minimum: 0 },
    value: '3000000000',
    found: ['schema/bounds 3000000000: `value` is `3000000000`, and has to be from 0 to 2147483647.'],
  },
  {
    name: 'more than 64 bits',
    schema: { type: ['integer', 'string'] },
    value: '9223372036854775808',
    found: [
      'schema/type 9223372036854775808: `value` takes whole numbers from -9223372036854775808 to 9223372036854775807, and `9223372036854775808` is refused: write one of these.',
    ],
  },
  {
    name: 'a limit that is out of bounds itself',
    schema: { type: ['number'], minimum: 0, exclusiveMinimum: true },
    value: '0',
    found: ['schema/bounds 0: `value` is `0`, and has to be more than 0.'],
  },
  {
    name: 'two of them',
    schema: { type: ['integer'], minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
    value: '9',
    found: ['schema/bounds 9: `value` is `9`, and has to be more than 0 and less than 9.'],
  },
  {
    name: 'one of each',
    schema: { type: ['integer'], minimum: 0, exclusiveMinimum: true, maximum: 9 },
    value: '10',
    found: ['schema/bounds 10: `value` is `10`, and has to be more than 0 and at most 9.'],
  },
  { name: 'between them', schema: { type: ['number'], minimum: 0, exclusiveMinimum: true }, value: '0.1', found: [] },
  {
    name: 'a whole number below a fraction of a minimum',
    schema: { type: ['number'], minimum: 0.5 },
    value: '0',
    found: [],
  },
  {
    name: 'a fraction below a fraction',
    schema: { type: ['number'], minimum: 0.5 },
    value: '0.4',
    found: ['schema/bounds 0.4: `value` is `0.4`, and has to be at least 0.5.'],
  },
  {
    name: 'no multiple',
    schema: { type: ['integer'], multipleOf: 3 },
    value: '10',
    found: ['schema/bounds 10: `value` is `10`, and has to be a multiple of 3.'],
  },
  { name: 'a multiple', schema: { type: ['integer'], multipleOf: 3 }, value: '-9', found: [] },
  {
    name: 'a multiple, as far as floating point can tell',
    schema: { type: ['number'], multipleOf: 0.1 },
    value: '0.3',
    found: [],
  },
  {
    name: 'no multiple of a fraction',
    schema: { type: ['number'], multipleOf: 0.1 },
    value: '0.35',
    found: ['schema/bounds 0.35: `value` is `0.35`, and has to be a multiple of 0.1.'],
  },
  {
    name: 'a whole number by the whole part of the step',
    schema: { type: ['number'], multipleOf: 2.5 },
    value: '5',
    found: ['schema/bounds 5: `value` is `5`, and has to be a multiple of 2.'],
  },
  { name: 'a fraction by the step', schema: { type: ['number'], multipleOf: 2.5 }, value: '7.5', found: [] },
  {
    name: 'a step of less than one says nothing of whole numbers',
    schema: { type: ['number'], multipleOf: 0.1 },
    value: '3',
    found: [],
  },

  {
    name: 'a format beside a type that it is not for',
    schema: { type: ['number'], format: 'int32' },
    value: '3000000000',
    found: [],
  },
  {
    name: 'a format beside several types',
    schema: { type: ['integer', 'string'], format: 'date' },
    value: 'soon',
    found: [],
  },

  // Texts
  {
    name: 'no time',
    schema: { type: ['string'], format: 'date-time' },
    value: 'yesterday',
    found: ['schema/format yesterday: `yesterday` is no valid `value`: write it like `2025-01-31T08:00:00Z`.'],
  },
  {
    name: 'a format without an example',
    schema: { type: ['string'], format: 'isbn' },
    value: '1',
    found: ['schema/type 1: `1` is a number here, and `value` takes text.'],
  },
  {
    name: 'a number that the format takes as text',
    schema: { type: ['string'], format: 'isbn10' },
    value: '3836221195',
    found: ['schema/type 3836221195: `3836221195` is a number here, and `value` takes text: write `"3836221195"`.'],
    fixed: '"3836221195"',
  },
  {
    name: 'no name',
    schema: { type: ['string'], format: 'k8s-long-name' },
    value: 'My_Shop',
    found: [
      'schema/format My_Shop: `My_Shop` is no valid `value`: it has the capital letter "M" in it, allowed are a-z, 0-9, "-" and ".".',
    ],
    fixed: 'my-shop',
  },
  {
    name: 'no name, and none that was meant',
    schema: { type: ['string'], format: 'k8s-short-name' },
    value: '"--"',
    found: [
      'schema/format "--": `"--"` is no valid `value`: it begins with "-", the first character must be a letter or a digit.',
    ],
  },
  {
    name: 'no beginning of a name',
    schema: { type: ['string'], format: 'k8s-long-name-prefix' },
    value: 'Shop-',
    found: [
      'schema/format Shop-: `Shop-` is no valid `value`: it has the capital letter "S" in it, allowed are a-z, 0-9, "-" and ".".',
    ],
    fixed: 'shop-',
  },
  {
    name: 'a format first, then the pattern',
    schema: { type: ['string'], format: 'date', pattern: { source: '^2', js: '^2' } },
    value: '1999-01-01',
    found: ['schema/pattern 1999-01-01: `1999-01-01` is no valid `value`: it has to match `^2`.'],
  },
  {
    name: 'an enum first',
    schema: { type: ['string'], format: 'date', enum: ['2025-01-01'] },
    value: 'soon',
    found: ['schema/enum soon: `soon` is no value of `value`: use `2025-01-01`. Did you mean `2025-01-01`?'],
    fixed: '2025-01-01',
  },
  { name: 'stand-ins', schema: { type: ['string'], format: 'k8s-long-name' }, value: '<name>', found: [] },
  {
    name: 'variables of Kustomize',
    schema: { type: ['string'], format: 'k8s-long-name' },
    value: '$(NAME)',
    found: [],
  },
  { name: 'placeholders', schema: { type: ['string'], format: 'date' }, value: '${DATE}', found: [] },
  { name: 'formats that nobody knows', schema: { type: ['string'], format: 'quantity' }, value: 'foo', found: [] },

  // Maps
  {
    name: 'labels',
    schema: labels,
    below: [labelValue],
    value: '{app: shop, example.org/part-of: "", a: ~}',
    found: [],
  },
  {
    name: 'values of labels',
    schema: labels,
    below: [labelValue],
    value: '{owner: the shop team, home: "https://a", version: v1.}',
    found: [
      'schema/format the shop team: `the shop team` is no valid value of label `owner`: it has a blank in it, allowed are letters, digits, "-", "_" and ".".',
      'schema/format "https://a": `"https://a"` is no valid value of label `home`: it has ":" in it, allowed are letters, digits, "-", "_" and ".".',
      'schema/format v1.: `v1.` is no valid value of label `version`: it has to begin and end with a letter or a digit.',
    ],
  },
  {
    name: 'keys',
    schema: labels,
    below: [labelValue],
    value: '{shop team: a}',
    found: [
      'schema/format shop team: `shop team` is no valid key in `value`: it has a blank in it, allowed are letters, digits, "-", "_" and ".".',
    ],
  },
  {
    name: 'keys with what looks like a path',
    schema: labels,
    below: [labelValue],
    value: '{a/b/c: a}',
    found: ['schema/format a/b/c: `a/b/c` is no valid key in `value`: it has more than one "/" in it.'],
  },
  {
    name: 'keys with a name before them',
    schema: labels,
    below: [labelValue],
    value: '{Example.org/part: a}',
    found: [
      'schema/format Example.org/part: `Example.org/part` is no valid key in `value`: it has "Example.org" before the "/", which has the capital letter "E" in it, allowed are a-z, 0-9, "-" and ".".',
    ],
    fixed: '{example.org/part: a}',
  },
  {
    name: 'keys of annotations in any case',
    schema: { type: ['object'], keyFormat: 'k8s-annotation-key' },
    value: '{Example.org/part: a}',
    found: [],
  },
  {
    name: 'keys that are placeholders',
    schema: labels,
    below: [labelValue],
    value: '{"${KEY}": a, "<key>": a}',
    found: [],
  },
  {
    name: 'too much together',
    schema: { type: ['object'], maxBytes: 6 },
    value: '{ab: üü, c: 1}',
    found: ['schema/length value: `value` has 7 bytes, and has to have at most 6, keys and values together.'],
  },
  {
    name: 'just enough',
    schema: { type: ['object'], maxBytes: 6 },
    value: '{ab: üü}',
    found: [],
  },

  // Empty texts
  {
    name: 'empty text that is as good as none',
    schema: { type: ['object'], properties: { name: 3 } },
    below: [{ type: ['string'], format: 'k8s-long-name', emptyIsAbsent: true }],
    value: '{name: ""}',
    found: [],
  },
  {
    name: 'where something is needed',
    schema: { type: ['object'], required: ['name'], properties: { name: 3 } },
    below: [{ type: ['string'], sample: 'shop', emptyIsAbsent: true }],
    value: '{name: ""}',
    found: ['schema/missing-key name: `value` needs `name`, and an empty value counts as none: fill it in.'],
    fixed: '{name: "shop"}',
  },
];

describe('findings', () => {
  for (const { name, schema, below, value, found, fixed = value } of cases) {
    test(name, () => {
      const result = check(value, schemaOf(schema, below));
      assert.deepEqual(result.found, found);
      assert.equal(result.fixed, fixed);
    });
  }
});
