import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authoredMarkdown, code, joinMarkdown, markdown } from '../../../schemas/vocabulary/markdown.ts';

describe('Markdown', () => {
  it('takes its markup from the literal only', () => {
    assert.equal(markdown`**${'a*b_c'}**`.markdown, '**a\\*b\\_c**');
    assert.equal(markdown`${'[x](command:y) <b> https://www.x.y'}`.markdown.includes('](command:'), false);
    assert.equal(markdown`${'https://www.x.y'}`.markdown, 'https\\://www\\.x.y');
    assert.equal(markdown`${2} of ${3}`.markdown, '2 of 3');
  });

  it('is put into Markdown as it is', () => {
    assert.equal(markdown`Service ${code('a`b')}, ${authoredMarkdown('*now*')}`.markdown, 'Service ``a`b``, *now*');
    assert.equal(joinMarkdown([code('a'), code('b')], ', ').markdown, '`a`, `b`');
  });

  it('shows code whatever it holds', () => {
    assert.equal(code('a\nb').markdown, '`a b`');
    assert.equal(code('`a`').markdown, '`` `a` ``');
    assert.equal(code('').markdown, '`  `');
    assert.equal(code('x'.repeat(500), 10).markdown, `\`${'x'.repeat(9)}…\``);
  });
});
