import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../support/editorStandIn.ts';

const { logLine } = await import('../../../client/screen/terminals.ts');

test('a log line reads as text: colours are left out, whatever else controls a terminal is seen', () => {
  assert.equal(logLine('\u001b[1;31mFATAL\u001b[0m:\tno disk'), 'FATAL:\tno disk');
  assert.equal(logLine('\u001b]0;title\u0007a\u001b[2Jb\u009b2K'), '\uFFFD]0;title\uFFFDa\uFFFD[2Jb\uFFFD2K');
  assert.equal(logLine('a\rb'), 'a\r\nb');
});

test('a log line has an end', () => {
  assert.equal(logLine('x'.repeat(1_000_000)).length, 10_000);
  assert.ok(logLine('\u001b['.repeat(1_000_000)).length <= 10_000);
});
