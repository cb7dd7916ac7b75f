import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleFor } from '../bundleFor.mjs';
import { dist, root } from '../paths.mjs';
import { summary } from '../stats.mjs';

const child = path.join(import.meta.dirname, 'rulesChild.mjs');
const manifest = path.join(root, 'examples', 'crunchy', 'production.yaml');

/**
 * What the rules of a definition (`x-kubernetes-validations`) cost on the kind that has most of them: with the first document of
 * a process, where they are read and made ready, and with each check after that. In ms, each run in a fresh process.
 */
export async function measureRules(node, runs) {
  const bundle = await bundleFor(
    'rules',
    `export { createSchemaFiles } from './server/host/schemaFiles.ts';
export { trustingMatcher } from './server/language/cel/matcher.ts';
export { checkRules } from './server/language/schema/checkRules.ts';
export { validateResource } from './server/language/schema/validate.ts';
export { parseDocument, splitDocuments } from './server/language/yaml/index.ts';`,
  );
  const measured = Array.from({ length: runs }, () => {
    const { status, stdout, stderr } = spawnSync(node, [child, bundle, dist, manifest], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`rules: ${stderr}`);
    return JSON.parse(stdout);
  });
  return {
    first: summary(measured.map(({ first }) => first)),
    again: summary(measured.flatMap(({ again }) => again)),
    schema: summary(measured.flatMap(({ schema }) => schema)),
  };
}
