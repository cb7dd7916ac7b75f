import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dist } from '../paths.mjs';
import { summary } from '../stats.mjs';

const loader = path.join(import.meta.dirname, 'loadClient.mjs');

/** Loading dist/client.cjs in fresh processes with `vscode` stubbed. @throws if anything of a cluster library is in the bundle */
export function measureActivation(node, runs) {
  const inputs = Object.keys(JSON.parse(readFileSync(path.join(dist, 'client.meta.json'), 'utf8')).inputs);
  const cluster = inputs.filter((name) => name.includes('node_modules/@kubernetes/'));
  if (cluster.length > 0)
    throw new Error(`dist/client.cjs holds ${cluster.length} modules of a cluster library: ${cluster[0]}`);
  const loads = Array.from({ length: runs + 1 }, () => {
    const { status, stdout, stderr } = spawnSync(node, [loader, path.join(dist, 'client.cjs')], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`dist/client.cjs does not load: ${stderr}`);
    return JSON.parse(stdout);
  }).slice(1);
  return {
    time: summary(loads.map(({ milliseconds }) => milliseconds)),
    modules: loads[0].modules,
    bundled: inputs.length,
  };
}
