import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readTranslations } from '../../server/host/lsp/readTranslations.ts';

function asking(words: unknown) {
  const asked: string[] = [];
  const readWords = (language: string) => {
    asked.push(language);
    return words instanceof Error ? Promise.reject(words) : Promise.resolve(words);
  };
  return { asked, readWords };
}

describe('the language of the editor', () => {
  const locales: readonly (readonly [locale: unknown, language: string | undefined])[] = [
    ['zh-cn', 'zh-cn'],
    ['zh-CN', 'zh-cn'],
    ['zh_CN.UTF-8', 'zh-cn'],
    ['zh-Hans', 'zh-cn'],
    ['zh', 'zh-cn'],
    ['zh-tw', 'zh-tw'],
    ['pt-br', 'pt-br'],
    ['de', 'de'],
    ['en', undefined],
    ['en-US', undefined],
    ['C', undefined],
    ['', undefined],
    ['../../etc/passwd', undefined],
    ['zh-cn/../x', undefined],
    ['zh\0', undefined],
    [undefined, undefined],
    [null, undefined],
    [7, undefined],
    [{}, undefined],
  ];
  for (const [locale, language] of locales) {
    test(`${JSON.stringify([locale])}: ${language ?? 'English'}`, async () => {
      const { asked, readWords } = asking({ Cancelled: 'x' });
      const words = await readTranslations({ readWords }, locale);
      assert.deepEqual(asked, language === undefined ? [] : [language]);
      assert.equal(words.size, language === undefined ? 0 : 1);
    });
  }

  test('what is no file of translations is English', async () => {
    for (const words of [new Error('no such file'), undefined, null, 'text', [1], { a: 1 }, { a: { message: 'b' } }])
      assert.equal((await readTranslations(asking(words), 'zh-cn')).size, 0);
    assert.equal((await readTranslations({}, 'zh-cn')).size, 0);
  });
});
