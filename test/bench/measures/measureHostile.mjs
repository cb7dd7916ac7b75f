import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleFor } from '../bundleFor.mjs';
import { dist } from '../paths.mjs';

const child = path.join(import.meta.dirname, 'hostileChild.mjs');

/**
 * What input that wants to hang the server costs as it doubles. @returns {Promise<{name: string, times: number[]}[]>} in ms of
 * processor time, at n, 2n and 4n
 */
export async function measureHostile(node, runs) {
  const bundle = await bundleFor(
    'hostile',
    `export { createService } from './server/host/createService.ts';
export { compileGlob } from './server/language/configuration/compileGlob.ts';`,
  );
  const { status, stdout, stderr } = spawnSync(node, [child, bundle, dist, String(runs)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`hostile: ${stderr}`);
  return JSON.parse(stdout);
}
