import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { MissingPart, requireModules } from './runScript.mjs';

/** Whatever the build reads. */
const inputs = ['client', 'server', 'schemas', 'snippets', 'l10n', 'test', 'tools'];
const inputFiles = ['LICENSE', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
/** What no output is made of: the tests read fixtures where they stand. */
const foreign = new Set(['node_modules', '.DS_Store', 'testdata']);

/** In each folder of outputs, so that nothing is taken for fresh when one of them was removed. */
const stamps = { types: join(root, 'out/.built'), bundles: join(root, 'dist/.built') };

/** Builds what is older than its sources, and says that it does. @throws {MissingPart} when the build fails; its words are shown. */
export async function ensureBuilt() {
  requireModules();
  const current = sourcesState();
  if (Object.values(stamps).every((file) => read(file) === current)) return console.log('The build is up to date.');
  console.log('Building: half a minute the first time.');
  const { status } = await runProgram(process.execPath, [join(root, 'tools/build.mjs')]);
  if (status !== 0) throw new MissingPart('The build failed; its words are above.');
}

/** For the build: outputs are those of the sources as they were when it began. @param {string} state @param {boolean} withTypes */
export function markBuilt(state, withTypes) {
  for (const [name, file] of Object.entries(stamps)) if (withTypes || name !== 'types') writeFileSync(file, state);
}

/** Names, sizes and times of all sources: also one that was removed changes it. */
export function sourcesState() {
  const hash = createHash('sha256');
  const add = (name) => {
    const { size, mtimeMs } = statSync(join(root, name));
    hash.update(`${name}\0${size}\0${mtimeMs}\n`);
  };
  for (const name of inputFiles) add(name);
  const visit = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (foreign.has(entry.name)) continue;
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(name);
      else add(name);
    }
  };
  for (const folder of inputs) visit(folder);
  return hash.digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
