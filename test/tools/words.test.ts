import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { helpTexts, saidTexts, textsOf, translationFiles, translations } from '../../tools/words.ts';
import { root } from '../support/fixtures.ts';

/** A repository of these files, for as long as the test runs. */
function repository(files: Readonly<Record<string, string>>, use: (folder: string) => void): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'db-manifests-words-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sources = {
  'client/a.ts': 'say`Connect`;',
  'server/b.ts': 'say`Connect`; say`${n} keys`;',
  'schemas/systems/shop/c.ts': 'say`A cart stays.`;',
};

describe('what a language is meant to have', () => {
  test('is everything, or the parts that it names', () => {
    const files = {
      ...sources,
      'l10n/parts.json': '{"bundle.l10n.ja.json": ["client"], "bundle.l10n.fr.json": ["server", "shop"]}',
      'l10n/bundle.l10n.ja.json': '{"Connect": "接続"}',
      'l10n/bundle.l10n.fr.json': '{}',
      'l10n/bundle.l10n.zh-cn.json': '{}',
      'l10n/GLOSSARY.zh-cn.md': '# No bundle\n',
    };
    repository(files, (folder) => {
      const said = saidTexts(folder);
      const lists = [', ', '{0} and {1}', '{0} or {1}'];
      const wanted = translations(folder).map((each) => [each.language, [...textsOf(said, each).keys()].sort()]);
      assert.deepEqual(Object.fromEntries(wanted), {
        ja: [...lists, 'Connect'].sort(),
        fr: ['A cart stays.', '{0} keys'].sort(),
        'zh-cn': [...lists, 'Connect', '{0} keys', 'A cart stays.'].sort(),
      });
    });
  });

  test('may be more than its parts: only what nobody says any more goes', () => {
    const files = {
      ...sources,
      'l10n/parts.json': '{"bundle.l10n.ja.json": ["client"]}',
      'l10n/bundle.l10n.ja.json': '{"Connect": "接続", "A cart stays.": "カートは残ります。", "Gone": "なし"}',
    };
    repository(files, (folder) => {
      const kept = JSON.parse(translationFiles(folder)['l10n/bundle.l10n.ja.json'] ?? '') as unknown;
      assert.deepEqual(kept, { 'A cart stays.': 'カートは残ります。', Connect: '接続' });
    });
  });

  test('is named by areas that there are, for files that there are', () => {
    const areas = new Map(
      [...translations(root), ...translations(root, 'help')].map(({ file }) => [
        path.basename(file),
        new Set(file.includes('/help.') ? helpTexts(root, languagePacks).values() : saidTexts(root).values()),
      ]),
    );
    const named = JSON.parse(readFileSync(path.join(root, 'l10n/parts.json'), 'utf8')) as Record<string, string[]>;
    for (const [file, parts] of Object.entries(named)) {
      const known = areas.get(file) ?? new Set();
      assert.ok(known.size > 0, file);
      assert.deepEqual(
        parts.filter((part) => !known.has(part)),
        [],
      );
    }
  });
});

describe('translations use the words of the glossary of their language', () => {
  for (const name of readdirSync(path.join(root, 'l10n')).filter((each) => each.startsWith('GLOSSARY.'))) {
    const language = name.split('.')[1];
    const glossary = readFileSync(path.join(root, 'l10n', name), 'utf8');
    const files = [...translations(root), ...translations(root, 'help')];
    const spokenIn = files.filter((each) => each.language === language);
    const words = Object.fromEntries(spokenIn.flatMap((each) => Object.entries(each.words)));
    const rows = [...glossary.matchAll(/^\| (.+?) \| (.+?) \|$/gm)].slice(1);

    test(name, () => {
      assert.ok(rows.length > 10);
      // What is the same in both, such as a command, is a name.
      const spoken = Object.entries(words).flatMap(([text, translation]) =>
        text === translation ? [] : [{ text, translation, english: withoutCode(text) }],
      );
      const wrong = rows.flatMap(([, term = '', chosen = '']) => {
        const pattern = new RegExp(`(?<![\\w./-])${term}s?(?![\\w/-])`, 'i');
        const translated = spoken.filter(({ english }) => pattern.test(english));
        const others = translated.filter(
          ({ translation }) => !chosen.split(', ').some((word) => translation.includes(word)),
        );
        return translated.length === 0 ? [`no text has ${term}`] : others.map(({ text }) => `${term}: ${text}`);
      });
      assert.deepEqual(wrong, []);
    });
  }
});

/** Names of fields and values stay what they are. */
function withoutCode(text: string): string {
  return text.replaceAll(/`[^`]*`|"[^"]*"|\bfor instance\b/g, '');
}
