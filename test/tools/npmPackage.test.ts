import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from '../support/fixtures.ts';
import { runProcess } from '../support/runProcess.ts';

const temporary = mkdtempSync(path.join(tmpdir(), 'db-manifests-npm-'));
after(() => rmSync(temporary, { recursive: true, force: true }));
const folder = path.join(temporary, 'package');
const project = path.join(temporary, 'project');

/** The block of code in the page about the library. */
const example = /```js\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'docs/LIBRARY.md'), 'utf8'))?.[1] ?? '';

before(async () => {
  const { layOutNpmPackage } = (await import(pathToFileURL(path.join(root, 'tools/npmPackage.mjs')).href)) as {
    layOutNpmPackage: (folder: string) => void;
  };
  layOutNpmPackage(folder);
  mkdirSync(path.join(project, 'node_modules'), { recursive: true });
  symlinkSync(folder, path.join(project, 'node_modules/db-manifests'), 'junction');
  writeFileSync(path.join(project, 'example.mjs'), example);
  writeFileSync(path.join(project, 'example.ts'), example);
});

describe('the npm package', () => {
  test('the example of the page runs, and finds what it is about', async () => {
    const { code, output, errors } = await runProcess(process.execPath, ['example.mjs'], { cwd: project });
    assert.equal(code, 0, errors);
    assert.match(output, /^7: error schema\/unknown-key: .*numberOfInstances/m);
    assert.match(output, /will make Secret postgres\.acid-shop\.credentials/);
  });

  test('its types are found', () => {
    const program = ts.createProgram([path.join(project, 'example.ts')], {
      ...{ strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, types: [] },
      ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    });
    const told = ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => {
      return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
    assert.deepEqual(told.slice(0, 5), []);
  });

  test('its programs start in a folder that has nothing', async () => {
    writeFileSync(
      path.join(project, 'a.yaml'),
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-a}\n',
    );
    const cli = path.join(folder, 'dist/cli.cjs');
    const { code, output } = await runProcess(process.execPath, [cli, 'check', '--format', 'text', '.'], {
      cwd: project,
    });
    assert.equal(code, 1);
    assert.match(output, /schema\/missing-key/);
    const version = await runProcess(process.execPath, [path.join(folder, 'dist/server.cjs'), '--version']);
    const { version: ours } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    assert.equal(version.output, `${ours}\n`);
  });

  test('its manifest names what is there, and nothing of an editor', () => {
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
      contributes?: unknown;
      private?: unknown;
      dependencies?: unknown;
    };
    for (const file of Object.values(manifest.bin)) readFileSync(path.join(folder, file));
    assert.deepEqual(
      [manifest.contributes, manifest.private, manifest.dependencies],
      [undefined, undefined, undefined],
    );
  });
});
