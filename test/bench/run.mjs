import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { manifestFolder, manifestOf } from './inputs.mjs';
import { MissingPart, requireModules, runScript, WrongUse } from '../../tools/runScript.mjs';
import { measureActivation } from './measures/measureActivation.mjs';
import { measureCheck } from './measures/measureCheck.mjs';
import { measureEmptyProcess, measureStart } from './measures/measureStart.mjs';
import { measureDefinitions } from './measures/measureDefinitions.mjs';
import { measureHostile } from './measures/measureHostile.mjs';
import { measureOperations } from './measures/measureOperations.mjs';
import { measureRules } from './measures/measureRules.mjs';
import { measureTunnel } from './measures/measureTunnel.mjs';
import { cacheFolder, dist } from './paths.mjs';
import {
  activationRow,
  checkRow,
  definitionRows,
  editGrowthRow,
  emptyRow,
  growthRow,
  hostileRows,
  indexingRows,
  interactiveRows,
  operationRows,
  readDefinitionRows,
  startRow,
  tunnelRows,
} from './rows.mjs';
import { table } from './table.mjs';

const usage = `npm run bench -- [--quick] [--no-peer] [--only NAME] [--out FILE] [--compare OLD.json]

Measures the built language server and command line (npm run build first) against parsing alone, a bare floor server and
yaml-language-server 2.0.0. Prints a table in Markdown; times are median · p95.

  --quick      fewer runs
  --no-peer    without yaml-language-server
  --only NAME  start, edit, completion, burst, hover, operations, check, index, rules, definitions, activation or hostile; or tunnel, which is not
               among the others: our tunnel against kubectl port-forward, on a real control plane and a PostgreSQL (see "Cluster suite")
  --out FILE   writes the table to a file as well, or what was measured if its name ends in .json
  --compare OLD.json
               shows beside each row what it was in a file that --out has written`;
const names = [
  'start',
  'edit',
  'completion',
  'burst',
  'hover',
  'operations',
  'check',
  'index',
  'rules',
  'definitions',
  'activation',
  'hostile',
];

const sizes = { '257 lines': 257, '1,000 lines': 1000, '10,000 lines': 10_000, '100,000 lines': 100_000 };
const fileCount = 2000;

const options = {
  quick: { type: 'boolean' },
  'no-peer': { type: 'boolean' },
  only: { type: 'string' },
  out: { type: 'string' },
  compare: { type: 'string' },
};

await runScript({ usage, options }, async ({ values }) => {
  if (values.only && ![...names, 'tunnel'].includes(values.only))
    throw new WrongUse(`--only ${values.only}: choose one of ${[...names, 'tunnel'].join(', ')}.`);
  requireModules();
  const before = values.compare === undefined ? undefined : readBefore(values.compare);
  if (!existsSync(path.join(dist, 'server.cjs')))
    throw new MissingPart('dist/server.cjs is not there: run npm run build first.');
  if (values.only === 'tunnel')
    return print(await measureTunnelRows(values.quick), process.execPath, values.out, before);
  mkdirSync(cacheFolder, { recursive: true });
  const { ownServers, peerServer } = await import('./servers.mjs');
  const wanted = (name) => values.only === undefined || values.only === name;
  const peer = values['no-peer'] ? undefined : await peerServer();
  if (typeof peer === 'string') console.error(peer);
  // One Node for all, so that the servers are compared and not their engines: the peer does not run on older ones.
  const node = typeof peer === 'object' ? peer.command[0] : process.execPath;
  const own = await ownServers(node);
  const servers = typeof peer === 'object' ? [...own, peer] : own;
  const rows = [
    ...(wanted('start') ? await startRows(node, servers, values.quick) : []),
    ...(await editingRows(servers, wanted, values.quick)),
    ...(wanted('operations') ? await operationsTable(node, values.quick) : []),
    ...(wanted('check')
      ? [checkRow(fileCount, measureCheck(node, own[1], manifestFolder(fileCount), values.quick ? 5 : 15))]
      : []),
    ...(wanted('index') ? await indexRows(node, values.quick) : []),
    ...(wanted('rules') ? await definitionTable(node, values.quick) : []),
    ...(wanted('definitions') ? await readDefinitionTable(node, values.quick) : []),
    ...(wanted('activation') ? [activationRow(measureActivation(node, values.quick ? 10 : 30))] : []),
    ...(wanted('hostile') ? await hostileTable(node, values.quick) : []),
  ];
  print(rows, node, values.out, before);
});

