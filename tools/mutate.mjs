// npm run mutate: puts small faults into compiled files, one at a time, and says which of them no test notices.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './freshBuild.mjs';
import { testFiles } from './nodeTests.mjs';
import { root } from './paths.mjs';
import { spawnGroup } from './processGroup.mjs';
import { requireModules, runScript, WrongUse } from './runScript.mjs';
import { withTemporaryFolder } from './withTemporaryFolder.mjs';

const usage = `npm run mutate [-- FILES] [-- --since REV] [-- --tests N] [-- --most N] [-- --jobs N]

Puts small faults into files of the pure layers, one at a time, and runs the tests that reach the place. Prints the faults that no
test notices, and where they are; exit code 1 if there are any. Everything happens in a copy of what is built. Some faults change
nothing: a person has to see which.

  FILES        schemas/... or server/language/... as they are written (*.ts); a line as FILE:LINE
  --since REV  files that differ from a revision (default: HEAD, and the last commit if nothing differs)
  --tests N    of the tests that import a file, those that do it most directly (default 40)
  --most N     faults in a file, evenly spread (default: all)
  --jobs N     at the same time (default 2)`;

const options = /** @type {const} */ ({
  since: { type: 'string' },
  tests: { type: 'string' },
  most: { type: 'string' },
  jobs: { type: 'string' },
});

/** @typedef {import('./mutation/mutantsOf.ts').Mutant} Mutant */
/** @typedef {{ file: string, time: number, covers: (offset: number) => boolean }} Reach A test, its time in milliseconds, and what it runs of the file. */
/** @typedef {{ mutant: Mutant, line: number, tests: number }} Survivor */

process.chdir(root);
await runScript({ usage, options, positionals: Number.POSITIVE_INFINITY }, async ({ values, positionals }) => {
  const [tests, most, jobs] = [
    numberIn(values.tests ?? '40', '--tests'),
    numberIn(values.most ?? '100000', '--most'),
    numberIn(values.jobs ?? '2', '--jobs'),
  ];
  requireModules();
  const targets = targetsOf(positionals, values.since);
  if (targets.length === 0) {
    console.log('No file of schemas/ or server/language/ differs: name one.');
    return 0;
  }
  await ensureBuilt();
  let survived = 0;
  await withTemporaryFolder(async (folder) => {
    const copies = Array.from({ length: jobs }, (_, number) => join(folder, String(number)));
    for (const copy of copies) copyBuild(copy);
    const imports = importsOfBuild();
    for (const target of targets) survived += await mutate(target, { tests, most, copies, imports });
  });
  return survived > 0 ? 1 : 0;
});

/** @param {string | undefined} text @param {string} name */
function numberIn(text, name) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new WrongUse(`${name} ${text}: write a whole number above zero.`);
  return number;
}

/**
 * @param {readonly string[]} named
 * @param {string | undefined} since
 * @returns {{ file: string, line?: number }[]} paths in the repository
 */
function targetsOf(named, since) {
  if (named.length === 0)
    return changedFiles(since)
      .filter(isPure)
      .map((file) => ({ file }));
  return named.map((each) => {
    const [, file = each, line] = /^(.*?)(?::(\d+))?$/.exec(each.split(sep).join('/')) ?? [];
    if (!isPure(file) || !existsSync(file)) throw new WrongUse(`${file} is no file of schemas/ or server/language/.`);
    return line === undefined ? { file } : { file, line: Number(line) };
  });
}

