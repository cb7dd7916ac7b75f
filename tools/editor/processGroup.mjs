import { spawn } from 'node:child_process';

/**
 * Starts a command as the head of a process group, which `kill` and this process's own exit take down whole: VS Code's
 * extension host, terminals and file watcher, or whatever a test started.
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number | null>, hasEnded(): boolean, kill(signal: NodeJS.Signals): void, release(): void }}
 *   `ended` gives the exit code, `null` after a signal or when the command cannot be run; `release` lets the group outlive this process.
 */
export function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  let over = false;
  const ended = new Promise((resolve) => {
    const end = (code) => {
      over = true;
      resolve(code);
    };
    child.once('close', end);
    child.once('error', () => end(null));
  });
  const kill = (signal) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  const atExit = () => kill('SIGKILL');
  process.once('exit', atExit);
  return { child, ended, hasEnded: () => over, kill, release: () => process.removeListener('exit', atExit) };
}
