import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DocumentSymbol, Position, Range } from '../../../server/language/answers.ts';
import { positionOf, serviceWith, uri } from '../../support/manifests.ts';

const text = `# one
# two
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-demo
  namespace: shop
spec:
  # three
  # four
  users:
    seller:
      - createdb
  env: [{name: A,
    value: b}]
  note: |
    text
    more
  teamId: acid

---
apiVersion: v1
kind: Secret
metadata: {name: other}
`;

function outline(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, kind, children }) => [
    `${indent}${kind} ${name}${detail ? ` (${detail})` : ''}`,
    ...outline(children, `${indent}  `),
  ]);
}

describe('document symbols', () => {
  test('are the resources with their fields', () => {
    assert.deepEqual(outline(serviceWith(text).documentSymbols(uri)), [
      'resource acid-demo (postgresql in shop)',
      '  scalar apiVersion (acid.zalan.do/v1)',
      '  scalar kind (postgresql)',
      '  map metadata',
      '    scalar name (acid-demo)',
      '    scalar namespace (shop)',
      '  map spec',
      '    map users',
      '      list seller',
      '        scalar createdb (createdb)',
      '    list env',
      '      map A',
      '        scalar name (A)',
      '        scalar value (b)',
      '    scalar note (text)',
      '    scalar teamId (acid)',
      'resource other (Secret)',
      '  scalar apiVersion (v1)',
      '  scalar kind (Secret)',
      '  map metadata',
      '    scalar name (other)',
    ]);
  });

  test('lie within one another, the name within the whole', () => {
    for (const written of [text, text.replaceAll('\n', '\r\n'), `${text}x: &a {b: 1}\ny: *a\nz:\n  <<: *a\n  c:\n`]) {
      const check = (symbol: DocumentSymbol, around: Range | undefined) => {
        assert.ok(isWithin(symbol.selectionRange, symbol.range), symbol.name);
        assert.ok(!around || isWithin(symbol.range, around), symbol.name);
        assert.ok(symbol.name !== '');
        for (const child of symbol.children) check(child, symbol.range);
      };
      for (const symbol of serviceWith(written).documentSymbols(uri)) check(symbol, undefined);
    }
  });

  test('of a List are its items, of a template there are none', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: a}\n- apiVersion: v1\n  kind: Secret\n';
    assert.deepEqual(
      serviceWith(list)
        .documentSymbols(uri)
        .map(({ name }) => name),
      ['a', 'Secret'],
    );
    assert.deepEqual(serviceWith('kind: {{ .Kind }}\napiVersion: v1\n').documentSymbols(uri), []);
  });
});

describe('folding', () => {
  const folds = (written: string) =>
    serviceWith(written)
      .foldingRanges(uri)
      .map(({ startLine, endLine, kind }) => `${String(startLine)}-${String(endLine)}${kind ? ` ${kind}` : ''}`)
      .sort();
  const expected = ['0-1 comment', '10-12', '11-12', '13-14', '15-17', '20-23', '4-6', '7-18', '8-9 comment'];

  test('has documents, maps, lists, texts and comments that take more than a line', () =>
    assert.deepEqual(folds(text), expected));
  test('is the same with CRLF', () => assert.deepEqual(folds(text.replaceAll('\n', '\r\n')), expected));
  test('is the same without a line end at the end', () => assert.deepEqual(folds(text.trimEnd()), expected));
  test('ends with the last line that has something on it', () =>
    assert.deepEqual(folds('a:\n  b: 1\n\n\n# end\n'), ['0-1']));
  test('knows a list that is not indented', () =>
    assert.deepEqual(folds('a:\n- b: 1\n  c: 2\n- d\ne: 1\n'), ['0-3', '1-2']));
  test('has nothing for what is empty', () => assert.deepEqual(folds('a:\nb: ""\n'), []));
});

describe('selection', () => {
  test('grows from the word to the document', () => {
    for (const written of [text, text.replaceAll('\n', '\r\n')]) {
      const [ranges = []] = serviceWith(written).selectionRanges(uri, [positionOf(written, 'createdb', 3)]);
      assert.deepEqual(
        ranges.slice(0, 2).map(({ start, end }) => [start.line, start.character, end.line, end.character]),
        [
          [12, 8, 12, 16],
          [12, 6, 12, 16],
        ],
      );
      ranges.forEach((range, index) => {
        const next = ranges[index + 1];
        if (next) assert.ok(isWithin(range, next) && !isWithin(next, range));
      });
      assert.deepEqual(ranges.at(-1)?.start, { line: 0, character: 0 });
    }
  });

  test('is there for every place, also in comments and broken text', () => {
    for (const written of [text, '', 'a: [\n', '# only\n']) {
      const positions = written
        .split('\n')
        .map((line, index) => ({ line: index, character: Math.min(2, line.length) }));
      const answers = serviceWith(written).selectionRanges(uri, positions);
      assert.equal(answers.length, positions.length);
      if (written)
        for (const [index, ranges] of answers.entries())
          assert.ok(
            ranges.every((range) => holds(range, positions[index])),
            `${written} ${String(index)}`,
          );
    }
  });
});

function isWithin(inner: Range, outer: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

function holds({ start, end }: Range, at: Position | undefined): boolean {
  return at !== undefined && compare(start, at) <= 0 && compare(at, end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
