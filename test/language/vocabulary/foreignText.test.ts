import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { hasControlCharacters, inertLines, inertText } from '../../../schemas/vocabulary/inertText.ts';
import { code, joinMarkdown, markdown } from '../../../schemas/vocabulary/markdown.ts';
import { fc } from '../../support/fastCheck.ts';
import { assertInertLine, assertNothingLive, refusedTexts } from '../../support/inert.ts';
import { asYamlScalar, hostileTexts } from '../../support/hostileTexts.ts';

describe('text of strangers', () => {
  for (const { what, text } of hostileTexts) {
    it(`does nothing in Markdown: ${what}`, () => {
      assertNothingLive(markdown`${text}`);
      assertNothingLive(markdown`Before ${text} after`);
      assertNothingLive(markdown`- **${text}**, ${code(text)}\n- [${code(text)}]`);
      assertNothingLive(joinMarkdown([markdown`${text}`, code(text), markdown`${text}${text}`], '\n\n'));
      assertNothingLive(joinMarkdown([code(text), code(`a${text}`), code(`${text}\`x`)], ''));
    });

    it(`is a line that does nothing: ${what}`, () => {
      assertInertLine(inertText(text), 300);
      assertInertLine(inertText(text, 40), 40);
      assertInertLine(inertLines(text, 200).replaceAll(/[\n\t]/g, ' '), 200);
    });
  }

  it('of any kind does nothing in Markdown, wherever it stands', () => {
    const unit = fc.constantFrom(
      ...'`[]()!<>*_#|~-=+.:@\\&;/ \n\t1ax'.split(/(?:)/),
      '](https://',
      'www.',
      '![',
      '```',
      '\u2028',
    );
    const text = fc.string({ unit, maxLength: 40 });
    const piece = fc.oneof(
      text.map((each) => markdown`${each}`),
      text.map((each) => code(each)),
      text.map((each) => markdown`\n- ${each}.`),
      fc.constantFrom(markdown`, `, markdown`\n\n`, markdown` (`, markdown`**a** `, code('a')),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        assertNothingLive(joinMarkdown(pieces, ''));
        assertNothingLive(joinMarkdown(pieces, '\n'));
      }),
      { numRuns: 3000 },
    );
  });

  it('of one value does not uncover what the code of another holds', () => {
    for (const opening of ['`', '``', '[', '<', 'a`b', '![', '<!--'])
      for (const closing of ['', '`', '](x)', '>', '-->'])
        for (const own of [markdown`**a** `, markdown`*a* `, markdown`**${code('a')}**: `]) {
          const hidden = code(`${closing}![](https://evil.example)*`);
          for (const before of [markdown`${opening}`, code(opening)])
            assertNothingLive(markdown`${before}${own}${hidden}`);
        }
  });

  it('is what it is called', () => {
    const live = refusedTexts((text) => assertNothingLive(text));
    for (const what of ['a link to a command', 'an image', 'a heading', 'a fence', 'a table', 'bare addresses'])
      assert.ok(live.includes(what), what);
    const controls = hostileTexts.filter(({ text }) => hasControlCharacters(text)).map(({ what }) => what);
    for (const what of ['the clipboard through a terminal', 'NUL', 'a right-to-left override', 'tag characters'])
      assert.ok(controls.includes(what), what);
  });

  it('can be written as YAML', () => {
    for (const { what, text } of hostileTexts) {
      assert.deepEqual(parse(`name: ${asYamlScalar(text)}\n`), { name: text }, what);
    }
  });
});
