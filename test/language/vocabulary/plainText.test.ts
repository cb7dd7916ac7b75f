import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, markdown } from '../../../schemas/vocabulary/markdown.ts';
import { plainText } from '../../support/plainText.ts';
import { hostileTexts } from '../../support/hostileTexts.ts';
import { inertText } from '../../../schemas/vocabulary/inertText.ts';

test('a text is itself, our Markdown is read without its marks', () => {
  assert.equal(plainText('a `b` **c** \\*'), 'a `b` **c** \\*');
  assert.equal(plainText(markdown`\`spec.paused\` is **true**: ${'a_b *c*'}.`), 'spec.paused is true: a_b *c*.');
  assert.equal(plainText(markdown`${code(' a ')}, ${code('``')}, ${code('|')}`), ' a , ``, |');
});

test('whatever others have written is read as they have written it', () => {
  for (const { what, text } of hostileTexts) {
    const line = inertText(text);
    const blanks = (each: string) => each.replaceAll(/ +/g, ' ');
    assert.equal(blanks(plainText(markdown`It says ${text}.`)), blanks(`It says ${line}.`), what);
    assert.equal(blanks(plainText(markdown`It says ${code(text)}.`)), blanks(`It says ${line || ' '}.`), what);
  }
});

test('a fence that is not closed is text', () => {
  assert.equal(plainText(markdown`${markdown`\``}a\`\`b`), '`a``b');
});
