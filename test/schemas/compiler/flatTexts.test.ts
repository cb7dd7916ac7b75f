import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flatTexts } from '../../../schemas/compiler/flatTexts.ts';
import type { SchemaTree } from '../../../schemas/compiler/schemaTree.ts';

const help = { text: 'Help.' };
const flat = (properties: Readonly<Record<string, SchemaTree>>) =>
  flatTexts({ type: ['object'], properties, unknown: 'warn' }).properties ?? {};

describe('settings as texts', () => {
  test('stand side by side, as old as their section at least', () => {
    const texts = flat({
      a: { type: ['string'] },
      section: {
        type: ['object'],
        since: '1.2.0',
        properties: { b: { type: ['string'] }, c: { type: ['string'], since: '1.4.0' } },
      },
    });
    assert.deepEqual(
      Object.entries(texts).map(([key, { since }]) => [key, since]),
      [
        ['a', undefined],
        ['b', '1.2.0'],
        ['c', '1.4.0'],
      ],
    );
  });

  test('are read by their type, and keep help and default', () => {
    const text = { type: ['string'], emptyIsAbsent: true };
    assert.deepEqual(
      flat({
        on: { type: ['boolean'], default: true, help },
        count: { type: ['integer'], minimum: 1, default: 8 },
        least: { type: ['integer'], minimum: -1 },
        kept: { type: ['integer'], minimum: 0 },
        mode: { type: ['string'], enum: ['a', 'b'], default: 'a' },
        list: { type: ['array'], items: { type: ['string'] }, default: ['x', 'y'] },
        labels: { type: ['object'], values: { type: ['string'] }, default: { a: 1, b: 2 } },
        role: { type: ['array'], items: { type: ['object'], properties: { key: { type: ['string'] } } } },
      }),
      {
        on: { ...text, format: 'text-boolean', suggest: 'switch', default: 'true', help },
        count: { ...text, format: 'text-positive', default: '8' },
        least: { ...text, format: 'text-integer' },
        kept: { ...text, format: 'text-natural' },
        mode: { ...text, enum: ['a', 'b'], default: 'a' },
        list: { ...text, default: 'x,y' },
        labels: { ...text, format: 'text-map', default: 'a:1,b:2' },
        role: { ...text, format: 'text-map' },
      },
    );
  });

  test('repeat the pattern of their items', () => {
    const { windows } = flat({
      windows: { type: ['array'], items: { type: ['string'], pattern: patternOf('^[a-z]+$') } },
    });
    const { js = '', source } = windows?.pattern ?? {};
    assert.equal(source, '^([a-z]+)(,([a-z]+))*$');
    assert.deepEqual(
      ['a', 'a,bc', 'a,', '1'].map((each) => new RegExp(js, 'u').test(each)),
      [true, true, false, false],
    );
  });

  test('are left out where no text holds them, and a successor that is left out is none', () => {
    const texts = flat({
      sidecars: { type: ['array'], items: { type: ['object'], kubernetes: true } },
      probe: { type: ['object'], kubernetes: true, properties: {} },
      any: {},
      old: { type: ['string'], successor: 'sidecars' },
      gone: { type: ['string'], successor: '', until: '2.0.0' },
    });
    assert.deepEqual(Object.keys(texts), ['old', 'gone']);
    assert.deepEqual([texts['old']?.successor, texts['gone']?.successor], [undefined, '']);
  });
});

function patternOf(source: string): NonNullable<SchemaTree['pattern']> {
  return { source, js: source };
}
