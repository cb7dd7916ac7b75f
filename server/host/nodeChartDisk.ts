import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from './manifestFiles.ts';
import type { ChartDisk } from './readCharts.ts';

/** Charts in folders of this machine, by path. */
export const nodeChartDisk: ChartDisk = {
  async read(folder, name, most) {
    let current = folder;
    for (const step of name.split('/')) {
      current = path.join(current, step);
      const found = await lstat(current).catch(() => undefined);
      if (!found || found.isSymbolicLink() || (found.isFile() && found.size > most)) return undefined;
    }
    return readManifest(current);
  },
  async foldersIn(folder, name) {
    const inner = path.join(folder, name);
    const entries = await readdir(inner, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(inner, entry.name));
  },
};
