// npm run build [-- --fast]: type-checks (out/), makes the schemas and the bundles (dist/). `--fast` leaves the type check out.
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { markBuilt, sourcesState } from './freshBuild.mjs';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { MissingPart, requireModules, runScript } from './runScript.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

const dist = path.join(root, 'dist');
const usage = `npm run build [-- --fast]

Type-checks into out/, makes schemas, bundles, settings of rules and snippets in dist/.

  --fast  without the type check`;

/** The parser for unusual documents, libraries for cron lines and TOML, and of a pack what nobody asks before one of its resources is seen. */
const neededLater = /\/(?:parseAnything|vocabulary\/cron|vocabulary\/toml)\.ts$/;
/** Parts of Node that take their time to load. */
const builtInLater = /^(?:node:)?(?:child_process|crypto|worker_threads)$/;
const languageOfPack = /[\\/]systems[\\/][^\\/]+[\\/]language\.ts$/;

await runScript({ usage, options: { fast: { type: 'boolean' } } }, async ({ values: { fast } }) => {
  requireModules();
  const { build } = await import('esbuild');
  const { loadTypeScript } = await import('./loadTypeScript.mjs');
  const { buildSchemas } = await loadTypeScript('tools/schemas/buildSchemas.ts');
  const state = sourcesState();
  // The type check is a process of its own, and takes as long as all the rest: no core waits for the other.
  const types = fast ? undefined : timed(checkTypes);
  /** @type {[name: string, work: () => unknown][]} */
  const steps = [
    ['schemas', () => buildSchemas(root, path.join(dist, 'schemas'))],
    ['bundles', () => buildBundles(build)],
    ['notices', buildNotices],
    ['rules', copyRules],
    ['settings', () => buildJsonSchemas(loadTypeScript)],
    ['snippets', buildSnippets],
    ['words', copyWords],
  ];
  mkdirSync(dist, { recursive: true });
  for (const [name, work] of steps) await tell(name, () => timed(work));
  if (types) await tell('types', () => types);
  markBuilt(state, !fast);
});

/** @returns {Promise<{ seconds: number, error?: unknown }>} once the work is over; never rejected, so that it may end unseen. */
async function timed(work) {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  try {
    await work();
    return { seconds: seconds() };
  } catch (error) {
    return { seconds: seconds(), error };
  }
}

async function tell(name, step) {
  process.stdout.write(`build: ${name} ...`);
  const { seconds, error } = await step();
  if (error) throw new MissingPart(` failed. ${error.message ?? error}`);
  console.log(` ${seconds.toFixed(1)} s`);
}

async function checkTypes() {
  const compiler = path.join(root, 'node_modules/typescript7/bin/tsc');
  const { status, stdout } = await runProgram(process.execPath, [compiler, '-b'], { cwd: root, output: 'read' });
  if (status !== 0) throw new Error(`tsc says:\n${stdout.trimEnd()}`);
}

/** Modules that are set up when something of them is first used: most starts do without. CommonJS can wait like that, the sources as ES modules cannot. */
function setUpLater() {
  return {
    name: 'set up later',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path: name, kind, resolveDir, importer }) => {
        const isLater = neededLater.test(name) || languageOfPack.test(importer);
        return kind === 'import-statement' && isLater
          ? { path: path.join(resolveDir, name), namespace: 'later' }
          : undefined;
      });
      onResolve({ filter: builtInLater }, ({ path: name, namespace }) =>
        namespace === 'later' ? { path: name, external: true } : { path: name, namespace: 'later' },
      );
      onLoad({ filter: /.*/, namespace: 'later' }, ({ path: file }) => {
        // What the bundler puts in the place of `require` makes an object of all exports each time.
        const load = `let loaded; const load = () => (loaded ??= require(${JSON.stringify(file)}));`;
        const getters = exportsOf(file).map((name) => `get ${name}() { return load().${name}; }`);
        return { resolveDir: path.dirname(file), contents: `${load} module.exports = { ${getters.join(', ')} };` };
      });
    },
  };
}

function exportsOf(file) {
  if (builtInLater.test(file)) return Object.keys(createRequire(import.meta.url)(file));
  const text = readFileSync(file, 'utf8');
  const other = /^export (?:\{|\*|default|let|async|enum).*/m.exec(text);
  if (other) throw new Error(`${file} is set up later, and its exports are read by their first words: not ${other[0]}`);
  return [...text.matchAll(/^export (?:const|function\*?|class) (\w+)/gm)].map(([, name]) => name);
}

/** What talks to clusters is a file of its own, loaded when a person first asks for one. CommonJS cannot be split by the bundler. */
function clusterApart() {
  return {
    name: 'cluster apart',
    setup({ onResolve }) {
      onResolve({ filter: /\/clusterFeatures\.ts$/ }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: './cluster.cjs', external: true } : undefined,
      );
    },
  };
}

/** The language service with its packs is most of what the server and the command line are: a file that both load. */
function serviceApart() {
  return {
    name: 'service apart',
    setup({ onResolve }) {
      onResolve({ filter: /\/(?:createService|languageRegistry)\.ts$/ }, () => ({
        path: './service.cjs',
        external: true,
      }));
    },
  };
}

/** What speaks to assistants is a file of its own, loaded when one asks. */
function assistantsApart() {
  return {
    name: 'assistants apart',
    setup({ onResolve }) {
      onResolve({ filter: /\/runMcp\.ts$/ }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: './mcp.cjs', external: true } : undefined,
      );
    },
  };
}

