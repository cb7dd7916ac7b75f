import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../support/fixtures.ts';

const load = (name: string): Promise<unknown> => import(pathToFileURL(path.join(root, 'tools', name)).href);
type Given = Record<string, unknown>;
const { galleryFaults } = (await load('galleryFaults.mjs')) as { galleryFaults: (given: Given) => string[] };
const { releaseChangelog, isLaterRelease } = (await load('releaseTexts.mjs')) as {
  releaseChangelog: (
    text: string,
    version: string,
    day: string,
  ) => { changelog?: string; notes?: string; problem?: string };
  isLaterRelease: (before: string, after: string) => boolean;
};

const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as Given;
const ours: Given = {
  manifest,
  words: JSON.parse(read('package.nls.json')) as Given,
  readme: read('README.md'),
  changelog: read('CHANGELOG.md'),
  icon: readFileSync(path.join(root, manifest['icon'] as string)),
  has: () => true,
};

describe('what galleries ask for', () => {
  test('our package has it', () => {
    assert.deepEqual(galleryFaults(ours), []);
  });

  const wrong: readonly (readonly [what: string, change: Given, says: RegExp])[] = [
    ['no publisher', { manifest: { ...manifest, publisher: '' } }, /publisher/],
    [
      'a version with a word behind it',
      { manifest: { ...manifest, version: '1.0.0-rc.1' }, changelog: '\n## 1.0.0-rc.1\n' },
      /three numbers/,
    ],
    ['a category of its own', { manifest: { ...manifest, categories: ['Databases'] } }, /"Databases" is no category/],
    ['31 keywords', { manifest: { ...manifest, keywords: Array(31).fill('a') } }, /30/],
    ['types of a later editor', { manifest: { ...manifest, engines: { vscode: '^1.50.0' } } }, /1\.50\.0/],
    ['no licence', { has: (file: string) => file !== 'LICENSE' }, /licence/],
    ['an icon that is none', { icon: Buffer.from('<svg/>') }, /PNG/],
    ['a picture that is SVG', { readme: '![a](https://a.b/c.svg)' }, /SVG/],
    [
      'a picture that is not there',
      { readme: '![a](docs/no.png)', has: (file: string) => file === 'LICENSE' },
      /docs\/no\.png/,
    ],
    ['a picture over plain HTTP', { readme: '![a](http://a.b/c.png)' }, /https/],
    ['nothing in the changelog', { changelog: '# Changelog\n' }, /CHANGELOG/],
    ['too large a package', { size: 3_500_000 }, /3500000 bytes/],
  ];
  for (const [what, change, says] of wrong) {
    test(what, () => {
      const faults = galleryFaults({ ...ours, ...change });
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults[0] ?? '', says);
    });
  }
});

describe('a release', () => {
  test('gives its section the day', () => {
    const { changelog, notes } = releaseChangelog(
      '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 - 2026-01-01\n\n- Old.\n',
      '0.2.0',
      '2026-11-30',
    );
    assert.equal(changelog, '# Changelog\n\n## 0.2.0 - 2026-11-30\n\n- New.\n\n## 0.1.0 - 2026-01-01\n\n- Old.\n');
    assert.equal(notes, '- New.');
  });

  test('of which the changelog says nothing is none', () => {
    const day = '2026-11-30';
    assert.match(releaseChangelog('# Changelog\n', '0.2.0', day).problem ?? '', /no section/);
    assert.match(
      releaseChangelog('## 0.1.0 - 2026-01-01\n\n- Old.\n', '0.2.0', day).problem ?? '',
      /nothing of 0\.2\.0/,
    );
    assert.match(releaseChangelog('## 0.1.0 - 2026-01-01\n\n- Old.\n', '0.1.0', day).problem ?? '', /released already/);
    assert.match(releaseChangelog('## Unreleased\n', '0.2.0', day).problem ?? '', /empty/);
  });

  test('never goes back', () => {
    assert.ok(isLaterRelease('0.1.0', '0.1.0'));
    assert.ok(isLaterRelease('0.9.0', '0.10.0'));
    assert.ok(!isLaterRelease('1.0.0', '0.99.9'));
  });
});
