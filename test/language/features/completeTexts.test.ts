import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Completion } from '../../../server/language/answers.ts';
import { accept, readCursor, serviceWith, uri } from '../../support/manifests.ts';

const cluster = (config: string) =>
  `apiVersion: pingcap.com/v1alpha1\nkind: TidbCluster\nmetadata:\n  name: a\nspec:\n  version: v8.5.7\n  tikv:\n    replicas: 3\n    config: |\n${config}  tidb:\n    replicas: 2\n`;
const group = (config: string) =>
  `apiVersion: core.pingcap.com/v1alpha1\nkind: TiDBGroup\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      config: |\n${config}`;

function offered(marked: string): { text: string; items: readonly Completion[] } {
  const { text, position } = readCursor(marked);
  return { text, items: serviceWith(text).complete(uri, position) };
}

function labels(marked: string): readonly string[] {
  return offered(marked).items.map(({ label }) => label);
}

function accepted(marked: string, label: string): string {
  const { text, items } = offered(marked);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not offered, but ${items.map((each) => each.label).join(', ')}`);
  return accept(text, item);
}

describe('texts with settings of their own', () => {
  test('the keys of the table around the cursor, without those that are there', () => {
    const found = labels(cluster('      [raftstore]\n      prevote = true\n      $0\n'));
    assert.ok(found.includes('messages-per-tick'));
    assert.ok(!found.includes('prevote'));
    assert.ok(!found.includes('region-max-size'), 'that is one of another table');
    assert.ok(!found.includes('[raftstore]'), 'a table stands once');
    assert.ok(found.includes('[rocksdb.titan]'));
  });

  test('above all tables those that stand in none, and all tables', () => {
    const found = labels(cluster('      $0\n'));
    assert.ok(found.includes('memory-usage-limit'));
    assert.ok(found.includes('[raftstore]'));
  });

  const edits: readonly (readonly [what: string, before: string, label: string, after: string])[] = [
    [
      'half a key',
      cluster('      [raftstore]\n      mess$0\n'),
      'messages-per-tick',
      cluster('      [raftstore]\n      messages-per-tick = \n'),
    ],
    [
      'a key in front of its value',
      cluster('      [raftstore]\n      mess$0 = 3\n'),
      'messages-per-tick',
      cluster('      [raftstore]\n      messages-per-tick = 3\n'),
    ],
    [
      'a key that holds a text',
      cluster('      [rocksdb]\n      wal-d$0\n'),
      'wal-dir',
      cluster('      [rocksdb]\n      wal-dir = "$0"\n'),
    ],
    [
      'a table behind its bracket',
      cluster('      [rock$0\n      wal-dir = "/a"\n'),
      '[rocksdb.titan]',
      cluster('      [rocksdb.titan]\n      wal-dir = "/a"\n'),
    ],
    ['a table with both brackets', cluster('      [$0]\n'), '[gc]', cluster('      [gc]\n')],
    ['a table from nothing', cluster('      $0\n'), '[gc]', cluster('      [gc]\n')],
    [
      'true or false',
      cluster('      [raftstore]\n      prevote = $0\n'),
      'true',
      cluster('      [raftstore]\n      prevote = true\n'),
    ],
    [
      'one of few texts',
      group('        [log]\n        level = "$0\n'),
      '"warn"',
      group('        [log]\n        level = "warn"\n'),
    ],
    [
      'the first line of a text',
      group('        $0'),
      'graceful-wait-before-shutdown',
      group('        graceful-wait-before-shutdown = '),
    ],
    [
      'between lines that end in CR and LF',
      cluster('      [gc]\n      batch$0\n').replaceAll('\n', '\r\n'),
      'batch-keys',
      cluster('      [gc]\n      batch-keys = \n').replaceAll('\n', '\r\n'),
    ],
  ];
  for (const [what, before, label, after] of edits) {
    test(what, () => {
      assert.equal(accepted(before, label), after);
    });
  }

  const silent: readonly (readonly [what: string, marked: string])[] = [
    ['a comment', cluster('      # [$0\n')],
    ['a value that is written whole', cluster('      [raftstore]\n      prevote = true$0\n')],
    ['a key that nobody knows', cluster('      [raftstore]\n      mine = $0\n')],
    ['a first line that is indented more than the rest', cluster('       $0\n      [gc]\n')],
    ['a line left of the text', cluster('      [gc]\n     $0\n')],
    ['inside a list', cluster('      [rocksdb.defaultcf]\n      compression-per-level = [$0\n')],
    ['another text', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: |\n    $0\n'],
    [
      'a text that is folded',
      cluster('      a\n').replace('config: |', 'config: >').replace('      a\n', '      $0\n'),
    ],
  ];
  for (const [what, marked] of silent) {
    test(`nothing in ${what}`, () => {
      assert.deepEqual(labels(marked), []);
    });
  }

  test('below the text the manifest goes on', () => {
    assert.ok(labels(cluster('      [gc]\n').replace('  tidb:\n', '    ma$0\n  tidb:\n')).includes('maxFailoverCount'));
  });
});
