import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';
import { spawnGroup } from './processGroup.mjs';
import { countsMark } from './testReporter.mjs';
import { withTemporaryFolder } from './withTemporaryFolder.mjs';

/** Tests that need more than Node, each of them with a runner of its own. */
const apart = ['editor/cluster', 'editor', 'bench', 'cluster'];

/**
 * Compiled test files, except those whose source is gone.
 * @param {'cluster' | 'editor/cluster'} [place] Absent: those that need nothing but Node.
 * @returns {string[]} paths in the repository that hold `filter`, or one of its words.
 */
export function testFiles(filter, place) {
  const words = filter.split(' ');
  return readdirSync(join(root, 'out/test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js') && placeOf(name) === place)
    .filter((name) => existsSync(join(root, 'test', name.replace(/\.js$/, '.ts'))))
    .map((name) => join('out/test', name))
    .filter((name) => words.some((word) => name.includes(word)))
    .sort();
}

/** Milliseconds for a file: what waits for ever is told by its name, and keeps no run from its end. */
const mostTime = 15 * 60_000;

function placeOf(name) {
  return apart.find((each) => name.split(sep).join('/').startsWith(`${each}/`));
}

/**
 * Runs them with node:test.
 * @param {readonly string[]} files in the order in which they begin.
 * @param {{ concurrency: number, apart?: boolean }} options how many processes at a time; `apart`: one for each file.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, gaps: string[] }>} `gaps`: what passed without its work done, and why.
 */
export async function runTestFiles(files, { concurrency, apart = false }) {
  if (apart) return runProcesses(files, concurrency);
  return withTemporaryFolder((folder) => runProcesses(sharingProcesses(files, concurrency, folder), concurrency));
}

async function runProcesses(files, concurrency) {
  const args = ['--enable-source-maps', join(root, 'tools/runTestFiles.mjs'), concurrency, mostTime, ...files];
  const group = spawnGroup(process.execPath, args.map(String), { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let counts;
  for await (const line of createInterface({ input: group.child.stdout })) {
    if (line.startsWith(countsMark)) counts = JSON.parse(line.slice(countsMark.length));
    else console.log(line);
  }
  const status = await group.ended;
  group.kill('SIGKILL');
  group.release();
  if (!counts) return { passed: 0, failed: 1, skipped: 0, gaps: [] };
  return status === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** What speaks of its process, of all that runs in it, or of what is loaded there: such a file gets a process of its own. */
const ofProcess =
  /^(?:before|after)(?:Each)?\(|\bprocess\.|\bmock\.|StandIn\.[jt]s|node:(?:child_process|module|net|http)/m;

/**
 * Files that leave a process as they found it share some: to load the language service takes a second of the processor, which
 * is more than most of them need for their tests. Neighbours stay together, for they read the same things.
 * @param {readonly string[]} files
 * @param {number} concurrency
 * @param {string} folder for the files that load several.
 * @returns {string[]} what to run in place of them, the shared ones first.
 */
function sharingProcesses(files, concurrency, folder) {
  const apart = files.filter((file) => ofProcess.test(readFileSync(join(root, file), 'utf8')));
  const shared = files.filter((file) => !apart.includes(file));
  const count = Math.min(4 * concurrency, Math.ceil(shared.length / 4));
  const runs = Array.from({ length: count }, (_, number) => {
    const [from, to] = [number, number + 1].map((each) => Math.round((each * shared.length) / count));
    const place = join(folder, `${number + 1}.test.mjs`);
    writeFileSync(place, loading(shared.slice(from, to)));
    return place;
  });
  return [...runs, ...apart];
}

/** One that cannot be loaded is a test that failed, and the others run. */
function loading(files) {
  const lines = files.map((file) => {
    const url = JSON.stringify(pathToFileURL(join(root, file)).href);
    return `await import(${url}).catch((error) => test(${url}, () => Promise.reject(error)));\n`;
  });
  return `import { test } from 'node:test';\n${lines.join('')}`;
}
