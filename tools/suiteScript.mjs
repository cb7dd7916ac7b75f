import { MissingPart, requireModules, runScript } from './runScript.mjs';

/**
 * What a script that runs tests begins with, as `runScript`. `main` gives the counts. Alone it prints them and what did not run;
 * below `npm test` (tools/runSideBySide.mjs) it hands them over.
 * @typedef {{ passed: number, failed: number, skipped?: number, gaps?: readonly string[] }} Counts `gaps`: what did not run, and why.
 * @param {Parameters<typeof runScript>[0]} script
 * @param {(given: { values: Record<string, any>, positionals: string[] }) => Promise<Counts>} main
 */
export function runSuiteScript(script, main) {
  // Nobody waits for the counts any more.
  if (process.send) process.once('disconnect', () => process.kill(process.pid, 'SIGTERM')).channel.unref();
  return runScript(script, async (given) => {
    requireModules();
    const counts = process.send ? await main(given).catch(asGap) : await main(given);
    if (process.send) await handOver(counts);
    return process.send ? 0 : sayCounts(counts);
  });
}

/** The last lines of a run. @param {Counts} counts @returns its exit code; with CI set a gap is a failure. */
export function sayCounts({ passed, failed, gaps = [] }) {
  for (const gap of gaps) console.log(`DID NOT RUN: ${gap}`);
  const failures = failed + (process.env.CI ? gaps.length : 0);
  console.log(`${passed} passed, ${failures} failed`);
  return failures > 0 || passed === 0 ? 1 : 0;
}

function asGap(error) {
  if (error instanceof MissingPart) return { passed: 0, failed: 0, missing: error.message };
  throw error;
}

/** @param {Counts} counts @returns {Promise<void>} */
function handOver(counts) {
  return new Promise((resolve, reject) => {
    process.send(counts, (error) => {
      process.removeAllListeners('disconnect');
      if (error) reject(error);
      else resolve();
    });
  });
}
