import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import {
  base64Length,
  base64Problem,
  decodesWithTrailingNewline,
  encodes,
  withoutTrailingNewline,
} from '../../../schemas/vocabulary/base64.ts';
import { fc } from '../../support/fastCheck.ts';

describe('valid', () => {
  test('what was encoded, with line breaks or without', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, broken) => {
        const encoded = Buffer.from(bytes).toString('base64');
        const text = broken ? encoded.replace(/(.{7})/g, '$1\n') : encoded;
        assert.equal(base64Problem(text), undefined);
        assert.equal(base64Length(text), bytes.length);
        assert.equal(decodesWithTrailingNewline(text), bytes.at(-1) === 10);
      }),
    );
  });

  test('a line break at the end, in each of the three alignments', () => {
    for (const text of ['\n', 'a\n', 'ab\n', 'abc\n']) {
      assert.equal(decodesWithTrailingNewline(Buffer.from(text).toString('base64')), true);
      assert.equal(decodesWithTrailingNewline(Buffer.from(text.trim()).toString('base64')), false);
    }
  });
});

describe('invalid', () => {
  const cases: [text: string, reason: RegExp][] = [
    ['secret!', /"!" in it/],
    ['c2Vj cmV0', /a blank/],
    ['c2Vjcm', /no multiple of four/],
    ['c2Vj=mV0', /"=" where/],
    ['c===', /"=" where/],
    ['_-8=', /"_" in it/],
    ['ä', /"ä" in it/],
  ];
  for (const [text, reason] of cases) {
    test(text, () => {
      assert.match(base64Problem(text) ?? '', reason);
      assert.equal(base64Length(text), undefined);
      assert.equal(decodesWithTrailingNewline(text), false);
    });
  }
});

describe('one line without the line break at its end', () => {
  test('is encoded anew', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^\r\n]{1,40}$/u), fc.constantFrom('\n', '\r\n'), (line, end) => {
        const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64');
        assert.equal(withoutTrailingNewline(encode(line + end)), encode(line));
      }),
    );
  });

  test('is none of several lines, of a line break alone, of a line without one, of what is no base64', () => {
    for (const text of ['a\nb\n', '\n', '\r\n', 'a', '']) {
      assert.equal(withoutTrailingNewline(Buffer.from(text).toString('base64')), undefined);
    }
    assert.equal(withoutTrailingNewline('a!'), undefined);
  });
});

test('whether it stands for a text', () => {
  assert.ok(encodes('c2hvcF9yZWFkZXI=', 'shop_reader'));
  assert.ok(encodes('c2hv\ncF9yZWFkZXI=\n', 'shop_reader'));
  assert.ok(!encodes('c2hvcA==', 'shop_reader'));
});
