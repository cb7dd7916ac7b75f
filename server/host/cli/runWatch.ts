import { statSync } from 'node:fs';
import path from 'node:path';
import { createConfigurationSearch } from '../createConfigurationSearch.ts';
import type { CheckOptions } from './checkOptions.ts';
import { FolderWatch } from './folderWatch.ts';
import { splitGlob } from './inputs.ts';
import { runCheck } from './runCheck.ts';
import type { Streams } from './streams.ts';

/** Erases the screen and goes to its top (ECMA-48). */
const clear = '\u001b[2J\u001b[H';

/** Checks whenever something changes beside or below what the arguments name, until it is interrupted; returns the exit code of the last check. */
export async function runWatch(options: CheckOptions, dist: string, streams: Streams): Promise<number> {
  const interrupted = streams.untilInterrupted();
  const watch = new FolderWatch();
  try {
    for (;;) {
      // Before the check: whatever changes while it runs is looked at in the next one.
      const problem = watch.follow(await foldersOf(options));
      if (streams.isTerminal) await streams.write(clear);
      const code = await runCheck(options, dist, streams);
      if (problem !== undefined) {
        streams.complain(problem);
        return 2;
      }
      streams.remark(`Checked at ${new Date().toLocaleTimeString()}. Waiting for changes; Ctrl+C ends.`);
      const isChange = await Promise.race([watch.change().then(() => true), interrupted.then(() => false)]);
      if (!isChange) return code;
    }
  } finally {
    watch.close();
  }
}

/** Folders with all that is in them, and folders of single files: manifests, baseline, configuration above. */
async function foldersOf({ paths, crds, baseline }: CheckOptions) {
  const deep = new Set<string>();
  const flat = new Set<string>();
  for (const each of [...paths, ...crds]) {
    const stats = statSync(each, { throwIfNoEntry: false });
    if (stats?.isDirectory()) deep.add(path.resolve(each));
    else if (stats) flat.add(path.dirname(path.resolve(each)));
    else deep.add(path.resolve(splitGlob(each, path.sep).folder));
  }
  if (baseline !== undefined) flat.add(path.dirname(path.resolve(baseline)));
  const search = createConfigurationSearch();
  for (const folder of [...deep, ...flat]) for (const { file } of await search(folder)) flat.add(path.dirname(file));
  return { deep, flat };
}
