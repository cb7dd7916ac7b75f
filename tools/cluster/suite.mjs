// npm run test:cluster [-- FILTER]: the tests on a real control plane and real databases, file by file, and the commands in a
// real VS Code on them. Builds nothing of the project; what it needs of Kubernetes is built the first time (CONTRIBUTING.md, "Cluster suite").
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../editor/chromium.mjs';
import { exitOnSignals, MissingPart, requireModules, runTool } from '../editor/missingPart.mjs';
import { root } from '../editor/paths.mjs';
import { installVscodeHost } from '../editor/vscodeHost.mjs';
import { runTestFiles, testFiles } from '../nodeTests.mjs';

/**
 * @param {{ filter?: string, editor?: boolean }} [options] `editor: false` leaves out what needs VS Code.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 * @throws {MissingPart} where a control plane can't be had.
 */
export async function runClusterSuite({ filter = '', editor = true } = {}) {
  const files = testFiles(filter, 'cluster');
  const inEditor = editor ? testFiles(filter, 'editor/cluster') : [];
  if (files.length + inEditor.length === 0)
    throw new MissingPart(`No test of the cluster suite has "${filter}" in its path: npm run build.`);
  // Once, here: the first build takes minutes, and a test must not wait for it.
  const { findBinaries } = await import(pathToFileURL(join(root, 'out/test/cluster/bed/binaries.js')).href);
  const binaries = await findBinaries((line) => console.log(line));
  if ('missing' in binaries) throw new MissingPart(binaries.missing);
  const lacking = inEditor.length > 0 ? missingForEditor() : undefined;
  if (lacking) console.log(`THE CLUSTER COMMANDS WERE NOT TRIED IN A REAL VS CODE. ${lacking}`);
  const running = lacking ? files : [...files, ...inEditor];
  // One bed at a time is all that two cores bear.
  const counts = running.length > 0 ? await runTestFiles(running, { concurrency: 1 }) : none;
  return lacking && process.env.CI ? { ...counts, failed: counts.failed + 1 } : counts;
}

const none = { passed: 0, failed: 0, skipped: 0 };

/** Why VS Code cannot be driven here; `undefined`: it can. */
function missingForEditor() {
  try {
    findChromium();
    installVscodeHost();
    return undefined;
  } catch (error) {
    if (error instanceof MissingPart) return error.message;
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  exitOnSignals();
  await runTool(async () => {
    requireModules();
    const { passed, failed } = await runClusterSuite({ filter: process.argv[2] });
    console.log(`${passed} passed, ${failed} failed`);
    return failed > 0 || passed === 0 ? 1 : 0;
  });
}
