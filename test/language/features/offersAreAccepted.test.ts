import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { ManifestNode, ManifestPath } from '../../../schemas/contract/index.ts';
import type { Completion, FileEdit, Problem } from '../../../server/language/answers.ts';
import type { LanguageService } from '../../../server/language/languageService.ts';
import { parseDocument, splitDocuments } from '../../../server/language/yaml/index.ts';
import { readFixtures, root, uriOf } from '../../support/fixtures.ts';
import { accept, positionAt, serviceWith, withoutTabStops } from '../../support/manifests.ts';
import { someOf } from '../../support/someOf.ts';

type Files = Readonly<Record<string, string>>;

interface Tried {
  readonly told: string;
  readonly refused: string;
}

/** What stands in one folder is applied together. */
const workspaces: Readonly<Record<string, readonly Files[]>> = {
  examples: foldersOf('examples').map((folder) =>
    Object.fromEntries(yamlOf(folder).map((name) => [name, readText(name)])),
  ),
  snippets: foldersOf('snippets').flatMap((folder) =>
    yamlOf(folder).map((name) => ({ [name]: withoutTabStops(readText(name)) })),
  ),
  'manifests that rules are silent about': readFixtures()
    .filter(({ name, files }) => name.endsWith('.silent.yaml') && files.length === 1)
    .map(({ files }) => Object.fromEntries(files.map((file) => [file.path, file.text]))),
};

describe('the value that a key comes with is not refused', () => {
  for (const [what, all] of Object.entries(workspaces)) {
    test(what, () => {
      expectNoneRefused(someOf(80, all.flatMap(keyTrials)));
    });
  }
});

describe('what is offered in place of a value is not refused', () => {
  for (const [what, all] of Object.entries(workspaces)) {
    test(what, () => {
      expectNoneRefused(someOf(80, all.flatMap(valueTrials)));
    });
  }
});

function expectNoneRefused(trials: readonly (() => Tried[])[]): void {
  const tried = trials.flatMap((attempt) => attempt());
  const bad = tried.filter(({ refused }) => refused !== '').map(({ told, refused }) => `${told}: ${refused}`);
  if (process.env.LIST) for (const line of bad) console.log(line);
  assert.ok(tried.length > 20, String(tried.length));
  assert.deepEqual(bad.slice(0, 5), [], `${String(bad.length)} of ${String(tried.length)}`);
}

function foldersOf(folder: string): string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
}

function yamlOf(folder: string): string[] {
  const names = readdirSync(path.join(root, folder));
  return names.filter((name) => name.endsWith('.yaml')).map((name) => `${folder}/${name}`);
}

function readText(name: string): string {
  return readFileSync(path.join(root, name), 'utf8');
}

/** Every value of every file is replaced by everything that is offered for it. */
function valueTrials(files: Files): (() => Tried[])[] {
  const service = settled(files);
  return Object.entries(files).flatMap(([name, text]) =>
    valuesOf(text).map(({ node, offset }) => () => {
      const before = keysOf(service().diagnose(uriOf(name)));
      const items = service().complete(uriOf(name), positionAt(text, offset));
      // In place of an alias also keys are offered.
      return items
        .filter(({ kind }) => kind !== 'key')
        .map((item) => {
          const refused = refusal(service(), name, text, item, before);
          return { told: `${name} ${node.path.join('.')} = ${item.label}`, refused };
        });
    }),
  );
}

