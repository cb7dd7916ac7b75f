import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accept, readCursor, serviceWith, uri } from '../../support/manifests.ts';

const head =
  'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\nspec:\n  teamId: acid\n  numberOfInstances: 2\n  volume:\n    size: 1Gi\n  postgresql:\n    version: "17"\n';
const rule = 'zalando/database-owner-missing';
const manifest = (comment: string) => `${head}  databases:\n    # ${comment}\n    shop: seller\n`;

function offered(marked: string, lineEnd = '\n') {
  const { text, position } = readCursor(marked.replaceAll('\n', lineEnd));
  const items = serviceWith(text).complete(uri, position);
  return { text, items, labels: items.map(({ label }) => label) };
}

describe('in a comment', () => {
  test('the ways to switch rules off are offered once that is what it says', () => {
    const all = ['db-manifests-disable-next-line', 'db-manifests-disable-document', 'db-manifests-disable-file'];
    for (const typed of ['db-$0', 'db-mani$0', 'db-manifests-dis$0able', 'db-manifests-disable-f$0'])
      assert.deepEqual(offered(manifest(typed)).labels, all, typed);
    for (const typed of ['$0', 'd$0', 'db is what this$0', 'a word, db-$0', 'the db-$0'])
      assert.deepEqual(offered(manifest(typed)).labels, [], typed);
  });

  for (const lineEnd of ['\n', '\r\n']) {
    test(`what is accepted switches the rule off${lineEnd === '\n' ? '' : ', CRLF'}`, () => {
      const first = offered(manifest('db-mani$0'), lineEnd);
      const [directive] = first.items;
      assert.ok(directive);
      const withDirective = accept(first.text, directive);
      assert.equal(withDirective, manifest('db-manifests-disable-next-line ').replaceAll('\n', lineEnd));
      const second = offered(manifest('db-manifests-disable-next-line $0'), lineEnd);
      const [best] = second.items;
      assert.equal(best?.label, rule);
      const service = serviceWith(accept(second.text, best));
      assert.deepEqual(service.diagnose(uri), []);
    });
  }

  test('rules that find something there come first, then those of the system', () => {
    const { items } = offered(manifest('db-manifests-disable-document zalando/x, data$0'));
    const sorted = [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);
    assert.equal(sorted[0], rule);
    assert.ok(sorted[1]?.startsWith('zalando/'), sorted[1]);
    assert.ok(sorted.includes('names/unknown') && sorted.includes('schema/enum'));
    assert.equal(new Set(sorted).size, sorted.length);
  });

  test('nothing is offered in a reason', () => {
    for (const comment of [
      `db-manifests-disable-next-line ${rule} -- be$0`,
      `db-manifests-disable-next-line ${rule} # be$0`,
    ])
      assert.deepEqual(offered(manifest(comment)).labels, [], comment);
  });
});
