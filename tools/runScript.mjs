import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';
import { endGroups } from './processGroup.mjs';

/** Something this machine lacks. The message is one sentence for a person, remedy included; it is shown without a stack. */
export class MissingPart extends Error {}

/** The script was called in a way that it does not understand; exit code 2. */
export class WrongUse extends Error {}

/**
 * @typedef {Readonly<Record<string, { type: string, short?: string, multiple?: boolean, default?: any }>>} Options as `parseArgs` takes them.
 *
 * What every script of package.json begins with: reads its arguments, answers `--help`, ends on Ctrl+C and SIGTERM with all
 * that it started, and turns what goes wrong into a sentence and an exit code.
 * @param {{ usage: string, options?: Options, positionals?: number }} script
 *   `positionals`: how many arguments it takes beside its options.
 * @param {(given: { values: Record<string, any>, positionals: string[] }) => Promise<number | void> | number | void} main
 *   gives the exit code.
 */
export async function runScript({ usage, options = {}, positionals = 0 }, main) {
  exitOnSignals();
  try {
    const given = readArguments(options, positionals);
    if (given.values.help) {
      console.log(usage);
      return;
    }
    process.exitCode = Number((await main(given)) ?? 0);
  } catch (error) {
    console.error(error instanceof MissingPart || error instanceof WrongUse ? error.message : error);
    process.exitCode = error instanceof WrongUse ? 2 : 1;
  }
}

/** @param {Options} options @param {number} most @returns {{ values: Record<string, any>, positionals: string[] }} */
function readArguments(options, most) {
  const known = /** @type {import('node:util').ParseArgsConfig['options']} */ ({
    ...options,
    help: { type: 'boolean', short: 'h' },
  });
  let given;
  try {
    given = parseArgs({ allowPositionals: true, options: known });
  } catch (error) {
    // Node's own hint, which follows the first sentence, is for options that begin a file name.
    throw new WrongUse(`${error.message.split(/\. To specify|\n/)[0].replace(/\.?$/, '.')} See --help.`);
  }
  const surplus = given.positionals[most];
  if (surplus !== undefined) throw new WrongUse(`What is "${surplus}" for? See --help.`);
  return given;
}

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const handlers = [];

/** Ends at once, whatever is being done: exit listeners remove folders, and groups of processes are taken down. */
function exitOnSignals() {
  for (const [signal, code] of Object.entries(signals)) {
    const end = async () => {
      for (const [name, other] of handlers.splice(0)) process.removeListener(name, other);
      await endGroups();
      process.exit(code);
    };
    handlers.push([signal, end]);
    process.on(signal, end);
  }
}

/**
 * From now on a signal is a wish that the script fulfils itself, in its own order: what it has made is ready.
 * @returns {Promise<string>} the signal.
 */
export function nextSignal() {
  for (const [name, handler] of handlers.splice(0)) process.removeListener(name, handler);
  return new Promise((resolve) => {
    for (const [signal, code] of Object.entries(signals)) {
      process.once(signal, () => {
        // A second one is for whoever does not want to wait; npm hands on what the terminal has sent already.
        setTimeout(() => process.once(signal, () => process.exit(code)), 1000).unref();
        process.on(signal, () => undefined);
        resolve(signal);
      });
    }
  });
}

/** @throws {MissingPart} before a script fails over its first import. */
export function requireModules() {
  if (!existsSync(join(root, 'node_modules/esbuild')))
    throw new MissingPart('The modules are not installed: run npm ci first.');
}
