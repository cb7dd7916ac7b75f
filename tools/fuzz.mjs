// Looks for a history after which the language service answers otherwise than a new one. What it finds becomes a test.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ensureBuilt } from './freshBuild.mjs';
import { root } from './paths.mjs';
import { requireModules, runScript, WrongUse } from './runScript.mjs';

const usage = `npm run fuzz [-- --minutes N] [-- --seed N] [-- --no-build]

Tries edits, settings, commits, Kustomize and moved files in any order, and compares all answers with those of a service that
has just been started. The first history after which they differ is made short and written to test/language/freshness/found,
where npm test tries it from then on; exit code 1.

  --minutes N  how long (default 5)
  --seed N     where to begin: the same histories again (default: the time)
  --no-build   what stands in out/ and dist/`;

/** Steps of one history, and histories between two looks at the clock. */
const [longest, round] = [30, 100];

const options = { minutes: { type: 'string' }, seed: { type: 'string' }, 'no-build': { type: 'boolean' } };
await runScript({ usage, options }, async ({ values }) => {
  const minutes = numberIn(values.minutes ?? '5', '--minutes');
  const seed = numberIn(values.seed ?? String(Date.now() % 1_000_000_000), '--seed');
  requireModules();
  if (!values['no-build']) await ensureBuilt();
  const { default: fc } = await import('fast-check');
  const { history, Lived } = await import(join(root, 'out/test/language/freshness/history.js'));
  const property = fc.property(history(longest), ({ steps, at }) => {
    const { lived, fresh } = new Lived(steps).answers(at);
    return isDeepStrictEqual(lived, fresh);
  });
  const end = Date.now() + minutes * 60_000;
  let count = 0;
  for (let number = seed; Date.now() < end; number++) {
    // What is held weakly stays until a turn of the event loop has ended.
    await setImmediate();
    const found = fc.check(property, { seed: number, numRuns: round });
    count += found.numRuns;
    if (!found.failed) continue;
    console.log(`After ${count} histories, seed ${number}, one that goes wrong: ${write(number, found)}`);
    return 1;
  }
  console.log(`${count} histories (seed ${seed}): every answer is that of a new service.`);
  return 0;
});

/** @returns {string} the path of the file. */
function write(seed, { counterexample: [history], errorInstance }) {
  const folder = join(root, 'test/language/freshness/found');
  const file = join(folder, `seed-${seed}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(history, null, 2)}\n`);
  if (errorInstance instanceof Error && !/returning false/.test(errorInstance.message))
    console.log(errorInstance.stack);
  return relative(root, file);
}

function numberIn(text, name) {
  const number = Number(text);
  if (!(number > 0)) throw new WrongUse(`${name} ${text}: write a number above zero.`);
  return number;
}
