import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseFieldPath } from '../../../schemas/compiler/readRule.ts';
import { readSchema } from '../../../schemas/compiler/readSchema.ts';
import { fc } from '../../support/fastCheck.ts';

function read(value: unknown, dialect: 'authored' | 'crd' = 'authored') {
  const faults: string[] = [];
  const schema = readSchema(value, [], {
    dialect,
    report: (path, sentence) => faults.push(`${path.join('.')}: ${sentence}`),
  });
  return { schema, faults };
}

const malformed: readonly (readonly [written: unknown, read: object, fault: RegExp | undefined])[] = [
  [undefined, {}, /^: a schema is a map of keywords/],
  [{ type: ['string', 'text'] }, { type: 'string' }, /^type: "text" is no type/],
  [{ minimum: '1' }, {}, /^minimum: "minimum" takes a number/],
  [{ required: 'a' }, {}, /^required: "required" takes a list of keys/],
  [{ properties: ['a'] }, {}, /^properties: "properties" takes a map of schemas/],
  [{ properties: { a: 1 } }, { properties: { a: {} } }, /^properties\.a: a schema is a map/],
  [{ anyOf: { type: 'string' } }, {}, /^anyOf: "anyOf" takes a list of schemas/],
  [{ items: [{ type: 'string' }] }, { items: {} }, /^items: a schema is a map/],
  [{ enum: ['a', null, 1] }, { enum: ['a', 1] }, undefined],
  [{ enum: [{ a: 1 }] }, {}, /^enum: "enum" takes a list of texts/],
  [{ 'x-since': '1.10' }, { 'x-since': '1.10' }, undefined],
  // As YAML reads 1.10 without quotes.
  [{ 'x-since': 1.1 }, {}, /^x-since: "x-since" takes a version in quotes/],
  [{ 'x-enum-versions': { a: [1.1, ''] } }, {}, /^x-enum-versions: "x-enum-versions" takes a map of .* in quotes/],
  [
    { 'x-by-version': [{ until: 1.1, minimum: 1 }] },
    { 'x-by-version': [{ schema: { minimum: 1 } }] },
    /"until" takes a version in quotes/,
  ],
  [
    { 'x-kubernetes-validations': [{ rule: 'a', 'x-until': 1.1 }] },
    { 'x-kubernetes-validations': [{ rule: 'a' }] },
    /"x-until" takes a version in quotes/,
  ],
  [{ 'x-enum-versions': { a: ['1', null] } }, { 'x-enum-versions': { a: ['1', ''] } }, undefined],
  [{ 'x-enum-versions': { a: '1' } }, {}, /takes a map of \[since, until\]/],
  [{ 'x-unknown': 'open' }, {}, /takes "silent", "warn", "near", "later" or "refused"/],
  [{ constructor: 1 }, {}, /^constructor: "constructor" is no keyword/],
  [
    { 'x-kubernetes-validations': [{ rule: 'a', message: 'b', more: 1 }] },
    undefined as never,
    /"more" is no keyword of a rule/,
  ],
  [{ 'x-kubernetes-validations': ['a'] }, { 'x-kubernetes-validations': [] }, /a rule is a map with an expression/],
  [
    { 'x-kubernetes-validations': [{ rule: 'a', fieldPath: 'b' }] },
    { 'x-kubernetes-validations': [] },
    /fieldPath: "fieldPath" takes a path such as/,
  ],
  [
    { 'x-kubernetes-validations': [{ rule: 'a', 'x-safe': false }] },
    undefined as never,
    /"x-safe" stands beside x-fix/,
  ],
  [{ 'x-kubernetes-validations': [{ rule: 'a', 'x-fix': '.b' }] }, undefined as never, /a fix is a map with a "path"/],
];

describe('a schema as it is written', () => {
  for (const [written, expected, fault] of malformed) {
    test(`malformed: ${JSON.stringify(written)}`, () => {
      const { schema, faults } = read(written);
      if ((expected as object | undefined) !== undefined) assert.deepEqual(schema, expected);
      if (fault === undefined) assert.deepEqual(faults, []);
      else assert.match(faults.join('\n'), fault);
    });
  }

  test('rules are read with their paths, versions and fixes', () => {
    const { schema, faults } = read({
      'x-kubernetes-validations': [
        {
          rule: 'self.a == 1',
          message: 'a',
          messageExpression: '"a"',
          reason: 'FieldValueInvalid',
          fieldPath: ".a['b.c']",
          optionalOldSelf: true,
          'x-since': '1.5',
          'x-until': '2',
          'x-fix': { path: '.a', value: 1 },
          'x-safe': false,
        },
        { rule: '!has(self.b)', 'x-fix': { path: '.b' } },
        { rule: 'self != ""', 'x-fix': { value: 'a' } },
      ],
    });
    assert.deepEqual(faults, []);
    assert.deepEqual(schema['x-kubernetes-validations'], [
      {
        rule: 'self.a == 1',
        message: 'a',
        messageExpression: '"a"',
        reason: 'FieldValueInvalid',
        fieldPath: ['a', 'b.c'],
        optionalOldSelf: true,
        since: '1.5',
        until: '2',
        fix: { path: ['a'], value: 1, safe: false },
      },
      { rule: '!has(self.b)', fix: { path: ['b'] } },
      { rule: 'self != ""', fix: { path: [], value: 'a' } },
    ]);
  });

  test("our keywords say nothing in somebody else's CRD", () => {
    const written = {
      $ref: 'k8s:core/v1/Pod',
      'x-unknown': 'silent',
      'x-kubernetes-validations': [{ rule: 'a', 'x-fix': { path: '.a' } }],
    };
    assert.deepEqual(read(written, 'crd').schema, { 'x-kubernetes-validations': [{ rule: 'a' }] });
  });

  test('what refers to itself, or grows without end, is cut', () => {
    const circle: Record<string, unknown> = { type: 'array' };
    circle['items'] = circle;
    assert.match(read(circle, 'crd').faults.join(), /too large/);
    let wide: unknown = { type: 'string' };
    for (let level = 0; level < 30; level += 1) wide = { type: 'object', properties: { a: wide, b: wide } };
    assert.match(read(wide, 'authored').faults.join(), /too large/);
    // Of a definition what stands in many places is read once.
    assert.deepEqual(read(wide, 'crd').faults, []);
  });

  test('a key may be called __proto__', () => {
    const { schema } = read(JSON.parse('{"properties": {"__proto__": {"type": "string"}}}'));
    assert.deepEqual(Object.entries(schema.properties ?? {}), [['__proto__', { type: 'string' }]]);
  });

  test('anything is read without an exception', () => {
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      'enum',
      'required',
      'x-kubernetes-validations',
      'anyOf',
    );
    const value = fc.letrec((tie) => ({
      schema: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(keyword, tie('schema'))),
    })).schema;
    fc.assert(fc.property(value, (written) => typeof read(written).schema === 'object'));
  });
});

describe('the path of a field', () => {
  const paths: readonly (readonly [text: string, steps: readonly string[] | undefined])[] = [
    ['.a', ['a']],
    ['.a.b-c', ['a', 'b-c']],
    [".a['b.c']", ['a', 'b.c']],
    ["['a']['it\\'s']", ['a', "it's"]],
    ["['a\\\\b']", ['a\\b']],
    ['a', undefined],
    ['.', undefined],
    ['.a[0]', undefined],
    ['.a[b]', undefined],
    ["['a\\q']", undefined],
    ["['a'", undefined],
  ];
  for (const [text, steps] of paths) test(text, () => assert.deepEqual(parseFieldPath(text), steps));
});
