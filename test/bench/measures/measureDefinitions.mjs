import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleFor } from '../bundleFor.mjs';
import { cacheFolder, dist, root } from '../paths.mjs';
import { summary } from '../stats.mjs';

const child = path.join(import.meta.dirname, 'definitionsChild.mjs');
const manifest = path.join(root, 'examples', 'crunchy', 'production.yaml');

/**
 * What a definition costs that is read at run time, as large as the largest that operators bring: its head, when files are read;
 * the schema of one version, in a thread of its own, with the longest wait of the others meanwhile; and its rules with each
 * check after that. In ms, each run in a fresh process, with what an earlier session has compiled; of the processor where the name says so.
 * @param {string} node @param {number} runs
 */
export async function measureDefinitions(node, runs) {
  const bundle = await bundleFor(
    'definitions',
    `export { createSchemaFiles } from './server/host/schemaFiles.ts';
export { DefinitionWorker } from './server/host/definitions/definitionWorker.ts';
export { startCompiler } from './server/host/definitions/startCompiler.ts';
export { readHeads } from './server/language/definitions/readHeads.ts';
export { linearMatcher } from './server/language/cel/matcher.ts';
export { checkRules } from './server/language/schema/checkRules.ts';
export { validateResource } from './server/language/schema/validate.ts';
export { parseDocument, splitDocuments } from './server/language/yaml/index.ts';`,
  );
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(cacheFolder, 'compiled') };
  // The first one is the earlier session.
  const [, ...measured] = Array.from({ length: 1 + runs }, () => {
    const { status, stdout, stderr } = spawnSync(node, [child, bundle, dist, manifest], { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`definitions: ${stderr}`);
    return JSON.parse(stdout);
  });
  const of = (name) => summary(measured.map((each) => each[name]));
  return {
    megabytes: measured[0].megabytes,
    ...{ bundled: of('bundled'), head: of('head'), ready: of('ready'), ofProcessor: of('ofProcessor') },
    longestWait: of('longestWait'),
    again: summary(measured.flatMap(({ again }) => again)),
  };
}
