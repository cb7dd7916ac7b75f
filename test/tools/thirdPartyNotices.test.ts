import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../support/fixtures.ts';

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

interface Notices {
  readonly thirdPartyNotices: (root: string, metafiles: readonly Metafile[]) => string;
}

const { thirdPartyNotices } = (await import(
  pathToFileURL(path.join(root, 'tools/thirdPartyNotices.mjs')).href
)) as Notices;

const folder = mkdtempSync(path.join(tmpdir(), 'dbm-notices-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function addPackage(name: string, facts: object, files: Readonly<Record<string, string>> = {}): string {
  const place = `node_modules/${name}`;
  mkdirSync(path.join(folder, place), { recursive: true });
  writeFileSync(path.join(folder, place, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...facts }));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, place, file), text);
  return `${place}/index.js`;
}

function noticesOf(...inputs: readonly string[]): string {
  addPackage('kubernetes-models', { license: 'MIT' }, { LICENSE: 'models' });
  return thirdPartyNotices(folder, [
    { outputs: { 'dist/a.cjs': { inputs: Object.fromEntries(inputs.map((each) => [each, { bytesInOutput: 1 }])) } } },
  ]);
}

describe('the notices of the package', () => {
  it('name every package of the bundles with the text of its licence', () => {
    const scoped = addPackage('@a/b', { license: 'ISC' }, { 'License.txt': 'of b' });
    const nested = addPackage('@a/b/node_modules/c', { name: 'c', license: 'MIT' }, { license: 'of c' });
    const text = noticesOf('client/node.ts', scoped, `lazy:${nested}`);
    for (const words of ['@a/b 1.0.0 (ISC)', 'of b', 'c 1.0.0 (MIT)', 'of c', 'kubernetes-models 1.0.0', 'models'])
      assert.ok(text.includes(words), words);
  });

  it('take the text from the README, or that of MIT, where a package has no file of it', () => {
    const readme = '# d\n\nUse it.\n\n## License\n\nBy D. Permission is hereby granted, free of charge ...\n';
    const written = addPackage('d', { license: 'MIT' }, { 'README.md': readme });
    const said = addPackage('e', { license: 'MIT', author: { name: 'Somebody' } });
    const text = noticesOf(written, said);
    assert.match(text, /d 1\.0\.0 \(MIT\)\n=+\n\nBy D\. Permission/);
    assert.match(text, /Copyright \(c\) Somebody\n\nPermission/);
  });

  it('are not written for what has no text, or a licence that does not fit', () => {
    const silent = addPackage('f', { license: 'ISC' });
    assert.throws(() => noticesOf(silent), /f 1\.0\.0 brings no text/);
    const copyleft = addPackage('g', { license: 'GPL-3.0' }, { LICENSE: 'x' });
    assert.throws(() => noticesOf(copyleft), /GPL-3\.0/);
  });

  it('of this build name what the bundles hold, and are in the package', () => {
    const text = readFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['yaml', 'vscode-languageserver', '@kubernetes/client-node', 'pg', 'ws'])
      assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'), name);
    assert.match(text, /^libyaml [^]+?Kirill Simonov[^]+?without restriction/m);
    assert.match(readFileSync(path.join(root, '.vscodeignore'), 'utf8'), /^!dist\/THIRD-PARTY-NOTICES\.txt$/m);
  });
});
