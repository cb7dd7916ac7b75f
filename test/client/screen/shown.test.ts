import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreign, joined, say } from '../../../schemas/vocabulary/say.ts';
import '../../support/editorStandIn.ts';

const { shown } = await import('../../../client/screen/shown.ts');

test('our words stand as they are, and what is said before is put in as it is', () => {
  assert.equal(shown(say`Database ${'shop'} has ${2} pods.`), 'Database shop has 2 pods.');
  assert.equal(shown(say`${say`Look: ${'a'}`} \n\n${say`b`}`), 'Look: a \n\nb');
});

test('a value makes no link, however it is put together with others', () => {
  const link = '[Log in](command:workbench.action.terminal.new?%7B%7D)';
  const parts = [say`${'[Log in]'}`, say`${'(command:a)'}`];
  for (const said of [
    say`${link}`,
    say`It says ${link}.`,
    say`${'[Log in]'}${'(command:a)'}`,
    say`${'[Log in]'}(${'command:a'})`,
    say`[${'Log in'}](${'command:a'})`,
    say`${foreign('[Log in]')}${foreign('(command:a)')}`,
    foreign(link),
    joined(['[Log in]', '(command:a)'], ''),
    joined(parts, ''),
  ])
    assert.doesNotMatch(shown(said), /\[[^\]]+\]\((?:https?|command|file):/);
});

test('a value makes no icon', () => {
  for (const said of [say`${'$(trash)'}`, say`${'$'}(${'trash'})`, foreign('a $(sync~spin)')])
    assert.doesNotMatch(shown(said), /\$\(/);
});

test('a value is one line without control characters, and has an end', () => {
  assert.equal(shown(say`${'a\r\nb\u001b[31m\u202e'}`), 'a b\uFFFD[31m\uFFFD');
  assert.ok(shown(say`${'x'.repeat(100_000)}`).length <= 300);
  assert.ok(shown(foreign('x'.repeat(100_000))).length <= 1000);
});

test('a value with a placeholder in it is no placeholder', () => {
  assert.equal(shown(say`${'{1}'} and ${'b'}`), '{1} and b');
});