/** In every map every key is added that comes with a value. */
function keyTrials(files: Files): (() => Tried[])[] {
  const service = settled(files);
  return Object.entries(files).flatMap(([name, text]) =>
    mapsOf(text).map(({ path: place, lineStart, column }) => () => {
      const marked = `${text.slice(0, lineStart)}${' '.repeat(column)}\n${text.slice(lineStart)}`;
      service().setFile(uriOf(name), marked);
      const before = keysOf(service().diagnose(uriOf(name)));
      const items = service().complete(uriOf(name), positionAt(marked, lineStart + column));
      const tried = items
        .filter(({ kind, edit }) => kind === 'key' && /^[^\n]*\$\{1:[^\n]*$/.test(edit.text))
        .map((item) => {
          const refused = refusal(service(), name, marked, item, before);
          return { told: `${name} ${place.join('.')} + ${item.edit.text}`, refused };
        });
      service().setFile(uriOf(name), text);
      return tried;
    }),
  );
}

/** Made with the first trial. */
function settled(files: Files): () => LanguageService {
  let made: LanguageService | undefined;
  return () => {
    if (made) return made;
    made = serviceWith(files, { settings: { rules: { 'names/declared-twice': 'off' } } });
    made.setComplete(true);
    return made;
  };
}

/** Maps that begin on a line of their own. */
function mapsOf(text: string): { path: ManifestPath; lineStart: number; column: number }[] {
  let start = 0;
  return splitDocuments(text).flatMap((part) => {
    const from = start;
    start += part.length;
    return blocksOf(parseDocument(part).root).flatMap((map) => {
      const key = map.entries()[0]?.[1].keySpan?.start ?? 0;
      const lineStart = part.lastIndexOf('\n', key - 1) + 1;
      const isOwnLine = key > 0 && part.slice(lineStart, key).trim() === '';
      return isOwnLine ? [{ path: map.path, lineStart: from + lineStart, column: key - lineStart }] : [];
    });
  });
}

function blocksOf(node: ManifestNode): ManifestNode[] {
  const inner = [...node.entries().map(([, child]) => child), ...node.items()].flatMap(blocksOf);
  return node.kind === 'map' && node.path.length > 0 ? [node, ...inner] : inner;
}

function valuesOf(text: string): { node: ManifestNode; offset: number }[] {
  let start = 0;
  return splitDocuments(text).flatMap((part) => {
    const from = start;
    start += part.length;
    return scalarsOf(parseDocument(part).root).map((node) => ({ node, offset: from + node.span.start }));
  });
}

function scalarsOf(node: ManifestNode): ManifestNode[] {
  if (node.kind === 'scalar') return node.value === null || node.path.length === 1 ? [] : [node];
  return [...node.entries().map(([, child]) => child), ...node.items()].flatMap(scalarsOf);
}

/** Errors and warnings at the value that were not there before. */
function refusal(
  service: LanguageService,
  name: string,
  text: string,
  item: Completion,
  before: ReadonlySet<string>,
): string {
  service.setFile(uriOf(name), withoutTabStops(accept(text, item)));
  const { start } = item.edit.range;
  const [inserted = ''] = withoutTabStops(item.edit.text).split('\n');
  // In braces other keys stand on the same line: what is said of them is of no concern here.
  const end = start.character + inserted.length;
  const found = service
    .diagnose(uriOf(name))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .filter(
      ({ range }) =>
        range.start.line === start.line && range.start.character < end && range.end.character > start.character,
    )
    .filter((problem) => !before.has(keyOf(problem)) && (item.kind === 'key' || !isForAnother(problem)));
  service.setFile(uriOf(name), text);
  return found.map(({ code, message }) => `${code} ${message}`).join('; ');
}

/** Something else is missing, which a fix adds without a change to the value; or the key is what is found wrong. */
function isForAnother({ code, range, fixes: [fix] }: Problem): boolean {
  // A rule over several fields: what the value needs beside it is still to be written.
  if (code === 'schema/rule') return true;
  const isAway = ({ range: edited }: FileEdit) =>
    edited.start.line !== range.start.line || edited.end.character <= range.start.character;
  return fix !== undefined && fix.edits().every(isAway);
}

function keysOf(problems: readonly Problem[]): Set<string> {
  return new Set(problems.map(keyOf));
}

function keyOf({ code, range }: Problem): string {
  return `${code} ${String(range.start.line)} ${String(range.start.character)}`;
}
