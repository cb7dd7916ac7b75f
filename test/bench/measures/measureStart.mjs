import { spawnSync } from 'node:child_process';
import { pause, summary } from '../stats.mjs';
import { openInput } from './openFile.mjs';

/** Start of the process to the first diagnostics that are right; a fresh process each time, the servers in turn. In ms. */
export async function measureStart(servers, input, { runs, peerRuns }) {
  const times = new Map(servers.map(({ name }) => [name, []]));
  // The first round only fills the system's file cache, and lasts until what has been compiled is kept: sessions are longer than a start.
  for (let run = -1; run < runs; run++) {
    for (const server of servers) {
      if (server.name === 'peer' && run >= peerRuns) continue;
      const { session, milliseconds } = await openInput(server, input);
      if (run < 0 && server.name === 'ours') await pause(12_000);
      await session.close();
      if (run >= 0) times.get(server.name).push(milliseconds);
    }
  }
  return new Map([...times].map(([name, list]) => [name, summary(list)]));
}

/** Start to end of a Node process that does nothing: what this machine gives today. In ms. */
export function measureEmptyProcess(node, runs) {
  const times = Array.from({ length: runs + 1 }, () => {
    const start = performance.now();
    spawnSync(node, ['-e', '0']);
    return performance.now() - start;
  });
  return summary(times.slice(1));
}
