import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chartFields } from '../../../schemas/compiler/charts/chartFields.ts';
import { chartPath, referredFiles } from '../../../schemas/compiler/charts/chartFiles.ts';
import { judgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import { readChartSchema } from '../../../schemas/compiler/charts/readChartSchema.ts';
import { judgeOf } from '../../../server/host/judge/judgeOf.ts';
import { fieldAt } from '../../../server/language/schema/walk.ts';

const read = (schema: unknown, others: Readonly<Record<string, unknown>> = {}) => {
  const texts = Object.entries({ 'values.schema.json': schema, ...others });
  return readChartSchema(Object.fromEntries(texts.map(([name, each]) => [name, JSON.stringify(each)])));
};
/** Whether a value is taken as an item of a list, which is whole. */
const takes = (schema: unknown, value: unknown, others?: Readonly<Record<string, unknown>>) =>
  judgeOf(judgedSchema(read({ ...(schema as object), type: undefined }, others) ?? true))({ list: [value] }, [])
    .length === 0;
/** A schema of items. */
const items = (schema: unknown, around: object = {}) => ({ ...around, properties: { list: { items: schema } } });

describe('a schema of a chart is read in every draft', () => {
  test('draft 4: bounds that a keyword beside makes exclusive, ids and definitions', () => {
    const schema = items(
      { $ref: '#/definitions/port' },
      {
        $schema: 'http://json-schema.org/draft-04/schema#',
        definitions: { port: { type: 'integer', minimum: 0, exclusiveMinimum: true } },
      },
    );
    assert.ok(takes(schema, 1));
    assert.ok(!takes(schema, 0));
  });

  test('drafts 6 and 7: tuples, dependencies, and nothing beside a reference', () => {
    const tuple = items({ items: [{ type: 'string' }], additionalItems: { type: 'integer' } });
    assert.ok(takes(tuple, ['a', 1]));
    assert.ok(!takes(tuple, ['a', 'b']));
    assert.ok(!takes(tuple, [1]));
    const dependent = items({ dependencies: { a: ['b'], c: { required: ['d'] } } });
    assert.ok(!takes(dependent, { a: 1 }));
    assert.ok(!takes(dependent, { c: 1 }));
    assert.ok(takes(dependent, { a: 1, b: 1 }));
    const beside = (draft: string) =>
      items({ $ref: '#/$defs/any', type: 'string' }, { $schema: draft, $defs: { any: {} } });
    assert.ok(takes(beside('http://json-schema.org/draft-07/schema#'), 1));
    assert.ok(!takes(beside('https://json-schema.org/draft/2020-12/schema'), 1));
  });

  test('2019-09 and 2020-12: anchors, prefixItems, dependent and unevaluated keys', () => {
    const around = { $schema: 'https://json-schema.org/draft/2020-12/schema' };
    assert.ok(!takes(items({ $ref: '#port' }, { ...around, $defs: { p: { $anchor: 'port', type: 'integer' } } }), 'a'));
    assert.ok(!takes(items({ prefixItems: [{ const: 1 }], items: false }, around), [1, 2]));
    assert.ok(!takes(items({ dependentRequired: { a: ['b'] } }, around), { a: 1 }));
    const closed = items({ allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, around);
    assert.ok(takes(closed, { a: 1 }));
    assert.ok(!takes(closed, { b: 1 }));
  });

  test('files of the chart are referred to by path and by id; what lies outside takes anything', () => {
    const port = { $id: 'https://example.com/port', type: 'integer' };
    const others = { 'schemas/port.json': port, 'schemas/both.json': { $ref: 'port.json' } };
    assert.ok(!takes(items({ $ref: 'schemas/port.json' }), 'a', others));
    assert.ok(!takes(items({ $ref: './schemas/both.json#' }), 'a', others));
    assert.ok(takes(items({ $ref: '../port.json' }), 'a', others));
    assert.ok(takes(items({ $ref: 'https://example.com/port' }), 'a', others));
    assert.deepEqual(referredFiles('{"$ref": "b.json#/x", "a": {"$ref":"../../c.json"}}', 'schemas/a.json'), [
      'schemas/b.json',
    ]);
    for (const outside of ['/etc/a', '..', 'file:///a', 'https://a/b', 'C:/a', '..\\a', '%2e%2e/a'])
      assert.ok(['', undefined].includes(chartPath(outside, 'values.schema.json')), outside);
  });

  test('what is malformed, or no pattern of Go, is left out', () => {
    assert.ok(takes(items({ type: 'text', minLength: 'a', required: true, pattern: '(?=a)', enum: 3 }), 'b'));
    assert.ok(takes(items({ patternProperties: { '(?=a)': false }, additionalProperties: false }), { b: 1 }));
    for (const text of ['', '[]', 'null', '{', '3'])
      assert.equal(readChartSchema({ 'values.schema.json': text }), undefined);
    assert.equal(readChartSchema({}), undefined);
  });

  test('schemas that hold themselves, and many times over, are read in time', () => {
    const tree = read({
      $ref: '#/definitions/a',
      definitions: { a: { anyOf: [{ $ref: '#/definitions/a' }, { $ref: '#' }] } },
    });
    assert.ok(fieldAt(chartFields(tree ?? true, 'a').schema, []));
    const definitions: Record<string, unknown> = { d25: { type: 'string' } };
    for (let at = 0; at < 25; at++) {
      const $ref = `#/definitions/d${String(at + 1)}`;
      definitions[`d${String(at)}`] = { allOf: [{ $ref }, { $ref }], properties: { a: { $ref }, b: { $ref } } };
    }
    const { schema } = chartFields(read({ $ref: '#/definitions/d0', definitions }) ?? true, 'b');
    assert.deepEqual(
      fieldAt(schema, ['a', 'b'])?.nodes.flatMap(({ type }) => type ?? []),
      ['string'],
    );
    const deep = `${'{"properties":{"a":'.repeat(5000)}{}${'}}'.repeat(5000)}`;
    assert.ok(readChartSchema({ 'values.schema.json': deep }));
  });
});