/** Of the Kubernetes client only what is imported goes in: 60 KB instead of 3 MB. Its modules do nothing when loaded, but its package does not say so. */
function withoutUnusedModels() {
  const resolved = Symbol('resolved');
  return {
    name: 'without unused models',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^(?:@kubernetes\/client-node$|\.\.?\/)/ }, async ({ path: name, pluginData, ...from }) => {
        const isOurs = name.startsWith('@') || /[\\/]@kubernetes[\\/]client-node[\\/]/.test(from.importer);
        if (!isOurs || pluginData === resolved) return undefined;
        return { ...(await resolve(name, { ...from, pluginData: resolved })), sideEffects: false };
      });
    },
  };
}

async function buildBundles(build) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    keepNames: false,
    sourcemap: true,
    sourcesContent: false,
    // All of them stand in THIRD-PARTY-NOTICES.txt.
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [setUpLater()],
  };
  /** @param {string} file below `dist` @param {string} entry below the root */
  const bundle = async (file, entry, options = {}) => {
    const outfile = path.join(dist, file);
    const entryPoints = [path.join(root, entry)];
    const { metafile } = await build({ ...common, external: ['vscode'], ...options, entryPoints, outfile });
    writeFileSync(outfile.replace(/\.c?js$/, '.meta.json'), JSON.stringify(metafile));
  };
  await bundle('service.cjs', 'server/host/service.ts');
  const program = {
    banner: { js: '#!/usr/bin/env node' },
    plugins: [serviceApart(), assistantsApart(), setUpLater()],
  };
  await bundle('server.cjs', 'server/host/node.ts', program);
  await bundle('cli.cjs', 'server/host/cli.ts', program);
  for (const name of ['server.cjs', 'cli.cjs']) chmodSync(path.join(dist, name), 0o755);
  const withService = { plugins: [serviceApart(), setUpLater()] };
  await bundle('language.cjs', 'server/host/createLanguageService.ts', withService);
  await bundle('languageServer.cjs', 'server/host/runLanguageServer.ts', withService);
  await bundle('mcp.cjs', 'server/host/assistants/runMcp.ts', withService);
  await bundle('definitions.cjs', 'server/host/definitions.ts');
  await bundle('judge.cjs', 'server/host/answeringJudge.ts');
  await bundle('thread.cjs', 'server/host/thread.ts');
  await bundle('client.cjs', 'client/node.ts', {
    // Left as it is, an import() would go past the editor's require(), the only way to the module `vscode`.
    supported: { 'dynamic-import': false },
    plugins: [clusterApart()],
  });
  await bundle('cluster.cjs', 'client/clusterFeatures.ts', {
    // `pg` asks for its native variant only where a program wants that.
    external: ['vscode', 'pg-native'],
    plugins: [withoutUnusedModels()],
  });
  const browser = { platform: 'browser', target: 'es2022' };
  // VS Code for the Web takes CommonJS only, which it knows by the ending.
  await bundle('browser/client.cjs', 'client/browser.ts', browser);
  // A worker is one script: it cannot load `service.cjs`, and has the service in itself.
  await bundle('browser/server.js', 'server/host/browser.ts', { ...browser, format: 'iife' });
}

/** What the package contains of others, and their licences. */
function buildNotices() {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.meta.json'));
  const metafiles = names.map((name) => JSON.parse(readFileSync(path.join(dist, name), 'utf8')));
  writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, metafiles));
}

/** The pages of all rules in one file, for editors that open files only: the npm package has it. Others ask the server for a page. */
function copyRules() {
  cpSync(path.join(root, 'docs/RULES.md'), path.join(dist, 'RULES.md'));
}

/** What settings files may say about rules, which package.json names, and what configuration files may say, for editors without the server. */
async function buildJsonSchemas(loadTypeScript) {
  const { settingsSchema } = await loadTypeScript('tools/settingsSchema.ts');
  const { configurationSchema } = await loadTypeScript('tools/configurationSchema.ts');
  writeFileSync(path.join(dist, 'settings.schema.json'), JSON.stringify(settingsSchema()));
  writeFileSync(path.join(dist, 'configuration.schema.json'), JSON.stringify(configurationSchema(root)));
}

/** snippets/<pack>/<name>.yaml: first line `# <title>`, then a manifest with tab stops. */
function buildSnippets() {
  const folder = path.join(root, 'snippets');
  // Operators first: what every cluster has is seldom what somebody opens an empty file for.
  const isCommon = (pack) => Number(pack === 'kubernetes');
  const byName = existsSync(folder) ? readdirSync(folder).sort() : [];
  const packs = byName.toSorted((a, b) => isCommon(a) - isCommon(b));
  const snippets = packs.flatMap((pack) =>
    readdirSync(path.join(folder, pack))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => readSnippet(readFileSync(path.join(folder, pack, name), 'utf8'))),
  );
  writeFileSync(path.join(dist, 'snippets.json'), JSON.stringify(snippets));
}

function readSnippet(file) {
  const [first = '', ...lines] = file.replaceAll('\r\n', '\n').split('\n');
  const text = lines.join('\n');
  const field = (key) => new RegExp(`^${key}: (\\S+)`, 'm').exec(text)?.[1];
  return { title: first.replace(/^# */, ''), apiVersion: field('apiVersion'), kind: field('kind'), text };
}

/** A file a language for the editor and the server alike, and one with help on fields. */
function copyWords() {
  mkdirSync(path.join(dist, 'l10n'), { recursive: true });
  for (const name of readdirSync(path.join(root, 'l10n')).filter((each) => /^(?:bundle|help)\.l10n\./.test(each))) {
    const words = JSON.parse(readFileSync(path.join(root, 'l10n', name), 'utf8'));
    writeFileSync(path.join(dist, 'l10n', name), JSON.stringify(words));
  }
}
