import { commands, parseArguments } from './cli/arguments.ts';
import { runCheck } from './cli/runCheck.ts';
import { runCompletion } from './cli/runCompletion.ts';
import { runDerive } from './cli/runDerive.ts';
import { runExplain } from './cli/runExplain.ts';
import { runUpgrade } from './cli/runUpgrade.ts';
import { runWatch } from './cli/runWatch.ts';
import type { Streams } from './cli/streams.ts';
import { terminalLine } from './cli/terminalText.ts';
import { usage } from './cli/usage.ts';
import { packageVersion } from './packageVersion.ts';

/** Entry of `dist/cli.cjs`. Exit codes: 0 clean, 1 findings at or above the severity asked for, 2 wrong use or unreadable input. */
async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2));
  if ('problem' in parsed) {
    complain(parsed.problem);
    process.stderr.write('Try "db-manifests --help".\n');
    return 2;
  }
  if ('check' in parsed) return (parsed.check.watch ? runWatch : runCheck)(parsed.check, __dirname, streams());
  if ('completion' in parsed) return runCompletion(parsed.completion, commandLine(), __dirname, streams());
  if ('explain' in parsed) return runExplain(parsed.explain, __dirname, streams());
  if ('derive' in parsed) return runDerive(parsed.derive, __dirname, streams());
  if ('upgrade' in parsed) return runUpgrade(parsed.upgrade, __dirname, streams());
  if ('mcp' in parsed) return serveAssistants();
  await write(parsed.show === 'help' ? usage(parsed.of) : `${packageVersion(__dirname)}\n`);
  return 0;
}

async function serveAssistants(): Promise<number> {
  const { runMcp } = await import('./assistants/runMcp.ts');
  await runMcp(process.cwd(), __dirname, packageVersion(__dirname));
  return 0;
}

function streams(): Streams {
  const { stdin, stdout, env } = process;
  const isTerminal = stdout.isTTY;
  const forced = env['FORCE_COLOR'];
  const inColour = forced === undefined ? isTerminal && stdout.hasColors() : forced !== '0';
  return { stdin, write, complain, remark: say, untilInterrupted, isTerminal, inColour, ...(draws() ? { draw } : {}) };
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function commandLine() {
  return new Map(Object.entries(commands).map(([name, { options }]) => [name, { options }]));
}

/** A terminal that can take a line back. */
function draws(): boolean {
  return process.stderr.isTTY && process.env['TERM'] !== 'dumb';
}

function draw(line: string): void {
  process.stderr.write(`\r\u001b[K${terminalLine(line)}`);
}

function complain(sentence: string): void {
  say(`db-manifests: ${sentence}`);
}

function say(sentence: string): void {
  process.stderr.write(`${terminalLine(sentence)}\n`);
}

/** Settled once everything is written, also into a pipe. A reader that goes away (`| head`) is no failure of the check. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}

// Both report through the callback of each write, or have nobody left to report to.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(`the check cannot be completed: ${error instanceof Error ? error.message : String(error)}.`);
    process.exitCode = 2;
  },
);