/** @param {string | undefined} since */
function changedFiles(since) {
  const named = (/** @type {string} */ revision) => {
    const { status, stdout } = spawnSync('git', ['diff', '--name-only', '--diff-filter=d', revision, '--'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new WrongUse(`git knows no revision ${revision}.`);
    return stdout.split('\n').filter((line) => line !== '');
  };
  if (since !== undefined) return named(since);
  const uncommitted = named('HEAD');
  return uncommitted.some(isPure) ? uncommitted : named('HEAD~1');
}

/** @param {string} file */
function isPure(file) {
  return /^(?:schemas|server\/language)\/.*\.ts$/.test(file) && !/^schemas\/contract\/|\.data\.ts$/.test(file);
}

/** What tests need stands in the copy as in the repository: what is compiled as files of its own, all else by links. @param {string} copy */
function copyBuild(copy) {
  mkdirSync(copy);
  for (const name of readdirSync(root)) {
    if (name !== 'out' && name !== '.git') symlinkSync(join(root, name), join(copy, name), 'junction');
  }
  const isNeeded = (/** @type {string} */ name) => !/\.(?:map|d\.ts|tsbuildinfo)$/.test(name);
  cpSync(join(root, 'out'), join(copy, 'out'), { recursive: true, filter: isNeeded });
}

/**
 * @param {{ file: string, line?: number }} target
 * @param {{ tests: number, most: number, copies: readonly string[], imports: ReadonlyMap<string, readonly string[]> }} how
 * @returns {Promise<number>} faults that nobody noticed.
 */
async function mutate({ file, line }, { tests, most, copies, imports }) {
  const { mutantsOf } = await import(join(root, 'out/tools/mutation/mutantsOf.js'));
  const compiled = join('out', file.replace(/\.ts$/, '.js'));
  const text = readFileSync(compiled, 'utf8');
  const lineOf = lineReader(compiled, text);
  /** @type {Mutant[]} */
  const all = mutantsOf(text).filter((/** @type {Mutant} */ { start }) => line === undefined || lineOf(start) === line);
  const mutants = all.filter(
    (_, index) => Math.floor((index * most) / all.length) !== Math.floor(((index - 1) * most) / all.length),
  );
  const near = await nearestTests(compiled, imports, tests);
  console.log(`${file}: ${mutants.length} faults, ${near.length} tests`);
  const reaches = await inParallel(near, copies, (test, copy) => reachOf(test, compiled, copy));
  const sound = reaches.filter((each) => each !== undefined);
  /** @type {(Survivor | undefined)[]} */
  const results = await inParallel(mutants, copies, async (mutant, copy) => {
    const able = sound.filter(({ covers }) => covers(mutant.start)).sort((one, other) => one.time - other.time);
    const place = join(copy, compiled);
    writeFileSync(place, text.slice(0, mutant.start) + mutant.by + text.slice(mutant.end));
    try {
      for (const { file: test, time } of able) if (!(await passes(test, copy, 5000 + 5 * time))) return undefined;
    } finally {
      writeFileSync(place, text);
    }
    return { mutant, line: lineOf(mutant.start), tests: able.length };
  });
  const survivors = results.filter((each) => each !== undefined);
  for (const { mutant, line: at, tests: count } of survivors) {
    const was = oneLine(text.slice(mutant.start, mutant.end));
    console.log(
      `  ${file}:${at}  ${was}  ->  ${oneLine(mutant.by)}  (${count === 0 ? 'reached by no test' : `passed ${count} tests`})`,
    );
  }
  console.log(`  ${mutants.length - survivors.length} noticed, ${survivors.length} not`);
  return survivors.length;
}

/** @param {string} text */
function oneLine(text) {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 70)}...` : line || '(nothing)';
}

/**
 * Lines of the source by offsets into what it is compiled to.
 * @param {string} compiled
 * @param {string} text
 * @returns {(offset: number) => number}
 */
function lineReader(compiled, text) {
  const map = new SourceMap(JSON.parse(readFileSync(`${compiled}.map`, 'utf8')));
  return (offset) => {
    const before = text.slice(0, offset).split('\n');
    const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    return 'originalLine' in entry ? entry.originalLine + 1 : 0;
  };
}

/**
 * @param {string} compiled
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @param {number} most
 * @returns {Promise<string[]>} test files that import it, the most direct first.
 */
async function nearestTests(compiled, imports, most) {
  const { importersOf } = await import(join(root, 'out/tools/mutation/importersOf.js'));
  /** @type {ReadonlyMap<string, number>} */
  const importers = importersOf(compiled.split(sep).join('/'), imports);
  return testFiles('')
    .map((test) => ({ test, distance: importers.get(test.split(sep).join('/')) }))
    .filter(({ distance }) => distance !== undefined)
    .sort((one, other) => (one.distance ?? 0) - (other.distance ?? 0))
    .slice(0, most)
    .map(({ test }) => test);
}

/** Of all compiled files, from the repository. */
function importsOfBuild() {
  /** @type {Map<string, string[]>} */
  const imports = new Map();
  for (const name of readdirSync('out', { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const file = posix.join('out', name.split(sep).join('/'));
    const specifiers = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"]*['"](\.[^'"]*)['"]/gm);
    imports.set(
      file,
      [...specifiers].map(([, specifier = '']) => posix.join(posix.dirname(file), specifier)),
    );
  }
  return imports;
}

/**
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {readonly string[]} copies each is used by one at a time
 * @param {(item: Item, copy: string) => Promise<Result>} work
 * @returns {Promise<Result[]>} in the order of the items.
 */
async function inParallel(items, copies, work) {
  /** @type {Result[]} */
  const results = [];
  let next = 0;
  await Promise.all(
    copies.map(async (copy) => {
      while (next < items.length) {
        const index = next++;
        results[index] = await work(/** @type {Item} */ (items[index]), copy);
      }
    }),
  );
  return results;
}

/**
 * What a test runs of a file that is as it was; `undefined`: it fails anyway.
 * @param {string} test
 * @param {string} compiled
 * @param {string} copy
 * @returns {Promise<Reach | undefined>}
 */
async function reachOf(test, compiled, copy) {
  const folder = join(copy, 'coverage');
  const began = Date.now();
  const isSound = await passes(test, copy, 600_000, { NODE_V8_COVERAGE: folder });
  const time = Date.now() - began;
  const reports = existsSync(folder) ? readdirSync(folder) : [];
  const runs = reports.map((name) => rangesIn(join(folder, name), join(copy, compiled)));
  rmSync(folder, { recursive: true, force: true });
  if (!isSound) console.log(`  ${relative('out', test)} fails without any fault: it is left out.`);
  return isSound
    ? { file: test, time, covers: (offset) => runs.some((ranges) => countAt(ranges, offset) > 0) }
    : undefined;
}

/** @typedef {{ startOffset: number, endOffset: number, count: number }} CoveredRange */

/**
 * @param {string} report of V8
 * @param {string} file
 * @returns {CoveredRange[]}
 */
function rangesIn(report, file) {
  /** @type {{ result: { url: string, functions: { ranges: CoveredRange[] }[] }[] }} */
  const { result } = JSON.parse(readFileSync(report, 'utf8'));
  return result
    .filter(({ url }) => url.startsWith('file:') && fileURLToPath(url) === file)
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
}

/** The innermost range says how often a place was run. @param {readonly CoveredRange[]} ranges @param {number} offset */
function countAt(ranges, offset) {
  const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset);
  const size = (/** @type {CoveredRange} */ { startOffset, endOffset }) => endOffset - startOffset;
  return around.reduce((inner, each) => (size(each) <= size(inner) ? each : inner), {
    startOffset: 0,
    endOffset: Infinity,
    count: 0,
  }).count;
}

/**
 * Whether a test file passes in a copy. One that takes too long does not: the fault may have made a loop endless.
 * @param {string} test
 * @param {string} copy
 * @param {number} patience in milliseconds
 * @param {Readonly<Record<string, string>>} [environment]
 */
async function passes(test, copy, patience, environment = {}) {
  const group = spawnGroup(process.execPath, [test], {
    ...{ cwd: copy, stdio: 'ignore' },
    env: { ...process.env, ...environment },
  });
  const timer = setTimeout(() => group.kill('SIGKILL'), patience);
  const status = await group.ended;
  clearTimeout(timer);
  group.kill('SIGKILL');
  group.release();
  return status === 0;
}
