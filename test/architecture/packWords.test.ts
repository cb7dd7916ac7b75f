import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { systems } from '../../schemas/registry.ts';
import { root } from '../support/fixtures.ts';
import { readSourceFiles } from '../support/sourceFiles.ts';

/** What is true of one database system stands in its pack: elsewhere nobody names it, in comments neither. */

/** Database servers of the same name, whose programs the client runs and tests need. */
const servers = new Set(['mariadb']);
/** They open examples, or read folders of manifests that lie outside of the repository. */
const openers = /^tools\/(?:editor\/|start\.mjs$|corpus\.mjs$)/;

/** Kinds of one word, and of words that say nothing about who made them. */
const common =
  /^(?:[A-Z]+|[A-Z]?[a-z]+|(?:Backup|Catalog|Cluster|Connection|Configuration|Database|Grant|Group|Image|Job|Object|Operator|Physical|PointInTimeRecovery|Pooler|Publication|Restore|Role|Schedule|Scheduled|Sql|Store|Subscription|User)+)$/;

const words = [
  ...new Set(
    systems
      .filter(({ recipe }) => recipe !== undefined)
      .flatMap(({ id, title, kinds }) => [
        id.replace(/-.*/, ''),
        title,
        ...kinds.flatMap(({ group, kind }) => [group, ...(common.test(kind) ? [] : [kind])]),
      ])
      .map((word) => word.toLowerCase())
      .filter((word) => !servers.has(word)),
  ),
];

test('what is looked for is what packs are called', () => {
  for (const word of ['zalando', 'acid.zalan.do', 'tekton', 'tektonresult', 'tidbcluster', 'cloudnative'])
    assert.ok(words.includes(word), word);
  for (const word of ['cluster', 'backup', 'user', 'database', 'mariadb']) assert.ok(!words.includes(word), word);
});

test('server, client and tools name no database system', () => {
  const folders = readSourceFiles(root, ['server', 'client', 'tools'], ['.ts', '.mjs']);
  assert.deepEqual(
    folders
      .filter(({ path: file }) => !openers.test(file))
      .flatMap(({ path: file }) =>
        readFileSync(path.join(root, file), 'utf8')
          .split('\n')
          .flatMap((line, index) => {
            const found = words.filter((word) => line.toLowerCase().includes(word));
            return found.map((word) => `${file}:${String(index + 1)} ${word}`);
          }),
      ),
    [],
  );
});
