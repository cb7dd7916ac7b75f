import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { spawnGroup } from './processGroup.mjs';

/**
 * Runs suites side by side, each in a process of its own: one that waits leaves the machine to one that works. The lines of one
 * suite stay together: those of the one that began first are shown as they come, those of others when it is their turn.
 * @typedef {{ name: string, args: readonly string[], env?: Record<string, string>, givesWay?: boolean }} Suite `args`: a script that begins
 *   with `runSuiteScript`, and its own. `givesWay`: works when the others wait.
 * @param {readonly (readonly Suite[])[]} lanes the suites of a lane run one after the other.
 * @param {(line: string) => void} say a line of our own, with the time.
 * @returns {Promise<import('./suiteScript.mjs').Counts[]>} of each suite.
 */
export async function runSideBySide(lanes, say) {
  const turns = new Turns();
  const counts = await Promise.all(
    lanes.map(async (suites) => {
      const found = [];
      for (const suite of suites) found.push(await runSuite(suite, turns.take(), say));
      return found;
    }),
  );
  return counts.flat();
}

/** What keeps a person waiting in an editor, or a server its client, comes first; the others are not kept from working by it. */
const lower = 5;

/** Minutes for a suite: what waits for ever keeps no run from its end. Longer than a single file has (tools/nodeTests.mjs). */
const mostMinutes = 25;

/** @param {Suite} suite @param {ReturnType<Turns['take']>} turn @param {(line: string) => void} say */
async function runSuite(suite, turn, say) {
  const { name, args, env = {}, givesWay = false } = suite;
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  turn.print(() => say(turn.waited() ? `${name}, for ${seconds()} s already` : name));
  const [script, ...rest] = args;
  const group = spawnGroup(process.execPath, [join(root, script), ...rest], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (givesWay && group.child.pid) setPriority(group.child.pid, lower);
  let handed;
  group.child.on('message', (counts) => (handed = counts));
  for (const input of [group.child.stdout, group.child.stderr]) {
    createInterface({ input }).on('line', (line) => turn.print(() => console.log(line)));
  }
  const end = setTimeout(() => {
    turn.print(() => console.log(`${name} did not end within ${mostMinutes} minutes, and is ended.`));
    group.kill('SIGTERM');
    setTimeout(group.kill, 10_000, 'SIGKILL').unref();
  }, mostMinutes * 60_000);
  const status = await group.ended;
  clearTimeout(end);
  group.kill('SIGKILL');
  group.release();
  const counts = read(handed, name, status, (line) => turn.print(() => console.log(line)));
  const took = seconds();
  turn.print(() => say(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${took} s`));
  turn.end();
  return counts;
}

function read(handed, name, status, print) {
  if (handed?.missing !== undefined) return { passed: 0, failed: 0, gaps: [`${name}. ${handed.missing}`] };
  if (handed && status === 0) return handed;
  print(`${name} ended without a result (${status === null ? 'by a signal' : `exit code ${status}`}).`);
  return { passed: handed?.passed ?? 0, failed: Math.max(1, handed?.failed ?? 0), gaps: [] };
}

/** Who may speak: the first of those that have begun and have not said everything. */
class Turns {
  #waiting = [];

  /** A place at the end of the queue. */
  take() {
    const turn = { lines: [], over: false, late: false };
    this.#waiting.push(turn);
    turn.late = this.#waiting[0] !== turn;
    return {
      waited: () => turn.late,
      print: (line) => {
        if (this.#waiting[0] === turn) line();
        else turn.lines.push(line);
      },
      end: () => {
        turn.over = true;
        while (this.#waiting[0]?.over) {
          this.#waiting.shift();
          for (const line of this.#waiting[0]?.lines.splice(0) ?? []) line();
        }
      },
    };
  }
}
