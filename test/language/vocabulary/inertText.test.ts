import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasControlCharacters, inertLines, inertSentence, inertText } from '../../../schemas/vocabulary/inertText.ts';
import { fc } from '../../support/fastCheck.ts';

describe('inert text', () => {
  it('is one line: breaks and tabs are blanks', () => {
    assert.equal(inertText('a\r\nb\nc\td\u2028e\u0085f'), 'a b c d e f');
  });

  it('shows that there was a control character, an override or half a character', () => {
    assert.equal(inertText('\u001b[31mred\u0007'), '\uFFFD[31mred\uFFFD');
    assert.equal(inertText('\u202Egnp.exe'), '\uFFFDgnp.exe');
    assert.equal(inertText('a\u009Bb\uFEFFc\uD800d\u{E0041}'), 'a\uFFFDb\uFFFDc\uFFFDd\uFFFD');
  });

  it('leaves letters of every script, emoji and their joiners alone', () => {
    const text = 'Größe 数据库 👩\u200D💻 می\u200Cخواهم';
    assert.equal(inertText(text), text);
  });

  it('is cut where it is too long, never within a character', () => {
    assert.equal(inertText('abcdef', 4), 'abc…');
    assert.equal(inertText('ab😀def', 4), 'ab…');
    assert.equal(inertText('abcd', 4), 'abcd');
    assert.equal(inertText('x'.repeat(100_000)).length, 300);
  });

  it('keeps the beginning and the end of a sentence that is too long', () => {
    const sentence = inertSentence(`User "${'x'.repeat(5000)}\n" is unknown: write another.`);
    assert.match(sentence, /^User "x+… x* " is unknown: write another\.$/);
    assert.ok(sentence.length <= 1000);
    assert.equal(inertSentence('a\nb'), 'a b');
    assert.match(inertSentence('😀'.repeat(2000)), /^😀+… \uFFFD?😀+$/u);
  });

  it('keeps lines where lines are wanted', () => {
    assert.equal(inertLines('a\r\n\tb\rc\u001b[2J', 100), 'a\n\tb\nc\uFFFD[2J');
  });

  it('is told from a text with control characters', () => {
    assert.equal(hasControlCharacters("it's 100 % fine, größer"), false);
    for (const text of ['a\nb', 'a\u0015b', '\u001b', 'a\u2028b']) assert.equal(hasControlCharacters(text), true);
  });

  it('of any text has no control characters and is bounded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        const inert = inertText(text, 20);
        assert.ok(inert.length <= 20);
        assert.doesNotMatch(inert, /\p{Cc}|\p{Surrogate}|[\u202A-\u202E\u2066-\u2069]/u);
        assert.equal(inertText(inert, 20), inert);
      }),
    );
  });
});
