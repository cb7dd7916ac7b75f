import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import { compileTables } from '../../schemas/compiler/compileTables.ts';
import { expandFile } from '../../schemas/compiler/expandFile.ts';
import { newReport } from '../../schemas/compiler/schemaFile.ts';
import type { CompileReport, KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import { helpFile, indexFile, nodesFile, sharedTable, typesFile, writeNodes } from '../../server/host/schemaTables.ts';
import type { IndexedKind } from '../../server/host/schemaTables.ts';
import { reachOf } from '../../server/language/schema/ruleReach.ts';
import { readKubernetesTypes } from './readKubernetesTypes.ts';
import { readSchemaFiles } from './readSchemaFiles.ts';

export interface BuildOptions {
  /** A field without help is a problem. */
  readonly strict?: boolean;
  /** Read from the folder when absent. */
  readonly types?: KubernetesTypes;
}

export interface BuildReport extends CompileReport {
  readonly kinds: number;
  readonly tables: readonly BuiltTable[];
}

export interface BuiltTable {
  /** That of a pack, or `shared`. */
  readonly name: string;
  readonly nodes: number;
  /** Characters of its nodes, and of their help. */
  readonly size: number;
  readonly helpSize: number;
}

/**
 * Compiles every authored schema below `root` into the files of `server/host/schemaTables.ts` in `outFolder`, which is emptied
 * first.
 * @throws {Error} whose message lists every problem as `file:line sentence`.
 */
export function buildSchemas(root: string, outFolder: string, options: BuildOptions = {}): BuildReport {
  const report = newReport();
  const { problems } = report;
  const types = options.types ?? readKubernetesTypes(root, problems);
  const files = readSchemaFiles(root, problems);
  const kinds = files.map((file) => ({ pack: file.pack, tree: expandFile(file, types, report) }));
  if (options.strict === true) for (const line of report.undescribed) problems.push(line);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const { shared, packs, roots } = compileTables(kinds);
  mkdirSync(outFolder, { recursive: true });
  for (const name of readdirSync(outFolder)) if (/\.jsonl?$/.test(name)) rmSync(join(outFolder, name));
  const write = (name: string, text: string): number => {
    writeFileSync(join(outFolder, name), text);
    return text.length;
  };
  const tables = [[sharedTable, shared] as const, ...packs].map(([name, { nodes, help }]) => {
    const before = name === sharedTable ? [] : shared.nodes;
    const reach = reachOf([...before, ...nodes]).subarray(before.length);
    return {
      name,
      nodes: nodes.length,
      size: write(nodesFile(name), writeNodes(nodes, reach)),
      helpSize: write(helpFile(name), JSON.stringify(help)),
    };
  });
  const index = files.map(({ apiVersion, kind, pack }, number): IndexedKind => {
    return { apiVersion, kind, table: pack, root: roots[number] ?? 0 };
  });
  write(indexFile, JSON.stringify(index));
  write(typesFile, JSON.stringify(typesBelow(types, 'meta/v1/ObjectMeta')));
  return { ...report, kinds: files.length, tables };
}

/** A type with those that it refers to, by name. */
function typesBelow(types: KubernetesTypes, name: string): Readonly<Record<string, AuthoredSchema>> {
  const found: Record<string, AuthoredSchema> = {};
  const add = (each: string): void => {
    const type = types.find(each);
    if (type === undefined || Object.hasOwn(found, each)) return;
    found[each] = type;
    for (const [, below = ''] of JSON.stringify(type).matchAll(/"\$ref":"k8s:([^"]+)"/g)) add(below);
  };
  add(name);
  return found;
}
