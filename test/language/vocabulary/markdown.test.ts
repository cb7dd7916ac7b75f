import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authoredMarkdown, code, joinMarkdown, link, markdown } from '../../../schemas/vocabulary/markdown.ts';

describe('Markdown', () => {
  it('takes its markup from the literal only', () => {
    assert.equal(markdown`**${'a*b_c'}**`.markdown, '**a\\*b\\_c**');
    assert.equal(markdown`${'[x](command:y) <b> https://www.x.y'}`.markdown.includes('](command:'), false);
    assert.equal(markdown`${'https://www.x.y'}`.markdown, 'https\\://www\\.x.y');
    assert.equal(markdown`${2} of ${3}`.markdown, '2 of 3');
  });

  it('is put into Markdown as it is', () => {
    assert.equal(markdown`Service ${code('a`b')}, ${authoredMarkdown('*now*')}`.markdown, 'Service `a`&#96;`b`, *now*');
    assert.equal(joinMarkdown([code('a'), code('b')], ', ').markdown, '`a`, `b`');
  });

  it('keeps code apart from code, so that neither ends the other', () => {
    const image = code('`![](https://evil.example/a)');
    assert.equal(joinMarkdown([image, code('b')], '').markdown, '&#96;`![](https://evil.example/a)` `b`');
    assert.equal(markdown`\`a\`${image}\`c\``.markdown, '`a`&#96;`![](https://evil.example/a)` `c`');
  });

  it('links to the web only, and by an address that ends where it should', () => {
    assert.equal(link('Manual', 'https://x.example/a_(b)').markdown, '[Manual](https://x.example/a_%28b%29)');
    for (const address of ['command:x', 'file:///etc/passwd', 'https://x y', 'https://x>', 'javascript:alert(1)', ''])
      assert.equal(link('The *manual*', address).markdown, 'The \\*manual\\*');
  });

  it('shows code whatever it holds', () => {
    assert.equal(code('a\nb').markdown, '`a b`');
    assert.equal(code('`a`').markdown, '&#96;`a`&#96;');
    assert.equal(code('').markdown, '`  `');
    assert.equal(code('x'.repeat(500), 10).markdown, `\`${'x'.repeat(9)}…\``);
  });
});
