import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.mjs';
import { MissingPart } from '../runScript.mjs';

/**
 * Asks for whatever a control plane with databases needs, and has built what Go has to build: the first time this takes minutes,
 * and a test must not wait for it. @throws {MissingPart}
 */
export async function prepareBed() {
  const { prepareBed } = await import(pathToFileURL(join(root, 'out/test/cluster/bed/prepareBed.js')).href);
  const problem = await prepareBed((line) => console.log(line));
  if (problem) throw new MissingPart(problem.missing);
}
