import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { wordingOf } from '../../schemas/vocabulary/render.ts';
import { createService } from '../../server/host/createService.ts';
import { rulePages } from '../../server/language/rulePages.ts';
import { helpTexts } from '../../tools/words.ts';
import { root } from '../support/fixtures.ts';
import { assertNothingLive, manuals } from '../support/inert.ts';

/** Help on fields and rules in other languages: a file each, found by the English text, as what the server says is. */

const dist = path.join(root, 'dist');
const readJson = (...names: readonly string[]) =>
  JSON.parse(readFileSync(path.join(root, ...names), 'utf8')) as unknown;
const files = readdirSync(path.join(root, 'l10n')).filter((name) => name.startsWith('help.l10n.'));

describe('translated help', () => {
  test('is of texts that there are, and is markup that does nothing', () => {
    assert.ok(files.length > 0);
    const english = helpTexts(root, languagePacks);
    for (const file of files) {
      for (const [text, translation] of Object.entries(readJson('l10n', file) as Record<string, string>)) {
        assert.ok(english.has(text), `${file}: nothing has the help "${text}" any more: npm run generate takes it out`);
        assertNothingLive(translation, { links: (address) => address.startsWith('https://') });
        // What is code is the same in any language.
        const code = (of: string) => [...of.matchAll(/`[^`]+`/g)].map(([part]) => part).sort();
        assert.deepEqual(code(translation), code(text), `${file}: other code than in "${text}"`);
      }
      assert.deepEqual(readJson('dist', 'l10n', file), readJson('l10n', file), 'npm run build copies it');
    }
  });

  test('is shown on hover, and English where there is none', () => {
    const words = new Map(Object.entries(readJson('l10n', 'bundle.l10n.zh-cn.json') as Record<string, string>));
    const help = new Map(Object.entries(readJson('l10n', 'help.l10n.zh-cn.json') as Record<string, string>));
    for (const text of help.keys()) if (text.startsWith('Team that owns the cluster.')) help.delete(text);
    const service = createService(dist, {
      translate: (text) => words.get(text) ?? text,
      translateHelp: (text) => help.get(text) ?? text,
    });
    const lines = [
      'apiVersion: acid.zalan.do/v1',
      'kind: postgresql',
      'spec:',
      '  teamId: acid',
      '  numberOfInstances: 2',
    ];
    service.setFile('file:///shop.yaml', lines.join('\n'));
    const hoverAt = (line: number) => JSON.stringify(service.hover('file:///shop.yaml', { line, character: 4 }) ?? '');
    assert.match(hoverAt(4), / · 必需\\n.*包括主节点.*，版本未知 · .*\[手册\]/);
    assert.doesNotMatch(hoverAt(4), /primary included/);
    assert.match(hoverAt(3), /Team that owns the cluster/);
  });

  test('is that of the pages of rules, with what stands around it', () => {
    const read = (name: string) => new Map(Object.entries(readJson('l10n', name) as Record<string, string>));
    const words = read('bundle.l10n.zh-cn.json');
    const help = read('help.l10n.zh-cn.json');
    const pages = rulePages(languagePacks, {
      words: wordingOf((text) => words.get(text) ?? text),
      help: (text) => help.get(text) ?? text,
    });
    const pageOf = (id: string) => pages.find((page) => page.id === id)?.text ?? '';
    const page = pageOf('zalando/database-owner-missing');
    assert.match(
      page,
      /^# zalando\/database-owner-missing\n\nZalando Postgres Operator · postgresql · 警告\n\nOperator 只/,
    );
    assert.match(page, /\n\n来源：<https:\/\/github\.com\/zalando\//);
    assert.match(pageOf('zalando/delete-protection-bypassed'), / · 警告 · 从 Operator 1\.13 起\n/);
    for (const { text } of pages) assertNothingLive(text, { ...manuals, blocks: ['heading'] });
  });
});
