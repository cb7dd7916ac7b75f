import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownSetting, readProtectedContexts } from '../../client/commands/protectedContexts.ts';
import { fc } from '../support/fastCheck.ts';

test('a pattern matches anywhere in the name, upper and lower case alike', () => {
  const { isProtected, invalid } = readProtectedContexts(['prod']);
  assert.deepEqual(invalid, []);
  for (const name of ['prod', 'shop-prod-1', 'PROD', 'arn:aws:eks:eu:1:cluster/Production']) {
    assert.equal(isProtected(name), true, name);
  }
  for (const name of ['shop', 'pre', '']) assert.equal(isProtected(name), false, name);
});

test('patterns are regular expressions, and one of them is enough', () => {
  const { isProtected } = readProtectedContexts(['^live$', 'eu-\\d+']);
  assert.equal(isProtected('live'), true);
  assert.equal(isProtected('live-2'), false);
  assert.equal(isProtected('eu-12'), true);
});

test('without patterns nothing is protected', () => {
  assert.equal(readProtectedContexts([]).isProtected('prod'), false);
});

test('what is no regular expression protects every context, and is named', () => {
  const { isProtected, invalid } = readProtectedContexts(['prod', '(', 7]);
  assert.deepEqual(invalid, ['(', '7']);
  assert.equal(isProtected('shop'), true);
});

test('a setting that is no list protects every context', () => {
  for (const setting of ['prod', null, { prod: true }, undefined]) {
    assert.equal(readProtectedContexts(setting).isProtected('shop'), true, JSON.stringify(setting));
  }
  assert.deepEqual(readProtectedContexts('prod').invalid, ['"prod"']);
  assert.deepEqual(readProtectedContexts(undefined).invalid, []);
});

test('a workspace neither lifts the protection nor changes it', () => {
  const workspaces = { workspaceValue: [], workspaceFolderValue: [], workspaceLanguageValue: [] };
  assert.deepEqual(ownSetting({ defaultValue: ['prod'], ...workspaces }), ['prod']);
  assert.deepEqual(ownSetting({ defaultValue: ['prod'], globalValue: ['live'], ...workspaces }), ['live']);
  assert.deepEqual(ownSetting({ defaultValue: ['prod'], globalValue: [], ...workspaces }), [], 'the person may');
  assert.equal(ownSetting(undefined), undefined, 'which protects every context');
});

test('it never throws, and answers the same twice', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.anything())), fc.string(), (setting, name) => {
      const first = readProtectedContexts(setting);
      assert.equal(first.isProtected(name), first.isProtected(name));
      if (first.invalid.length > 0) assert.equal(first.isProtected(name), true);
    }),
  );
});
