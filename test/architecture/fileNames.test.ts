import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../support/fixtures.ts';
import { readSourceFiles } from '../support/sourceFiles.ts';

/** Where something is to be found: what CONTRIBUTING.md says about the names of files. */

const allFiles = readSourceFiles(root, ['schemas', 'server', 'client', 'test', 'tools'], ['.ts', '.mjs']);
const files = allFiles.filter(({ path: file }) => !/\.(?:test|data)\.ts$/.test(file));

/** What a program or a bundle begins with, and what somebody else looks for by its name. */
const entries =
  /^client\/(?:node|browser|clusterFeatures)\.ts$|(?:^|\/)index\.ts$|^schemas\/(?:registry|languageRegistry)\.ts$/;
/** What every pack has one of (AUTHORING.md, `npm run new-system`). */
const partsOfPacks =
  /^schemas\/systems\/[^/]+\/(?:system|language|rules|naming|names|recipe|actions|state|subjects|suggestions|versions)\.ts$/;
/** What the tests of a folder share, and what they put in the place of a module. */
const supports = /^test\/.*\/(?:support|vscodeStandIn)\.ts$/;
/** Several things of one subject, which none of their names repeats. */
const topics = new Set([
  'schemas/contract/protocol.ts',
  'schemas/vocabulary/read.ts',
  'server/host/lsp/convert.ts',
  'server/language/schema/walk.ts',
  'tools/freshBuild.mjs',
]);

test('a file is named for its main export: for the only one, for one of several, or for what several are', () => {
  assert.deepEqual(
    files.flatMap(({ path: file, tree }) => {
      if ([entries, partsOfPacks, supports].some((each) => each.test(file)) || topics.has(file)) return [];
      const { values, types } = exportsOf(tree);
      const names = [...values, ...types];
      const main = values.length > 0 ? values : types;
      const name = path.posix.basename(file).replace(/\.(?:ts|mjs)$/, '');
      if (main.length === 0 || names.some((each) => isSame(each, name))) return [];
      if (main.length > 1 && (name.endsWith('s') || sharesWord(name, names))) return [];
      return [`${file} exports ${names.join(', ')}`];
    }),
    [],
  );
});

/** What a file declares and exports; what it only passes on has its name elsewhere. */
function exportsOf(tree: ts.SourceFile): { values: string[]; types: string[] } {
  const values: string[] = [];
  const types: string[] = [];
  for (const node of tree.statements) {
    if (!ts.canHaveModifiers(node)) continue;
    if (!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) types.push(node.name.text);
    else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) values.push(node.name?.text ?? '');
    else if (ts.isVariableStatement(node))
      values.push(...node.declarationList.declarations.map(({ name }) => name.getText()));
  }
  return { values, types };
}

/** Rules are files with hyphens, for that is how settings name them. */
function isSame(exported: string, name: string): boolean {
  return exported.toLowerCase() === name.replaceAll('-', '').toLowerCase();
}

function sharesWord(name: string, exported: readonly string[]): boolean {
  const words = new Set(wordsOf(name));
  return exported.some((each) => wordsOf(each).some((word) => words.has(word)));
}

/** In the singular, more or less: both sides are treated alike. */
function wordsOf(name: string): string[] {
  return name
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => word.toLowerCase().replace(/ies$/, 'y').replace(/s$/, ''));
}

test('no file is named for nothing', () => {
  const vague = /(?:^|[/.-])(?:utils?|helpers?|managers?|misc)(?=[/.-])|(?:Utils?|Helpers?|Managers?)(?=[/.])/;
  const isNamed = ({ path: file }: { readonly path: string }) =>
    (file.includes('/rules/') ? /^[a-z0-9]+(?:-[a-z0-9]+)*$/ : /^[a-z][A-Za-z0-9]*$/).test(
      path.posix.basename(file).replace(/(?:\.data|(?:\.property)?\.test)?\.(?:ts|mjs)$/, ''),
    );
  assert.deepEqual(
    allFiles.filter((file) => vague.test(file.path) || !isNamed(file)).map((file) => file.path),
    [],
  );
});
