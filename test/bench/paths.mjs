import { homedir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const dist = path.join(root, 'dist');

/** Generated inputs, the bundled floor server and the peer; may be deleted at any time. */
export const cacheFolder = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'db-manifests',
  'bench',
);
