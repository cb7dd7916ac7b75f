import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import type { FieldHelp } from '../../schemas/contract/index.ts';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { link } from '../../schemas/vocabulary/markdown.ts';
import { rulePages } from '../../server/language/rulePages.ts';
import { dist, root } from '../support/fixtures.ts';
import { assertNothingLive, manuals } from '../support/inert.ts';
import { descendants, lineOf, readSourceFiles } from '../support/sourceFiles.ts';

/** What the build and the packs bring along is shown as it stands. */
describe('our own Markdown', () => {
  test('of the fields, those of Kubernetes included, has no images and no HTML, and leads to the web only', () => {
    const folder = path.join(dist, 'schemas');
    const files = readdirSync(folder).filter((file) => file.endsWith('.help.json'));
    const helps = files.flatMap(
      (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as readonly FieldHelp[],
    );
    assert.ok(helps.length > 1000);
    for (const { text, link: address, values = {} } of helps) {
      for (const each of [text, ...Object.values(values)]) assertNothingLive(each, manuals);
      if (address !== undefined) assert.match(link('Manual', address).markdown, /^\[Manual\]\(https:/, address);
    }
  });

  test('of the rules neither, on their pages and all together', () => {
    const pages = rulePages(languagePacks);
    assert.ok(pages.length > 100);
    const blocks = ['heading', 'code', 'table'];
    for (const { text } of pages) assertNothingLive(text, { ...manuals, blocks });
    const all = readFileSync(path.join(root, 'docs/RULES.md'), 'utf8').replace(/^<!--.*-->\n/, '');
    const links = (address: string) => address.startsWith('#') || (manuals.links?.(address) ?? false);
    assertNothingLive(all, { links, blocks });
  });
});

describe('Markdown', () => {
  const server = readSourceFiles(root, ['schemas', 'server']);
  const product = [...server, ...readSourceFiles(root, ['client'])];

  test('is nowhere allowed to run commands, to be HTML, or to show icons', () => {
    const trusting = product.flatMap(({ path: file, tree }) =>
      [...descendants(tree)]
        .filter((node) => ts.isIdentifier(node) && /^(?:isTrusted|supportHtml|supportThemeIcons)$/.test(node.text))
        .filter((node) => !isLack(node) && !/workspace\.isTrusted/.test(node.parent.getText()))
        .map((node) => `${file}:${String(lineOf(tree, node))}`),
    );
    assert.deepEqual(trusting, []);
  });

  test('is made of text in one file only', () => {
    const casts = product.flatMap(({ path: file, tree }) =>
      [...descendants(tree)]
        .filter((node) => ts.isAsExpression(node) && /\bMarkdown\b/.test(node.type.getText()))
        .map(() => file),
    );
    assert.deepEqual(casts, ['schemas/vocabulary/markdown.ts']);
  });

  test('that needs no template is written by few: by the build, or in tables of help', () => {
    const users = server
      .filter(
        ({ path: file, tree }) => file !== 'schemas/vocabulary/markdown.ts' && /\bauthoredMarkdown\(/.test(tree.text),
      )
      .map(({ path: file }) => file);
    assert.deepEqual(users, [
      'schemas/systems/crunchy/describeSetting.ts',
      'schemas/systems/tekton-results/tektonResultsVocabulary.ts',
      'schemas/systems/zalando/extensionDictionary.ts',
      'schemas/vocabulary/describedValues.ts',
      'schemas/vocabulary/keyDictionary.ts',
      'schemas/vocabulary/parameters/describeParameter.ts',
      'server/language/configuration/configurationPack.ts',
      'server/language/features/completeDirectives.ts',
      'server/language/features/completeHeader.ts',
      'server/language/fieldHelp.ts',
      'server/language/vocabularyHelp.ts',
    ]);
  });
});

/** `isTrusted: false` says what is so anyway. */
function isLack(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.initializer.kind === ts.SyntaxKind.FalseKeyword;
}
