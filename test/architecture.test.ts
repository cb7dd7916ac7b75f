import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { languagePacks } from '../schemas/languageRegistry.ts';
import { root } from './support/fixtures.ts';
import { descendants, lineOf, readSourceFiles } from './support/sourceFiles.ts';
import type { Import, SourceFile } from './support/sourceFiles.ts';

/** What ARCHITECTURE.md says about imports and CONTRIBUTING.md about style, as far as a program can see it. */

const product = readSourceFiles(root, ['schemas', 'server', 'client']);
const everything = [...product, ...readSourceFiles(root, ['test', 'tools'])];
const byPath = new Map(product.map((file) => [file.path, file]));

/** Every check lists all that is wrong, with file and line. */
function none(problems: readonly string[]): void {
  assert.deepEqual(problems, []);
}

interface Layer {
  readonly path: RegExp;
  /** Files of the project that it may import; `$1` is the first group of `path`. */
  readonly files: readonly string[];
  readonly packages?: readonly RegExp[];
}

const anywhere = /^/;
const server = /^vscode-languageserver(?:\/|$)/;
/** What makes text of strangers harmless, and what may not be repeated, is the same everywhere. */
const foreignText = ['inertText', 'markdown', 'render', 'secretFields'].map((file) => `schemas/vocabulary/${file}.ts`);
/** What the API server checks of any resource. */
const formats = 'schemas/vocabulary/formats/';
/** What is said to people is made anywhere, and put into words where it is shown. */
const say = 'schemas/vocabulary/say.ts';
const render = 'schemas/vocabulary/render.ts';

