import { readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import path from 'node:path';
import { isEntered, isFolder, isManifestFile, passedOver } from '../manifestFiles.ts';

/** In milliseconds without another change: an editor writes a file in several steps, git many files. */
const quiet = 150;

interface Folders {
  /** With all folders in them. */
  readonly deep: Iterable<string>;
  readonly flat: Iterable<string>;
}

/**
 * Tells when manifests in folders change. Where the system itself watches a tree, one watch is enough; on Linux each folder has one, so
 * that those of other people (`node_modules`) cost none.
 */
export class FolderWatch {
  readonly #isDeep: boolean;
  readonly #watchers = new Map<string, FSWatcher>();
  #isChanged = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tell: (() => void) | undefined;

  constructor(isDeep = process.platform === 'darwin' || process.platform === 'win32') {
    this.#isDeep = isDeep;
  }

  /** Watches these folders and no others. Returns a sentence if the system does not let it. */
  follow({ deep, flat }: Folders): string | undefined {
    const wanted = new Map<string, boolean>([...flat].map((folder) => [folder, false]));
    for (const folder of deep)
      for (const each of this.#isDeep ? [folder] : foldersBelow(folder)) wanted.set(each, this.#isDeep);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const [folder, recursive] of wanted) {
      if (this.#watchers.has(folder)) continue;
      try {
        this.#watchers.set(folder, this.#watch(folder, recursive));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        // Gone in the meantime: whoever took it away has changed its parent.
        if (code === 'ENOENT' || code === 'ENOTDIR') continue;
        return `${folder} cannot be watched${code === 'ENOSPC' || code === 'EMFILE' ? ': the system allows no more watches' : ''}.`;
      }
    }
    return undefined;
  }

  /** Settled when something has changed since the last time, and nothing more for a moment. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve;
      if (this.#isChanged) this.#wait();
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string, recursive: boolean): FSWatcher {
    const watcher = watch(folder, { recursive }, (event, name) => {
      if (name !== null && !isOfInterest(folder, name, event)) return;
      this.#isChanged = true;
      this.#wait();
    });
    // The folder itself is gone.
    watcher.on('error', () => {
      watcher.close();
      this.#watchers.delete(folder);
      this.#isChanged = true;
      this.#wait();
    });
    return watcher;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const tell = this.#tell;
      if (!tell) return;
      this.#tell = undefined;
      this.#isChanged = false;
      tell();
    }, quiet);
  }
}

/** Manifests, what charts and baselines are described in, and folders that come. */
function isOfInterest(folder: string, name: string, event: string): boolean {
  if (name.split(path.sep).some((part) => passedOver.includes(part))) return false;
  const last = path.basename(name);
  if (isManifestFile(last) || last.endsWith('.json')) return true;
  return event === 'rename' && isFolder(path.join(folder, name));
}

function foldersBelow(folder: string): string[] {
  const found = [folder];
  for (let index = 0; index < found.length; index++) {
    const current = found[index] ?? '';
    for (const entry of entriesOf(current)) if (isEntered(entry)) found.push(path.join(current, entry.name));
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