async function measureTunnelRows(quick) {
  return tunnelRows(await progress('tunnel', () => measureTunnel({ rounds: quick ? 2 : 6, seconds: quick ? 5 : 10 })));
}

/** Rows that `--out` has written, by what they measure. */
function readBefore(file) {
  try {
    const { rows } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(rows.map((row) => [row.measure, row.values.ours]));
  } catch (error) {
    throw new WrongUse(`--compare ${file}: ${error.message}`);
  }
}

function print(rows, node, out, before) {
  const machine = `Node ${versionOf(node)}, ${process.platform}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0].toFixed(1)}`;
  const busy = loadavg()[0] > cpus().length ? ' The machine was busy: trust the ratios, not the milliseconds.' : '';
  const text = `${table(rows, before)}\n\n${machine}. Times are median · p95.${busy}\n`;
  console.log(text);
  if (out) writeFileSync(out, out.endsWith('.json') ? JSON.stringify({ machine, rows }, undefined, 2) : text);
}

async function startRows(node, servers, quick) {
  const rows = [emptyRow(measureEmptyProcess(node, quick ? 10 : 30))];
  for (const [name, lines] of Object.entries(sizes)) {
    const runs = quick ? { runs: 8, peerRuns: 2 } : { runs: 25, peerRuns: 6 };
    rows.push(
      startRow(name, await progress(`start, ${name}`, () => measureStart(servers, manifestOf(name, lines), runs))),
    );
  }
  return rows;
}

async function editingRows(servers, wanted, quick) {
  const rows = [];
  const measured = new Map();
  if (!['edit', 'completion', 'burst', 'hover'].some(wanted)) return rows;
  const effort = quick ? { rounds: 40, bursts: 1, seconds: 8 } : { rounds: 150, bursts: 3, seconds: 25 };
  for (const name of ['1,000 lines', '10,000 lines', '100,000 lines']) {
    const input = manifestOf(name, sizes[name]);
    const { measureInteractive, measureParsing } = await import('./measures/measureInteractive.mjs');
    const results = await progress(`editing, ${name}`, () => measureInteractive(servers, input, wanted, effort));
    measured.set(name, results);
    rows.push(...interactiveRows(name, results, wanted('edit') ? measureParsing(input, 200) : undefined));
  }
  if (wanted('edit')) rows.push(growthRow(measured.get('10,000 lines'), measured.get('100,000 lines')));
  return rows;
}

async function indexRows(node, quick) {
  const rows = [];
  const edits = [];
  for (const count of [2000, 10_000]) {
    const folder = manifestFolder(count);
    const { measureIndexing } = await import('./measures/measureIndexing.mjs');
    const measured = await progress(`indexing, ${count} files`, () => measureIndexing(node, folder, quick ? 3 : 9));
    rows.push(...indexingRows(count, measured));
    edits.push(measured.edit);
  }
  return [...rows, editGrowthRow(...edits)];
}

async function operationsTable(node, quick) {
  const rows = [];
  for (const name of ['1,000 lines', '10,000 lines', '100,000 lines']) {
    const input = manifestOf(name, sizes[name]);
    const measured = await progress(`operations, ${name}`, () => measureOperations(node, input, quick ? 10 : 40));
    rows.push(...operationRows(name, measured));
  }
  return rows;
}

async function definitionTable(node, quick) {
  return definitionRows(await progress('rules', () => measureRules(node, quick ? 5 : 15)));
}

async function readDefinitionTable(node, quick) {
  return readDefinitionRows(await progress('definitions', () => measureDefinitions(node, quick ? 3 : 9)));
}

async function hostileTable(node, quick) {
  return hostileRows(await progress('hostile', () => measureHostile(node, quick ? 2 : 4)));
}

function versionOf(node) {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
}

async function progress(what, work) {
  const start = performance.now();
  const result = await work();
  console.error(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}
