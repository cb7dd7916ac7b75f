import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from './record.ts';

/** What a kubectl makes of a text. It talks to no cluster: `annotate --local` reads a file as `apply` does, and prints it. */
export async function askKubectl(kubectl: string, text: string): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-yaml-'));
  try {
    const file = join(folder, 'x.yaml');
    writeFileSync(file, text);
    const { stdout, stderr } = await run(kubectl, ['annotate', '--local', '-o', 'json', '-f', file, `${MARK}=x`]);
    if (stderr.includes('error parsing')) return 'refused';
    const errors = stderr.split(/^(?=(?:error: )?unable to decode )/m).filter((error) => error !== '');
    const maps = errors.flatMap((error) => /is missing in '(.*)'\s*$/s.exec(error)?.[1] ?? []);
    const objects = valuesIn(stdout).map(withoutMark);
    return { objects, maps: maps.map((map) => JSON.parse(map) as unknown), others: errors.length - maps.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const MARK = 'recorded';

function run(program: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(error.message));
      else resolve({ stdout, stderr });
    });
  });
}

/** JSON values in a row, each of which kubectl begins and ends in the first column. */
function valuesIn(output: string): unknown[] {
  return output
    .split(/^(?=\{)/m)
    .filter((part) => part.trim() !== '')
    .map((part) => JSON.parse(part) as unknown);
}

function withoutMark(value: unknown): unknown {
  const { metadata } = value as { metadata: { annotations?: Record<string, string> } };
  delete metadata.annotations?.[MARK];
  if (Object.keys(metadata.annotations ?? {}).length === 0) delete metadata.annotations;
  return value;
}
