import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../support/editorStandIn.ts';

const { foreign, joinSaid, say } = await import('../../../client/screen/say.ts');

test('our words stand as they are, and what is said before is put in as it is', () => {
  assert.equal(say`Database ${'shop'} has ${2} pods.`.said, 'Database shop has 2 pods.');
  assert.equal(say`${say`Look: ${'a'}`} \n\n${say`b`}`.said, 'Look: a \n\nb');
});

test('a value makes no link, however it is put together with others', () => {
  const link = '[Log in](command:workbench.action.terminal.new?%7B%7D)';
  for (const { said } of [
    say`${link}`,
    say`It says ${link}.`,
    say`${'[Log in]'}${'(command:a)'}`,
    say`${'[Log in]'}(${'command:a'})`,
    say`[${'Log in'}](${'command:a'})`,
    foreign(link),
    joinSaid(['[Log in]', '(command:a)'], ''),
    joinSaid([say`${'[Log in]'}`, say`${'(command:a)'}`], ''),
  ])
    assert.doesNotMatch(said, /\[[^\]]+\]\((?:https?|command|file):/, said);
});

test('a value makes no icon', () => {
  for (const { said } of [say`${'$(trash)'}`, say`${'$'}(${'trash'})`, foreign('a $(sync~spin)')])
    assert.doesNotMatch(said, /\$\(/, said);
});

test('a value is one line without control characters, and has an end', () => {
  assert.equal(say`${'a\r\nb\u001b[31m\u202e'}`.said, 'a b\uFFFD[31m\uFFFD');
  assert.ok(say`${'x'.repeat(100_000)}`.said.length <= 300);
  assert.ok(foreign('x'.repeat(100_000)).said.length <= 1000);
});

test('a value with a placeholder in it is no placeholder', () => {
  assert.equal(say`${'{1}'} and ${'b'}`.said, '{1} and b');
});

test('a list has no empty parts', () => {
  assert.equal(joinSaid(['a', '', say`${''}`, say`c`], ', ').said, 'a, c');
});
