import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dist } from '../paths.mjs';
import { summary } from '../stats.mjs';

/** `check` over a folder against the floor's, start to end of the process, in turn. In ms. */
export function measureCheck(node, floor, folder, runs) {
  const commands = new Map([
    ['ours', [node, path.join(dist, 'cli.cjs'), 'check', '--format', 'json', folder]],
    ['floor', [...floor.command, '--check', folder]],
  ]);
  const times = new Map([...commands.keys()].map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const [name, [program, ...args]] of commands) {
      const start = performance.now();
      const { status, stderr } = spawnSync(program, args, { maxBuffer: 1 << 28, encoding: 'utf8' });
      if (status !== (name === 'ours' ? 1 : 0)) throw new Error(`${name}: check ended with ${status}. ${stderr}`);
      if (run >= 0) times.get(name).push(performance.now() - start);
    }
  }
  return new Map([...times].map(([name, list]) => [name, summary(list)]));
}
