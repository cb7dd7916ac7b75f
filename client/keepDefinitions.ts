import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KindName } from '../schemas/contract/protocol.ts';
import type { KeptDefinitions } from './answerWantedDefinitions.ts';
import type { Memory } from './commands/currentCluster.ts';

/** More kinds than anybody works with; the oldest go first. */
const mostFiles = 200;
/** Of the window: the cluster that was connected last. */
const clusterKey = 'dbManifests.definitionsOf';

/** A file for each cluster (by the address of its API server), kind and version. @param folder of the extension's own */
export function keepDefinitions(folder: string, memory: Memory): KeptDefinitions {
  const cluster = (): { readonly name: string; readonly server: string } | undefined => {
    const known = memory.get(clusterKey) as { name?: unknown; server?: unknown } | undefined;
    const { name, server } = known ?? {};
    return typeof name === 'string' && typeof server === 'string' ? { name, server } : undefined;
  };
  const fileOf = (server: string, { apiVersion, kind }: KindName): string => {
    const hash = createHash('sha256').update(JSON.stringify([server, apiVersion, kind]));
    return path.join(folder, `${hash.digest('hex').slice(0, 32)}.json`);
  };
  return {
    async read(kinds) {
      const last = cluster();
      if (!last) return { cluster: '', documents: [] };
      const read = kinds.map((kind) => readFile(fileOf(last.server, kind), 'utf8').catch(() => undefined));
      const documents = (await Promise.all(read)).filter((document) => document !== undefined);
      return { cluster: last.name, documents };
    },
    async connect(now) {
      await memory.update(clusterKey, now && { name: now.name, server: now.server });
    },
    async write(kind, document) {
      const last = cluster();
      if (!last) return;
      const file = fileOf(last.server, kind);
      try {
        if ((await readFile(file, 'utf8').catch(() => undefined)) === document) return;
        await mkdir(folder, { recursive: true });
        // Another window may read it meanwhile.
        const partial = `${file}.${String(process.pid)}`;
        await writeFile(partial, document);
        await rename(partial, file);
        await removeOldest(folder);
      } catch {
        // The next window asks the cluster again.
      }
    },
  };
}

async function removeOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= mostFiles) return;
  const ages = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { file, written: (await stat(file)).mtimeMs };
    }),
  );
  const oldest = ages.sort((a, b) => a.written - b.written).slice(0, names.length - mostFiles);
  await Promise.all(oldest.map(({ file }) => rm(file, { force: true })));
}
