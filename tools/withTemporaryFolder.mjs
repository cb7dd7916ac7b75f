import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives `use` a fresh folder that is gone afterwards, also when this process exits in between. The path is short, for unix sockets. */
export async function withTemporaryFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'dbm-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.once('exit', remove);
  try {
    return await use(folder);
  } finally {
    process.removeListener('exit', remove);
    remove();
  }
}