/** The first layer that fits a file holds. */
const layers: readonly Layer[] = [
  { path: /^schemas\/contract\//, files: ['schemas/contract/'] },
  {
    path: /^schemas\/vocabulary\//,
    files: ['schemas/contract/', 'schemas/vocabulary/'],
    packages: [/^croner$/, /^toml-eslint-parser$/],
  },
  { path: /^schemas\/compiler\//, files: ['schemas/contract/', 'schemas/compiler/'] },
  { path: /^schemas\/systems\/([^/]+)\//, files: ['schemas/contract/', 'schemas/vocabulary/', 'schemas/systems/$1/'] },
  { path: /^schemas\//, files: ['schemas/'] },
  {
    path: /^server\/language\/yaml\//,
    files: ['schemas/contract/', say, render, 'server/language/yaml/', 'server/language/answers.ts'],
    packages: [/^yaml$/],
  },
  {
    path: /^server\/language\/cel\//,
    files: [
      'schemas/contract/',
      'schemas/compiler/re2/',
      'schemas/vocabulary/formats/',
      ...['cidr', 'dns', 'duration', 'ipAddress', 'remembered'].map((file) => `schemas/vocabulary/${file}.ts`),
      'server/language/cel/',
    ],
  },
  {
    path: /^server\/language\//,
    files: [
      'schemas/contract/',
      'schemas/compiler/charts/',
      ...foreignText,
      say,
      render,
      formats,
      'schemas/vocabulary/nearest.ts',
      'schemas/vocabulary/perObject.ts',
      'schemas/vocabulary/remembered.ts',
      'schemas/compiler/',
      'server/language/',
    ],
  },
  { path: /^server\/host\/browser\.ts$/, files: ['schemas/', 'server/'], packages: [server] },
  {
    path: /^server\/host\/lsp\//,
    files: ['schemas/contract/', 'schemas/compiler/charts/', ...foreignText, 'server/language/', 'server/host/lsp/'],
    packages: [server],
  },
  { path: /^server\/host\/judge\//, files: ['schemas/', 'server/'], packages: [/^ajv\//, /^node:/] },
  { path: /^server\/host\/cli\//, files: ['schemas/', 'server/'], packages: [/^diff$/, /^node:/] },
  {
    path: /^server\/host\/assistants\//,
    files: ['schemas/', 'server/'],
    packages: [/^@modelcontextprotocol\/server(?:\/|$)/, /^node:/],
  },
  { path: /^server\/host\//, files: ['schemas/', 'server/'], packages: [server, /^node:/] },
  {
    path: /^client\/cluster\/createClusters\.ts$/,
    files: ['schemas/contract/', 'schemas/vocabulary/objectTypes.ts', say, 'client/cluster/'],
    packages: [/^node:/, /^@kubernetes\/client-node$/],
  },
  {
    path: /^client\/cluster\/openPodSocket\.ts$/,
    files: ['schemas/contract/', 'schemas/vocabulary/objectTypes.ts', say, 'client/cluster/'],
    packages: [/^node:/, /^ws$/],
  },
  {
    path: /^client\/session\/probe\.ts$/,
    files: ['schemas/contract/', say, 'client/cluster/', 'client/session/'],
    packages: [/^node:/, /^pg$/],
  },
  {
    // Sessions are tried without an editor, so they know none.
    path: /^client\/(?:cluster|session)\//,
    files: [
      'schemas/contract/',
      'schemas/registry.ts',
      ...foreignText,
      say,
      'schemas/vocabulary/objectTypes.ts',
      'schemas/vocabulary/programPlaces.ts',
      'schemas/vocabulary/quantity.ts',
      'schemas/vocabulary/trimEnd.ts',
      'client/cluster/',
      'client/session/',
    ],
    packages: [/^node:/],
  },
  {
    path: /^client\/screen\//,
    files: ['schemas/contract/', 'schemas/vocabulary/inertText.ts', say, render, 'client/'],
    packages: [/^vscode$/],
  },
  {
    path: /^client\//,
    files: [
      'schemas/contract/',
      'schemas/registry.ts',
      'schemas/vocabulary/objectTypes.ts',
      'schemas/vocabulary/inertText.ts',
      'schemas/vocabulary/markdown.ts',
      say,
      'client/',
    ],
    packages: [/^vscode$/, /^vscode-languageclient(?:\/|$)/, /^node:/],
  },
  { path: anywhere, files: [], packages: [] },
];

test('every import stays within what its layer may know', () => {
  none(
    product.flatMap((file) => {
      const { layer, group } = layerOf(file.path);
      return file.imports
        .filter((each) => !isAllowed(layer, group, each))
        .map(({ specifier, line }) => `${file.path}:${String(line)} imports ${specifier}`);
    }),
  );
});

function layerOf(file: string): { layer: Layer; group: string } {
  for (const layer of layers) {
    const match = layer.path.exec(file);
    if (match) return { layer, group: match[1] ?? '' };
  }
  throw new Error(`${file} is in no layer`);
}

function isAllowed({ files, packages = [] }: Layer, group: string, { specifier, file }: Import): boolean {
  if (file === undefined) return packages.some((each) => each.test(specifier));
  return files.some((each) => file.startsWith(each.replace('$1', group)));
}

test('every imported file exists, by its name with its ending', () => {
  none(
    product.flatMap(({ path: from, imports }) =>
      imports
        .filter(({ file }) => file !== undefined && !byPath.has(file))
        .map(({ specifier, line }) => `${from}:${String(line)} imports ${specifier}`),
    ),
  );
});

test('the client carries no rules and no language service', () => {
  for (const entry of ['client/node.ts', 'client/browser.ts']) {
    none(loadedBy(entry).filter((file) => /^server\/|\/language\.ts$|\/rules\//.test(file)));
  }
});

test('the client loads nothing that talks to a cluster when it starts', () => {
  none(loadedBy('client/node.ts').filter((file) => file === 'client/cluster/createClusters.ts'));
});

test('the server in the browser touches neither files nor processes', () => {
  none(
    loadedBy('server/host/browser.ts').filter((file) =>
      byPath.get(file)?.imports.some(({ specifier, typeOnly }) => !typeOnly && specifier.startsWith('node:')),
    ),
  );
});

/** Folders of the language service, each on those above it in the list: what is loaded with one is of these only. */
const rooms = [
  ...['yaml', 'queries', 'cel', 'schema', 'subjects', 'workspace', 'definitions'],
  ...['charts', 'configuration', 'problems', 'upgrades', 'features', 'assistants'],
];

test('no room of the language service loads one that stands on it', () => {
  const roomOf = (file: string) => /^server\/language\/([^/]+)\//.exec(file)?.[1];
  const files = product.map((file) => file.path).filter((file) => roomOf(file) !== undefined);
  const heightOf = (file: string) => rooms.indexOf(roomOf(file) ?? '');
  none(files.filter((file) => heightOf(file) < 0));
  none(
    files.flatMap((file) => {
      const above = loadedBy(file).filter((loaded) => heightOf(loaded) > heightOf(file));
      return above.length > 0 ? [`${file} loads ${above.join(', ')}`] : [];
    }),
  );
});

/** Files that are loaded together with one. */
function loadedBy(entry: string): string[] {
  const found = new Set([entry]);
  for (const file of found) for (const next of runtimeImports(file)) found.add(next);
  return [...found];
}

function runtimeImports(file: string): string[] {
  return (byPath.get(file)?.imports ?? []).flatMap((each) =>
    each.typeOnly || each.lazy || each.file === undefined ? [] : [each.file],
  );
}

test('no file needs itself to load', () => {
  none(cycles(runtimeImports).map((cycle) => cycle.join(' <-> ')));
});

test('no file needs itself, types and what is loaded late included', () => {
  none(
    cycles((file) => (byPath.get(file)?.imports ?? []).flatMap((each) => each.file ?? [])).map((cycle) =>
      cycle.join(' <-> '),
    ),
  );
});

/** Groups of files each of which reaches all others of its group (Tarjan). */
function cycles(next: (file: string) => readonly string[]): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const mine = order.size;
    order.set(file, mine);
    stack.push(file);
    let low = mine;
    for (const other of next(file)) {
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (stack.includes(other)) low = Math.min(low, order.get(other) ?? low);
    }
    lowest.set(file, low);
    if (low === mine) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1 || next(file).includes(file)) found.push(group);
    }
    return low;
  };
  for (const file of byPath.keys()) if (!order.has(file)) visit(file);
  return found;
}

test('nothing is of type any', () => {
  none(findings(everything, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined)));
});

test('exports have names', () => {
  const isDefault = (node: ts.Node) =>
    ts.isExportAssignment(node) || (ts.isModifier(node) && node.kind === ts.SyntaxKind.DefaultKeyword);
  none(findings(everything, (node) => (isDefault(node) ? 'a default export' : undefined)));
});

function findings(files: readonly SourceFile[], look: (node: ts.Node) => string | undefined): string[] {
  return files.flatMap(({ path: file, tree }) =>
    [...descendants(tree)].flatMap((node) => {
      const what = look(node);
      return what === undefined ? [] : [`${file}:${String(lineOf(tree, node))} ${what}`];
    }),
  );
}

test('nothing is put into code that is written with backticks: `code` finds a fence that holds it', () => {
  none(
    findings(everything, (node) => {
      if (!ts.isTaggedTemplateExpression(node) || !['markdown', 'worded'].includes(node.tag.getText()))
        return undefined;
      if (!ts.isTemplateExpression(node.template)) return undefined;
      const { head, templateSpans } = node.template;
      let ticks = 0;
      for (const text of [head, ...templateSpans.slice(0, -1).map(({ literal }) => literal)]) {
        ticks += text.text.split('`').length - 1;
        if (ticks % 2 === 1) return 'a value between backticks';
      }
      return undefined;
    }),
  );
});

/** Tables read better in one piece. */
const tables = /\.data\.ts$|^schemas\/vocabulary\/parameters\//;
const mostLines = 400;
const mostLinesOfFunction = 80;

test(`files of the product have ${String(mostLines)} lines at most`, () => {
  const lines = product
    .filter(({ path: file }) => !tables.test(file))
    .map(({ path: file, tree }) => ({ file, lines: tree.getLineStarts().length - 1 }));
  none(lines.filter((each) => each.lines > mostLines).map((each) => `${each.file}: ${String(each.lines)}`));
});

test(`functions of the product have ${String(mostLinesOfFunction)} lines at most`, () => {
  none(
    findings(product, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return undefined;
      const [start, end] = [node.getStart(), node.end].map(
        (at) => node.getSourceFile().getLineAndCharacterOfPosition(at).line,
      );
      const length = (end ?? 0) - (start ?? 0) + 1;
      return length > mostLinesOfFunction ? `a function of ${String(length)} lines` : undefined;
    }),
  );
});

test('a rule lies in the file that its id names, and there are no others', () => {
  for (const { system, rules } of languagePacks) {
    const folder = path.join(root, 'schemas/systems', system.id, 'rules');
    const files = (existsSync(folder) ? readdirSync(folder) : []).map(
      (file) => `${system.id}/${path.basename(file, '.ts')}`,
    );
    assert.deepEqual(rules.map(({ id }) => id).sort(), files.sort());
  }
});

test('the contract explains itself: every export has a comment, an interface at least on its members', () => {
  const contract = product.filter(({ path: file }) => file.startsWith('schemas/contract/'));
  none(
    contract.flatMap(({ path: file, tree }) =>
      tree.statements
        .filter(
          (node) =>
            ts.canHaveModifiers(node) &&
            ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
        )
        .filter((node) => !isDocumented(node) && !(ts.isInterfaceDeclaration(node) && node.members.some(isDocumented)))
        .map((node) => `${file}:${String(lineOf(tree, node))}`),
    ),
  );
});

function isDocumented(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0;
}
