import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { createService } from '../../server/host/createService.ts';
import type { Position } from '../../server/language/answers.ts';
import type { LanguageService } from '../../server/language/languageService.ts';
import { helpTexts, textsOf, translations } from '../../tools/words.ts';
import { dist, readFixtures, root, schemas, uriOf } from '../support/fixtures.ts';
import { now } from '../support/manifests.ts';
import { someOf } from '../support/someOf.ts';

/** What the language service says about our manifests where the editor is Chinese: all of it is Chinese, names and code aside. */

const read = (name: string) =>
  new Map(Object.entries(JSON.parse(readFileSync(path.join(root, 'l10n', name), 'utf8')) as Record<string, string>));
const words = read('bundle.l10n.zh-cn.json');
const help = read('help.l10n.zh-cn.json');
/** Help on fields of systems that has no Chinese on purpose. */
const english = helpTexts(root, languagePacks);
for (const translation of translations(root, 'help'))
  if (translation.language === 'zh-cn') for (const text of textsOf(english, translation).keys()) english.delete(text);

const service = createService(dist, {
  now,
  schemas,
  translate: (text) => words.get(text) ?? text,
  translateHelp: (text) => help.get(text) ?? (english.has(text) ? '帮助。' : text),
});

const examples = readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ uri: uriOf(`examples/${name.replaceAll('\\', '/')}`), name }));
const texts = new Map(examples.map(({ uri, name }) => [uri, readFileSync(path.join(root, 'examples', name), 'utf8')]));
for (const [uri, text] of texts) service.setFile(uri, text);

/** Each line, at its key and at its value. */
function placesIn(text: string): Position[] {
  return text.split('\n').flatMap((line, number) => {
    const at = /[^\s-]/.exec(line)?.index ?? -1;
    if (at < 0 || line[at] === '#') return [];
    return [...new Set([at + 1, line.length])].map((character) => ({ line: number, character }));
  });
}

const places = [...texts].flatMap(([uri, text]) => placesIn(text).map((position) => ({ uri, position })));

describe('in a Chinese editor', () => {
  test('hovers are Chinese', () => {
    const found = new Set<string>();
    for (const { uri, position } of someOf(700, places)) {
      const hover = service.hover(uri, position);
      for (const piece of englishIn(hover?.text.markdown ?? '')) found.add(piece);
    }
    assert.deepEqual([...found], []);
  });

  test('what is offered is explained in Chinese', () => {
    const found = new Set<string>();
    for (const { uri, position } of someOf(300, places))
      for (const { detail = '', documentation, kind } of service.complete(uri, position))
        for (const piece of [
          ...(kind === 'snippet' ? [] : englishIn(documentation?.markdown ?? '')),
          ...englishIn(detail),
        ])
          found.add(piece);
    assert.deepEqual([...found], []);
  });

  test('so is all the rest about a file', () => {
    const found = new Set<string>();
    for (const [uri, text] of texts)
      for (const said of saidAbout(service, uri, text)) for (const piece of englishIn(said)) found.add(piece);
    assert.deepEqual([...found], []);
  });

  test('problems and their remedies are Chinese', () => {
    const found = new Set<string>();
    for (const fixture of someOf(200, readFixtures())) {
      for (const { path: name, text } of fixture.files) service.setFile(uriOf(name), text);
      for (const { path: name } of fixture.files) {
        for (const { message, fixes, related = [] } of service.diagnose(uriOf(name)))
          for (const said of [message, ...fixes.map(({ title }) => title), ...related.map((each) => each.message)])
            for (const piece of englishIn(said)) found.add(piece);
      }
      for (const { path: name } of fixture.files) service.removeFile(uriOf(name));
    }
    assert.deepEqual([...found], []);
  });
});

function* saidAbout(asked: LanguageService, uri: string, text: string): Iterable<string> {
  for (const { title } of asked.codeLenses(uri)) yield title;
  for (const { tooltip = '' } of asked.documentLinks(uri)) yield tooltip;
  const whole = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
  for (const { title } of asked.codeActions(uri, whole)) yield title;
  for (const { label, tooltip } of asked.inlayHints(uri, whole)) yield* [label, tooltip?.markdown ?? ''];
  for (const { things } of asked.derived(uri)) for (const { note = '' } of things) yield note;
  for (const { detail = '' } of asked.documentSymbols(uri)) yield detail;
}

/** Of systems, types as schemas call them, and what the examples themselves say. */
const names = new Set([
  ...languagePacks.map(({ system }) => system.title),
  ...['string', 'integer', 'number', 'boolean', 'object'],
  ...[...texts.values()].flatMap((text) => text.match(/[a-z]+/g) ?? []),
]);

/** Pieces that have no Chinese and are no names: two words, or one in lower case. */
function englishIn(text: string): string[] {
  return (
    text
      .replaceAll(/```[^]*?```|`[^`]*`|\]\([^)]*\)|[\w-]+(?: \\?\| [\w.-]+)+/g, ' ')
      .split(/\n|(?<=[.。]) | · /)
      .map((piece) => piece.trim())
      .filter((piece) => !/\p{Script=Han}/u.test(piece) && !names.has(piece))
      .filter((piece) => /\p{L}{2,} \p{L}{2,}/u.test(piece) || /^[a-z]+$/.test(piece))
      // A kind and a name.
      .filter((piece) => !/^[A-Z]\w+ [\w.-]+$/.test(piece))
  );
}
