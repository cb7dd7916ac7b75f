import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTree } from '../../schemas/compiler/compileTree.ts';
import { expandFile } from '../../schemas/compiler/expandFile.ts';
import { newReport } from '../../schemas/compiler/schemaFile.ts';
import type { CompileReport, KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import { readKubernetesTypes } from './readKubernetesTypes.ts';
import { readSchemaFiles } from './readSchemaFiles.ts';

export interface BuildOptions {
  /** A field without help is a problem. */
  readonly strict?: boolean;
  /** Read from the folder when absent. */
  readonly types?: KubernetesTypes;
}

export interface BuildReport extends CompileReport {
  readonly kinds: readonly BuiltKind[];
}

export interface BuiltKind {
  /** `acid.zalan.do/v1 postgresql`. */
  readonly id: string;
  /** Nodes before those that are alike became one. */
  readonly treeNodes: number;
  readonly nodes: number;
  readonly bytes: number;
  readonly helpBytes: number;
}

/**
 * Compiles every authored schema below `root` into `<n>.json` (CompiledSchema), `<n>.help.json` (FieldHelp[]) and
 * `index.json` in `outFolder`, which is emptied first.
 * @throws {Error} whose message lists every problem as `file:line sentence`.
 */
export function buildSchemas(root: string, outFolder: string, options: BuildOptions = {}): BuildReport {
  const report = newReport();
  const { problems } = report;
  const types = options.types ?? readKubernetesTypes(root, problems);
  const kinds = readSchemaFiles(root, problems).map((file) => {
    const { apiVersion, kind } = file;
    return { apiVersion, kind, ...compileTree(`${apiVersion} ${kind}`, expandFile(file, types, report)) };
  });
  if (options.strict === true) for (const line of report.undescribed) problems.push(line);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  mkdirSync(outFolder, { recursive: true });
  for (const name of readdirSync(outFolder)) if (name.endsWith('.json')) rmSync(join(outFolder, name));
  const write = (name: string, value: unknown): number => {
    const text = JSON.stringify(value);
    writeFileSync(join(outFolder, name), text);
    return text.length;
  };
  const written = kinds.map(({ schema, help, treeNodes }, number) => ({
    id: schema.id,
    treeNodes,
    nodes: schema.nodes.length,
    bytes: write(`${String(number)}.json`, schema),
    helpBytes: write(`${String(number)}.help.json`, help),
  }));
  write(
    'index.json',
    kinds.map(({ apiVersion, kind }, number) => ({ apiVersion, kind, file: String(number) })),
  );
  return { ...report, kinds: written };
}
