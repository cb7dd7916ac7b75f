import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SchemaNode } from '../../../schemas/contract/index.ts';
import { escapeName, unescapeName } from '../../../server/language/cel/escapedNames.ts';
import { metadataNode, view } from '../../../server/language/cel/views.ts';
import { evaluate } from './support.ts';
import { Failure } from '../../../server/language/cel/values.ts';

/** What an expression says of a value with this schema: its result, or the message of the failure. */
type Case = readonly [expression: string, result: boolean | string];

const text: SchemaNode = { type: ['string'] };
const maybe: SchemaNode = { type: ['string'], nullable: true };
const number: SchemaNode = { type: ['integer'], default: 3 };
const keyed: SchemaNode = { type: ['object'], properties: { k: 0, n: 2, v: 0 } };

/** A table whose last node is the one that is asked about. */
function valueOf(node: SchemaNode, raw: unknown) {
  const nodes = [text, maybe, number, keyed, node];
  return view(raw, node, (ref) => metadataNode(ref) ?? nodes[ref] ?? {});
}

const cases: Readonly<Record<string, readonly [node: SchemaNode, raw: unknown, said: readonly Case[]]>> = {
  'an int': [{ type: ['integer'] }, 5, [['self == 5 && type(self) == int', true]]],
  'an int that was rounded': [{ type: ['integer'] }, 2 ** 60, [['self > 5', 'unknown value']]],
  'a number without a fraction': [{ type: ['number'] }, 5, [['type(self) == double && self == 5.0', true]]],
  'a number of an int-or-string': [{ type: ['integer', 'string'] }, 5, [['type(self) == int', true]]],
  'a text of an int-or-string': [
    { type: ['integer', 'string'], format: 'duration' },
    '5',
    [["type(self) == string && self == '5'", true]],
  ],
  'a value of another type': [{ type: ['integer'] }, 'five', [['self == 5', 'unknown value']]],
  'a placeholder': [text, undefined, [["self == 'a'", 'unknown value']]],
  'what somebody has to replace': [text, '<name>', [["self == 'a'", 'unknown value']]],
  'a duration': [
    { type: ['string'], format: 'duration' },
    '2 hours',
    [["self > duration('1h') && self.getHours() == 2", true]],
  ],
  'a date': [{ type: ['string'], format: 'date' }, '2024-02-29', [['self.getDayOfYear() == 59', true]]],
  'a time': [
    { type: ['string'], format: 'date-time' },
    '2024-02-29T12:00:00+02:00',
    [["self.getHours() == 10 && string(self) == '2024-02-29T12:00:00+02:00'", true]],
  ],
  'no time, though the format takes it': [
    { type: ['string'], format: 'date-time' },
    '2024-02-29t12:00:00z',
    [['self.getHours() == 10', 'invalid date-time']],
  ],
  bytes: [{ type: ['string'], format: 'byte' }, 'YWI=', [["self == b'ab'", true]]],
  'bytes in the other base64': [{ type: ['string'], format: 'byte' }, '+/+/', [['self.size() == 3', 'invalid bytes']]],
  'an object': [
    { type: ['object'], properties: { a: 0, b: 1, n: 2 } },
    { a: 'x', b: null, extra: 1 },
    [
      ["self.a == 'x' && has(self.a)", true],
      ['has(self.b)', false],
      ['self.b == "x"', 'no such key: b'],
      ['has(self.extra)', false],
      ['has(self.n) && self.n == 3', true],
      ["dyn(self).size() == 3 && dyn(self).map(k, k) == ['a', 'b', 'n']", true],
      ["self.?b.orValue('none') == 'none'", true],
      ['self == self', true],
    ],
  ],
  'an object with names that are no identifiers': [
    { type: ['object'], properties: { namespace: 0, 'a-b': 0, 'c.d/e': 0, f__g: 0 } },
    { namespace: '1', 'a-b': '2', 'c.d/e': '3', f__g: '4' },
    [
      ["self.__namespace__ == '1' && self.a__dash__b == '2' && self.c__dot__d__slash__e == '3'", true],
      ["self.f__underscores__g == '4' && self['a__dash__b'] == '2'", true],
      ["dyn(self).exists(k, k == 'a__dash__b')", true],
    ],
  ],
  'an object with a placeholder in it': [
    { type: ['object'], properties: { a: 0, b: 0 } },
    { a: undefined },
    [
      ["self.a == 'x'", 'unknown value'],
      ['has(self.a)', 'unknown value'],
      ['has(self.b)', false],
      ['dyn(self).size() == 1', 'unknown value'],
    ],
  ],
  'an object with a key that something else makes': [
    { type: ['object'], properties: { a: 0, b: 0 } },
    { a: 'x', '${MORE}': undefined },
    [
      ["self.a == 'x'", true],
      ['has(self.b)', 'unknown value'],
    ],
  ],
  'an object whose field a webhook fills in': [
    { type: ['object'], properties: { a: 0 }, expected: ['a'] },
    {},
    [['has(self.a)', 'unknown value']],
  ],
  'a map': [
    { type: ['object'], values: 1 },
    { 'a-b': 'x', c: null },
    [
      ["self['a-b'] == 'x' && 'a-b' in self && !('a__dash__b' in self)", true],
      ["'c' in self && self.c == null && self.size() == 2", true],
      ["self == {'a-b': 'x', 'c': null}", true],
    ],
  ],
  'a map whose values cannot be null': [
    { type: ['object'], values: 0 },
    { a: null, b: 'x' },
    [["self == {'b': 'x'}", true]],
  ],
  'a map that keeps everything': [
    { type: ['object'], unknown: 'silent' },
    { a: 1, b: { c: 2 } },
    [
      ['dyn(self).size() == 2', true],
      ['has(self.a)', false],
    ],
  ],
  'a list': [
    { type: ['array'], items: 0 },
    ['b', 'a'],
    [
      ["self == ['b', 'a'] && self != ['a', 'b'] && self[1] == 'a'", true],
      ["self + ['c'] == ['b', 'a', 'c']", true],
    ],
  ],
  'a set': [
    { type: ['array'], items: 0, list: 'set' },
    ['b', 'a'],
    [
      ["self == ['a', 'b'] && self != ['a', 'c'] && self != ['a']", true],
      ["self + ['a', 'c'] == ['c', 'a', 'b']", true],
    ],
  ],
  'a map list': [
    { type: ['array'], items: 3, list: 'map', listKeys: ['k', 'n'] },
    [
      { k: 'a', v: '1' },
      { k: 'a', n: 4, v: '2' },
    ],
    [
      ['self == [self[1], self[0]]', true],
      ['self != [self[0]]', true],
      ['(self + [self[0]]).size() == 2', true],
    ],
  ],
  'a list with a placeholder': [
    { type: ['array'], items: 0 },
    ['a', undefined],
    [
      ["'a' in self && self.size() == 2", true],
      ["'b' in self", 'unknown value'],
      ["self.all(e, e != 'a')", false],
    ],
  ],
  'a resource inside': [
    { type: ['object'], embedded: true, unknown: 'silent' },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { b: 'c' } }, spec: {} },
    [
      ["self.kind == 'Pod' && self.metadata.name == 'a' && !has(self.metadata.generateName)", true],
      ['has(self.metadata.labels)', false],
      ['has(self.spec)', false],
    ],
  ],
  anything: [{}, { a: [1, { b: 2 }] }, [['self == self', true]]],
};

describe('what rules see of a value', () => {
  for (const [what, [node, raw, said]] of Object.entries(cases)) {
    test(what, () => {
      for (const [expression, result] of said) {
        const value = evaluate(expression, valueOf(node, raw));
        assert.equal(value instanceof Failure ? value.message : value, result, expression);
      }
    });
  }
});

test('names are escaped, and back', () => {
  const names = {
    a: 'a',
    in: '__in__',
    'a-b': 'a__dash__b',
    'a.b/c': 'a__dot__b__slash__c',
    a__b: 'a__underscores__b',
    '-a': '__dash__a',
  };
  for (const [name, escaped] of Object.entries(names)) {
    assert.equal(escapeName(name), escaped);
    assert.equal(unescapeName(escaped), name);
  }
  for (const name of ['1a', 'a b', 'é']) assert.equal(escapeName(name), name);
  for (const unknown of ['a__b__c', '__no__']) assert.equal(unescapeName(unknown), undefined);
});
