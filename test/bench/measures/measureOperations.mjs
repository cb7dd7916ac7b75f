import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleFor } from '../bundleFor.mjs';
import { cacheFolder, dist } from '../paths.mjs';
import { summary } from '../stats.mjs';

const child = path.join(import.meta.dirname, 'operationsChild.mjs');

/**
 * What each answer of the service costs after an edit, on one open file, without the wire, in a fresh process.
 * @returns {Promise<Record<string, {median: number, p95: number}>>} by operation, in ms of the processor
 */
export async function measureOperations(node, { name, text, sites }, rounds) {
  const bundle = await bundleFor('operations', `export { createService } from './server/host/createService.ts';`);
  const input = path.join(cacheFolder, `operations-${name}.json`);
  writeFileSync(input, JSON.stringify({ text, sites }));
  const { status, stdout, stderr } = spawnSync(node, [child, bundle, dist, input, String(rounds)], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`operations: ${stderr}`);
  return Object.fromEntries(
    Object.entries(JSON.parse(stdout)).map(([operation, times]) => [operation, summary(times)]),
  );
}
