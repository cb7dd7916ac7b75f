import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const shared = '/dev/shm';
const gigabyte = 2 ** 30;
/** The suites side by side were seen to need a third of it. */
const needed = 4 * gigabyte;

/**
 * Has this process and those that it starts keep temporary files in memory, where there is plenty of it and TMPDIR does not say
 * otherwise: databases of the test bed write more than they compute.
 */
export function keepTemporaryFilesInMemory() {
  if (process.platform === 'linux' && process.env.TMPDIR === undefined && hasRoom()) process.env.TMPDIR = shared;
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(shared);
    return bavail * bsize >= needed && freemem() >= 2 * needed && runsPrograms();
  } catch {
    return false;
  }
}

/** Containers often mount it so that nothing in it can be run, and tests put stand-ins of programs there. */
function runsPrograms() {
  const folder = mkdtempSync(join(shared, 'dbm-'));
  try {
    const script = join(folder, 'try');
    writeFileSync(script, '#!/bin/sh\n', { mode: 0o700 });
    return spawnSync(script).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
