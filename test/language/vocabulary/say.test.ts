import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render, wordingOf } from '../../../schemas/vocabulary/render.ts';
import type { Wording } from '../../../schemas/vocabulary/render.ts';
import { counted, fewOf, joined, listed, say } from '../../../schemas/vocabulary/say.ts';

test('in English what was said is the literal with its values', () => {
  assert.equal(
    render(say`Database "${'shop'}" has ${2} pods: write \`{type: a}\`.`),
    'Database "shop" has 2 pods: write `{type: a}`.',
  );
  assert.equal(render(say`It reads ${say`the ${'{1}'} of ${'$&'}`}.`), 'It reads the {1} of $&.');
});

test('a list has no empty parts', () => {
  assert.equal(render(joined(['a', '', say`${''}`, say`c`], ', ')), 'a, c');
  assert.equal(render(listed([], 'or')), '');
  assert.equal(render(listed(['a'], 'or')), 'a');
  assert.equal(render(listed(['a', 'b'], 'and')), 'a and b');
  assert.equal(render(listed(['a', 'b', ''], 'or')), 'a or b');
  assert.equal(render(listed(['a', 'b', 'c'], 'or')), 'a, b or c');
});

test('of a long list the first few are said, and how many more there are', () => {
  assert.equal(render(fewOf(['a', 'b', 'c'], 3)), 'a, b or c');
  assert.equal(render(fewOf(['a', 'b', 'c', 'd'], 2)), 'a, b or one of 2 more');
});

test('a list of a hundred thousand names is put into words', () => {
  const names = Array.from({ length: 100_000 }, (_, index) => String(index));
  assert.equal(render(listed(names, 'or')).length, names.join(', ').length + 2);
});

test('words go by the number', () => {
  const pods = (count: number) => render(counted(count, say`a pod`, say`${count} pods`));
  assert.deepEqual([0, 1, 2].map(pods), ['0 pods', 'a pod', '2 pods']);
});

test('another language finds our texts by the literal, moves the values and gets them as they are shown', () => {
  const german: Readonly<Record<string, string>> = {
    '{0} of {1} is lost.': 'Von {1} geht {0} verloren.',
    'the password': 'das Passwort',
    '{0} or {1}': '{0} oder {1}',
  };
  const asked: string[] = [];
  const wording: Wording = {
    translate: (text) => {
      asked.push(text);
      return german[text] ?? text;
    },
    show: (value, limit) => `<${value.slice(0, limit)}>`,
  };
  const said = say`${say`the password`} of ${listed(['a', 'b'], 'or')} is lost.`;
  assert.equal(render(said, wording), 'Von <a> oder <b> geht das Passwort verloren.');
  assert.deepEqual(asked, ['{0} of {1} is lost.', 'the password', ', ', '{0} or {1}']);
  assert.equal(render(say`${'a'}: ${1}`, wording), '<a>: <1>');
  assert.equal(asked.length, 4, 'where there are no words of ours nothing is looked up');
});

test('a sentence that a language lacks is English as a whole, and the one beside it is not', () => {
  const german: Readonly<Record<string, string>> = {
    '{0} is lost.': '{0} geht verloren.',
    'the password': 'das Passwort',
    '{0} or {1}': '{0} oder {1}',
  };
  const wording = wordingOf((text) => german[text] ?? text);
  const lost = say`${say`the password`} is lost.`;
  const kept = say`${say`the password`} stays in ${listed(['a', 'b'], 'or')}.`;
  assert.equal(render(say`${kept} ${lost}`, wording), 'the password stays in a or b. das Passwort geht verloren.');
  assert.equal(render(joined([kept, lost], ' '), wording), 'the password stays in a or b. das Passwort geht verloren.');
});

test('an object that comes where a name was expected says nothing', () => {
  const stranger = JSON.parse('{"text": "[a](command:b)", "values": []}') as string;
  assert.equal(render(say`It is ${stranger}.`), 'It is [object Object].');
});
