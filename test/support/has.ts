import { spawnSync } from 'node:child_process';

/** How what a test may lack is to be had. */
const remedies = {
  git: 'git was not found: apt-get install -y git.',
  kubectl: 'kubectl was not found: apt-get install -y kubernetes-client.',
  bash: 'bash was not found: apt-get install -y bash.',
  dash: 'dash was not found: apt-get install -y dash.',
  zsh: 'zsh was not found: apt-get install -y zsh.',
  fish: 'fish was not found: apt-get install -y fish.',
} as const;

type Program = keyof typeof remedies;

const known = new Map<Program, boolean>();

/**
 * Whether a test can do what it is for. `false`: it has been said, and stands at the end of `npm test` among what did not run,
 * which with CI set is a failure.
 */
export function has(program: Program, test: { diagnostic(message: string): void }): boolean {
  const found = known.get(program) ?? spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
  known.set(program, found);
  // tools/testReporter.mjs knows it by its first words.
  if (!found) test.diagnostic(`did not run: ${remedies[program]}`);
  return found;
}
