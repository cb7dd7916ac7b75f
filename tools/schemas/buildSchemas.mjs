import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTree } from './compileTree.mjs';
import { expandFile, newReport } from './expandSchema.mjs';
import { readSchemaFiles } from './readSchemaFile.mjs';

/**
 * Compiles every authored schema below `root` into `<n>.json` (CompiledSchema), `<n>.help.json` (FieldHelp[]) and
 * `index.json` in `outFolder`, which is emptied first. Throws an Error whose message lists every problem as
 * `file:line sentence`; `strict`: a field without help is one. Returns what there is to report.
 */
export function buildSchemas(root, outFolder, options = {}) {
  const report = newReport();
  const kinds = readSchemaFiles(root, report.problems).map((file) => compileFile(file, report));
  if (options.strict) report.problems.push(...report.undescribed);
  if (report.problems.length > 0) throw new Error(report.problems.join('\n'));
  mkdirSync(outFolder, { recursive: true });
  for (const name of readdirSync(outFolder)) if (name.endsWith('.json')) rmSync(join(outFolder, name));
  const index = kinds.map(({ apiVersion, kind }, number) => ({ apiVersion, kind, file: String(number) }));
  const write = (name, value) => {
    const text = JSON.stringify(value);
    writeFileSync(join(outFolder, name), text);
    return text.length;
  };
  const written = kinds.map(({ schema, help, treeNodes }, number) => ({
    id: schema.id,
    treeNodes,
    nodes: schema.nodes.length,
    bytes: write(`${number}.json`, schema),
    helpBytes: write(`${number}.help.json`, help),
  }));
  write('index.json', index);
  return { ...report, kinds: written };
}

function compileFile(file, report) {
  const { apiVersion, kind } = file;
  return { apiVersion, kind, ...compileTree(`${apiVersion} ${kind}`, expandFile(file, report)) };
}
