import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { compileGlob } from '../../server/language/configuration/compileGlob.ts';
import { readIgnoreRules } from '../../server/host/ignoreRules.ts';
import { fc } from '../support/fastCheck.ts';
import { has } from '../support/has.ts';

describe('a glob', () => {
  const cases: readonly (readonly [glob: string, fitting: readonly string[], others: readonly string[]])[] = [
    ['a.yaml', ['a.yaml'], ['b/a.yaml', 'a.yamlx', 'a_yaml', '']],
    ['*.yaml', ['a.yaml', '.a.yaml', '.yaml'], ['b/a.yaml', 'a.yml']],
    ['**/*.yaml', ['a.yaml', 'b/a.yaml', '.b/c/.a.yaml'], ['a.yml', 'b/a.yaml/c']],
    ['**/.git', ['.git', 'a/.git'], ['a.git', '.git/x', 'x.git']],
    ['**/node_modules/**', ['node_modules', 'a/node_modules', 'node_modules/b/c'], ['node_modulesx', 'a/b']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['ab', 'b/a']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'a/x/bc']],
    ['**', ['', 'a', 'a/b'], []],
    ['a**b', ['ab', 'axb'], ['a/b']],
    ['a?c', ['abc', 'a.c'], ['ac', 'a/c', 'abbc']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
    ['[!a-c]x', ['dx'], ['ax', '/x']],
    ['[]a]x', [']x', 'ax'], ['x']],
    ['[[:digit:]_]', ['1', '_'], ['a', ':']],
    ['[a', ['[a'], ['a']],
    ['{a,b}.yaml', ['a.yaml', 'b.yaml'], ['c.yaml', '{a,b}.yaml']],
    ['**/*.{yaml,yml}', ['a.yml', 'x/a.yaml'], ['a.json']],
    ['{a,b/{c,d}}/x', ['a/x', 'b/c/x', 'b/d/x'], ['b/x', 'c/x']],
    ['{**/a,b/**}', ['x/a', 'a', 'b', 'b/c'], ['c']],
    ['{,a}b', ['b', 'ab'], ['aab']],
    ['a{b', ['a{b'], ['ab']],
    ['a}b', ['a}b'], ['ab']],
    [String.raw`\*\{a\}`, ['*{a}'], ['xa']],
    ['ü?', ['üx'], ['ux']],
    ['*😀', ['a😀', '😀'], ['a']],
  ];
  for (const [glob, fitting, others] of cases)
    test(glob, () => {
      const fits = compileGlob(glob);
      assert.deepEqual(fitting.filter(fits), fitting);
      assert.deepEqual(others.filter(fits), []);
    });

  test('of any text compiles, and ends', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('a/*?[]{},\\!-')), maxLength: 40 }),
        fc.string(),
        (glob, text) => {
          assert.equal(typeof compileGlob(glob)(text), 'boolean');
          assert.equal(typeof compileGlob(glob, { git: true })(text), 'boolean');
        },
      ),
    );
  });

  test('that an expression would try in more ways than there is time for is answered', () => {
    assert.equal(compileGlob('*a'.repeat(200))(`${'a'.repeat(250)}b`), false);
    assert.equal(compileGlob(`${'**/'.repeat(100)}x`)('a/'.repeat(200)), false);
    assert.equal(compileGlob('{'.repeat(20_000))('a'), false);
    assert.equal(compileGlob('{*,'.repeat(200) + '}'.repeat(200))('a'.repeat(250)), true);
  });
});

describe('.gitignore', () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gitignore-')));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const paths = ['a', 'b', 'ab', 'a.yaml', 'b.yaml', '.a', 'a b', 'a[b]', '{a,b}', '#a', '!a', 'A', 'a*'].flatMap(
    (name) => [name, `d/${name}`, `d/e/${name}`],
  );
  /** Of the last rule that fits; what a folder above says is not asked. */
  const byGit = (rules: string): ReadonlyMap<string, string> => {
    writeFileSync(path.join(folder, '.gitignore'), rules);
    const args = ['-c', 'core.ignoreCase=false', 'check-ignore', '--verbose', '--no-index', '--stdin', '-z'];
    let output = '';
    try {
      output = execFileSync('git', args, { cwd: folder, input: paths.join('\0'), encoding: 'utf8' });
    } catch {
      // Nothing is ignored.
    }
    // Source, line, pattern and path of each.
    const fields = output.split('\0');
    const patterns = new Map(paths.map((each) => [each, '']));
    for (let at = 3; at < fields.length; at += 4) patterns.set(fields[at] ?? '', fields[at - 1] ?? '');
    return patterns;
  };
  const ours = (rules: string) => {
    const read = readIgnoreRules(rules, true);
    return paths.map((each) => read(each, false));
  };

  // git compares the letters in front of the first `*` apart, so that for it `b**/c` begins with `**/` and matches `bc`.
  const line = fc
    .stringMatching(/^!?\/?([ab*?]|\*\*\/|\/\*\*|[ab]\/|\[a-b\]|\\\*|\.yaml){1,4}\/? {0,2}$/)
    .filter((rule) => !/[^/!]\*\*/.test(rule));
  test('reads as git reads it', (context) => {
    if (!has('git', context)) return;
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    fc.assert(
      fc.property(line, (rule) => {
        const found = byGit(`${rule}\n`);
        // What git says of a path because of a folder above it is not for this function.
        const isOfFolder = (each: string) =>
          each
            .split('/')
            .some(
              (_, index, parts) =>
                index > 0 && readIgnoreRules(rule, true)(parts.slice(0, index).join('/'), true) !== undefined,
            );
        paths.forEach((each, index) => {
          if (isOfFolder(each)) return;
          const own = ours(rule)[index];
          assert.equal(own !== undefined, found.get(each) !== '', `${JSON.stringify(rule)} ${each}`);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('knows comments, escapes, line ends of Windows and the order of rules', () => {
    const read = readIgnoreRules(
      '# a\n\\#a\r\n*.yaml\r\n!b.yaml\n\\!a\na\\ \nfolder/\n/top\n{a,b}\nc/**\n!c/d\n',
      true,
    );
    const of = (file: string, isFolder = false) => read(file, isFolder);
    assert.deepEqual([of('#a'), of('x/#a'), of('# a')], ['ignored', 'ignored', undefined]);
    assert.deepEqual([of('a.yaml'), of('d/b.yaml'), of('!a')], ['ignored', 'kept', 'ignored']);
    assert.deepEqual([of('a '), of('a')], ['ignored', undefined]);
    assert.deepEqual([of('folder'), of('folder', true), of('x/folder', true)], [undefined, 'ignored', 'ignored']);
    assert.deepEqual([of('top'), of('x/top'), of('{a,b}')], ['ignored', undefined, 'ignored']);
    assert.deepEqual([of('c', true), of('c/x'), of('c/d')], [undefined, 'ignored', 'kept']);
  });

  test('takes letters as the file system does', () => {
    assert.equal(readIgnoreRules('BUILD\n', false)('build', true), 'ignored');
    assert.equal(readIgnoreRules('BUILD\n', true)('build', true), undefined);
  });
});
