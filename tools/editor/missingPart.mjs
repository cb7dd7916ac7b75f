import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** Something this machine lacks. The message is one sentence for a person, remedy included; it is shown without a stack. */
export class MissingPart extends Error {}

/** Runs a command-line tool: its number is the exit code; a missing part is a sentence and exit code 1, anything else shows its stack. */
export async function runTool(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof MissingPart ? error.message : error);
    process.exitCode = 1;
  }
}

/** Ends by `process.exit`, so that exit listeners stop what was started in process groups of its own. */
export function exitOnSignals() {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGHUP', () => process.exit(129));
}

/** @throws {MissingPart} before a script fails over its first import. */
export function requireModules() {
  if (!existsSync(join(root, 'node_modules/esbuild')))
    throw new MissingPart('The modules are not installed: run npm ci first.');
}
