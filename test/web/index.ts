import * as vscode from 'vscode';
import type { Extension } from '../../client/activateExtension.ts';
import { toyDefinition } from '../support/toyDefinition.ts';

/**
 * The suite for VS Code for the Web, whose extension host is a worker: no files, no processes, no mocha. Each test
 * throws when it fails; one line per test goes to the console.
 */

const manifest = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: "17"
  volume:
    size: 10Gi
  resouces: {}
  databases:
    shop: nobody
`;

/** By path from `examples/` on: the bundler writes them here. */
declare const examples: Readonly<Record<string, string>>;

const tests: Readonly<Record<string, (document: vscode.TextDocument) => Promise<void>>> = {
  async 'problems stand where they belong, with a link to the page of their rule'(document) {
    await problemOn(document, 'resouces');
    const owner = await problemOn(document, 'nobody');
    const { value, target } = owner.code as { value: string; target: vscode.Uri };
    const page = await vscode.workspace.openTextDocument(target);
    expect(page.getText().includes(value), `the page of ${value} is ${page.getText()}`);
  },
  async 'completion knows the schema'(document) {
    const labels = await offersAt(document, behind(document, '  resouces'));
    expect(labels.includes('resources'), `completion offers ${labels.join(', ')}`);
  },
  async 'a hover has the text for the field'(document) {
    const text = await helpAt(document, behind(document, 'numberOf'), 100);
    expect(text.includes('numberOfInstances'), text);
  },
  async 'a quick-fix mends the file'(document) {
    const { range } = await problemOn(document, 'resouces');
    const edit = await until('a fix', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        'quickfix',
        100,
      );
      return actions.find((action) => action.edit && action.title.includes('resources'))?.edit;
    });
    expect(await vscode.workspace.applyEdit(edit), 'the text cannot be changed');
    expect(document.getText().includes('  resources: {}'), document.getText());
    await until('the problem to go', () => !problems(document).some(({ message }) => message.includes('resouces')));
  },
  async 'values are compared with the schema that their chart brings, in a worker of the worker'(document) {
    const chart = vscode.Uri.parse('tmp:/w/shop');
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(chart, name), new TextEncoder().encode(text));
    await write('Chart.yaml', 'name: shop\nversion: 1.0.0\n');
    await write('values.schema.json', '{"properties": {"replicas": {"type": "integer"}}}');
    await write('values.yaml', 'replicas: two\n');
    const values = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(chart, 'values.yaml'));
    // Nobody asks about what is in no tab.
    await vscode.window.showTextDocument(values, { preview: false });
    const { code } = await problemOn(values, 'two');
    await vscode.window.showTextDocument(document);
    expect((code as { value: string }).value === 'values/type', JSON.stringify(code));
  },
  async 'a kind that an open definition makes is checked, in a worker of the worker'(document) {
    const definition = await vscode.workspace.openTextDocument({ language: 'yaml', content: toyDefinition() });
    await vscode.window.showTextDocument(definition, { preview: false });
    const content = 'apiVersion: toy.example/v1\nkind: Thing\nmetadata: {name: a}\nspec: {size: 20, color: blue}\n';
    const thing = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(thing, { preview: false });
    await problemOn(thing, 'blue');
    await until('what its rule says', () => problems(thing).some(({ message }) => message.includes('below most')));
    await vscode.window.showTextDocument(document);
  },
  async 'a misspelt key is told, completed, mended and explained in every example'() {
    const tried = new Set<string>();
    for (const [path, text] of Object.entries(examples)) {
      const found = firstKey(text);
      if (!found || tried.has(found.kind)) continue;
      tried.add(found.kind);
      const { start, key, document: content } = found;
      const misspelt = `${content.slice(0, start)}${key}x${content.slice(start + key.length)}`;
      const example = await vscode.workspace.openTextDocument({ language: 'yaml', content: misspelt });
      await vscode.window.showTextDocument(example);
      const { range } = await problemOn(example, `${key}x`);
      const offers = await offersAt(example, range.end);
      expect(offers.includes(key), `${path}: offered for ${key} are ${offers.join(', ')}`);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(example.uri, range, key);
      expect(await vscode.workspace.applyEdit(edit), 'the text cannot be changed');
      const help = await helpAt(example, range.start);
      expect(help.includes(key), `${path}: the help of ${key} is ${help}`);
    }
    expect(tried.size > 20, [...tried].join(', '));
  },
  async 'the server comes back after a restart'(document) {
    await vscode.commands.executeCommand('dbManifests.restartServer');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(document.lineCount, 0), '  bogus: 1\n');
    expect(await vscode.workspace.applyEdit(edit), 'the text cannot be changed');
    await problemOn(document, 'bogus');
  },
};

/** Where the first key of `spec` starts, or that of data, in the first document of a file that has one. In UTF-16 units. */
function firstKey(file: string): { document: string; kind: string; key: string; start: number } | undefined {
  for (const document of file.split(/^---\n/m)) {
    const [, kind] = /^(apiVersion: .*\nkind: .*)$/m.exec(document) ?? [];
    const found =
      /^spec:\n(?: *#.*\n)* {2}(\w+):/m.exec(document) ?? /^(stringData|data|additionalTeams):/m.exec(document);
    const [block = '', key = ''] = found ?? [];
    if (kind !== undefined && found) return { document, kind, key, start: found.index + block.length - 1 - key.length };
  }
  return undefined;
}

async function offersAt(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** @param length of the text that is waited for, in UTF-16 units: texts arrive after the schemas. */
function helpAt(document: vscode.TextDocument, position: vscode.Position, length = 20): Promise<string> {
  return until('a hover with its text', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const all = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''));
    return all.find((each) => each.length > length);
  });
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<Extension>('db-manifests.db-manifests');
  expect(extension !== undefined, 'the extension is not installed');
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: manifest });
  await vscode.window.showTextDocument(document);
  const { ready } = await extension.activate();
  await ready;
  const failed: string[] = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(document);
      console.log(`web: ok: ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(`web: FAILED: ${name}: ${String(error)}`);
    }
  }
  if (failed.length > 0) throw new Error(`${String(failed.length)} tests failed`);
}

function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}

async function until<T>(what: string, look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

function problems(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri);
}

function behind(document: vscode.TextDocument, text: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(text) + text.length);
}

function problemOn(document: vscode.TextDocument, text: string): Promise<vscode.Diagnostic> {
  return until(`a problem on "${text}"`, () =>
    problems(document).find(({ range }) => document.getText(range) === text),
  );
}
