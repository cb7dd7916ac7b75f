import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleFor } from '../bundleFor.mjs';
import { dist } from '../paths.mjs';
import { summary } from '../stats.mjs';

const child = path.join(import.meta.dirname, 'indexingChild.mjs');

/**
 * The names of a whole folder, read as the server does in the background, against parsing the same documents and
 * nothing else: each in a fresh process, in turn. Then one edit of an open file, up to the list of its problems.
 */
export async function measureIndexing(node, folder, runs) {
  const bundle = await bundleFor(
    'indexing',
    `export { createService } from './server/host/createService.ts';
export { parseDocument as parseYaml } from 'yaml';
export { parseDocument } from './server/language/yaml/index.ts';
export { splitDocuments } from './server/language/yaml/index.ts';`,
  );
  const run = (what) => {
    const args = ['--expose-gc', child, bundle, dist, folder, what];
    const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`indexing: ${stderr}`);
    return JSON.parse(stdout);
  };
  const parsed = [];
  const byLibrary = [];
  const indexed = [];
  for (let turn = 0; turn < runs; turn++) {
    parsed.push(run('parse'));
    byLibrary.push(run('yaml'));
    indexed.push(run('index'));
  }
  return {
    parse: summary(parsed.map(({ time }) => time)),
    /** By the library `yaml`, which reads what kubectl refuses. */
    yaml: summary(byLibrary.map(({ time }) => time)),
    index: summary(indexed.map(({ time }) => time)),
    longest: summary(indexed.map(({ longest }) => longest)),
    edit: summary(indexed.flatMap(({ edits }) => edits)),
    /** Bytes per manifest, its text not counted. */
    bytes: summary(indexed.map(({ bytes }) => bytes)),
  };
}
