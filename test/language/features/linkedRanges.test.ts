import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createService } from '../../../server/host/createService.ts';
import { dist, uriOf } from '../../support/fixtures.ts';

const head = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n';

/** What is edited together at `$0`, as `line:character text`. */
function linked(text: string): string[] {
  const service = createService(dist);
  const offset = (head + text).indexOf('$0');
  const plain = (head + text).replace('$0', '');
  const before = plain.slice(0, offset).split('\n');
  service.setFile(uriOf('a.yaml'), plain);
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return service.linkedRanges(uriOf('a.yaml'), position).map(({ start, end }) => {
    const line = plain.split('\n')[start.line] ?? '';
    return `${start.line}:${start.character} ${line.slice(start.character, end.character)}`;
  });
}

describe('linked editing', () => {
  test('an anchor and its aliases', () => {
    const expected = ['3:6 base', '4:6 base', '5:11 base'];
    assert.deepEqual(linked('  a: &ba$0se { x: 1 }\n  b: *base\n  c: { d: *base }\n').length, 3);
    assert.deepEqual(linked('  a: &base { x: 1 }\n  b: *base$0\n  c: { d: *base }\n'), expected);
  });

  test('an anchor that is given again begins anew', () => {
    assert.deepEqual(linked('  a: &x 1\n  b: *x\n  c: &x$0 2\n  d: *x\n'), ['5:6 x', '6:6 x']);
    assert.deepEqual(linked('  a: &$0x 1\n  b: *x\n  c: &x 2\n  d: *x\n'), ['3:6 x', '4:6 x']);
  });

  test('texts, comments and foreign documents hold none', () => {
    assert.deepEqual(linked('  a: &x 1 # *x\n  b: "see *$0x"\n'), []);
    assert.deepEqual(linked('  a: &x 1 # *$0x\n  b: *x\n'), []);
    assert.deepEqual(linked('  a: &$0lonely 1\n'), []);
    assert.deepEqual(linked('---\napiVersion: v1\nkind: Foreign\na: &$0x 1\nb: *x\n'), []);
    assert.deepEqual(linked('  cron: "0 * * * $0*"\n'), []);
  });
});
