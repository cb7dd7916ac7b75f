import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { judgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import { readChartSchema } from '../../../schemas/compiler/charts/readChartSchema.ts';
import { judgeOf } from '../../../server/host/judge/judgeOf.ts';
import { fc } from '../../support/fastCheck.ts';

/** Schemas in which what is absent decides in all ways that there are. */
const schemas: readonly object[] = [
  { required: ['a'], minProperties: 2, properties: { a: { type: 'integer' }, b: { required: ['c'] } } },
  { oneOf: [{ required: ['a'] }, { required: ['b'] }], properties: { b: { const: 1 } } },
  { oneOf: [{ properties: { a: { const: 1 } } }, { properties: { b: { const: 1 } } }] },
  { not: { required: ['a'] }, properties: { b: { not: { required: ['a', 'b'] } } } },
  { not: { properties: { a: { const: 1 } } } },
  {
    if: { properties: { a: { const: 1 } } },
    then: { required: ['b'] },
    else: { properties: { b: { type: 'string' } } },
  },
  { if: { properties: { a: { const: 1 } }, required: ['a'] }, then: { properties: { b: { const: 'x' } } } },
  { if: { required: ['a'] }, then: { properties: { b: false } }, else: { properties: { b: { const: 1 } } } },
  { if: { not: { required: ['a'] } }, then: { required: ['b'] }, else: { properties: { c: false } } },
  { anyOf: [{ required: ['a', 'b'] }, { properties: { c: { type: 'string' } }, required: ['c'] }] },
  { dependentRequired: { a: ['b'] }, dependentSchemas: { b: { required: ['c'] } } },
  { dependencies: { a: ['b'], c: { not: { required: ['b'] } } } },
  { enum: [{ a: 1, b: 1 }, { c: 'x' }] },
  { const: { a: { b: 1 } } },
  {
    allOf: [{ properties: { a: {} } }],
    if: { required: ['a'] },
    then: { properties: { b: {} } },
    unevaluatedProperties: false,
  },
  {
    anyOf: [{ properties: { a: { const: 1 } }, required: ['a', 'b'] }, {}],
    unevaluatedProperties: { type: 'integer' },
  },
  {
    properties: { a: { type: 'array', items: { required: ['a'], oneOf: [{ required: ['b'] }, { required: ['c'] }] } } },
  },
  {
    additionalProperties: { if: { required: ['b'] }, then: { maxProperties: 1 } },
    propertyNames: { enum: ['a', 'b'] },
  },
  {
    $ref: '#/$defs/x',
    $defs: { x: { required: ['a'], properties: { a: { $ref: '#/$defs/x' }, b: { type: 'integer' } } } },
  },
];

const leaf = fc.constantFrom<unknown>(1, 'x', true);
const values = fc.letrec<{ map: object; any: unknown }>((tie) => ({
  map: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3 }),
  any: fc.oneof({ maxDepth: 3 }, leaf, leaf, tie('map'), fc.array(tie('any'), { maxLength: 2 })),
})).map;

const $schema = 'https://json-schema.org/draft/2020-12/schema';

const judges = schemas.map((schema) => ({
  schema,
  judge: judgeOf(judgedSchema(readChartSchema({ 'values.schema.json': JSON.stringify(draft(schema)) }) ?? true)),
  whole: judgeOf(
    judgedSchema(
      readChartSchema({
        'values.schema.json': JSON.stringify({ $schema, properties: { list: { items: pointed(schema) } } }),
      }) ?? true,
    ),
  ),
  isValid: new Ajv2020({ strict: false }).compile(schema),
}));
function draft(schema: object): object {
  return { $schema, ...schema };
}

/** As items of a list: what the schema refers to moves with it. */
function pointed(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('#/$defs', '#/properties/list/items/$defs')) as unknown;
}

/** The same with keys of maps taken out, but not below lists: those that `at` chooses. */
function partOf(value: unknown, at: readonly boolean[], next = { at: 0 }): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(() => at[next.at++ % at.length] ?? true);
  return Object.fromEntries(kept.map(([key, each]) => [key, partOf(each, at, next)]));
}

describe('what is said of values', () => {
  test('is right whatever else the values have: of a part of valid ones nothing is wrong', () => {
    fc.assert(
      fc.property(values, fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (whole, at) => {
        for (const { schema, judge, isValid } of judges) {
          if (!isValid(whole)) continue;
          const part = partOf(whole, at);
          assert.deepEqual(judge(part, []), [], JSON.stringify({ schema, whole, part }));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is what ajv says of items of a list, which are whole', () => {
    fc.assert(
      fc.property(values, (item) => {
        for (const { schema, whole, isValid } of judges)
          assert.equal(whole({ list: [item] }, []).length === 0, isValid(item), JSON.stringify({ schema, item }));
      }),
      { numRuns: 500 },
    );
  });

  test('is nothing about a map of a list from which something unknown is left out', () => {
    const judge = judgeOf({
      properties: { list: { items: { allOf: [{ if: { 'x-partial': true }, else: { required: ['a'] } }] } } },
    } as never);
    assert.equal(judge({ list: [{}] }, []).length, 1);
    assert.equal(judge({ list: [{}] }, ['/list/0']).length, 0);
  });

  test('a condition on scalars that are there decides what follows', () => {
    const { judge } = judges[6]!;
    assert.deepEqual(
      judge({ a: 1, b: 'y' }, []).map(({ path }) => path),
      [['b']],
    );
    assert.deepEqual(judge({ b: 'y' }, []), []);
  });
});
