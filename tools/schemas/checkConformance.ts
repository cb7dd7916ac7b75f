import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { expandFile } from '../../schemas/compiler/expandFile.ts';
import { readCrd } from '../../schemas/compiler/readCrd.ts';
import type { CrdVersion } from '../../schemas/compiler/readCrd.ts';
import { newReport } from '../../schemas/compiler/schemaFile.ts';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import type { SchemaTree } from '../../schemas/compiler/schemaTree.ts';
import { compareTrees } from './compareTrees.ts';
import type { Difference } from './compareTrees.ts';
import { readKubernetesTypes } from './readKubernetesTypes.ts';
import { readSchemaFiles } from './readSchemaFiles.ts';

export interface Conformance {
  /** What to tell a person. */
  readonly lines: readonly string[];
  readonly failures: number;
}

/**
 * Compares the authored schemas below `root` with the CRDs in the folders.
 * @param showKnown prints differences that have a reason one by one.
 * @throws {Error} with the system's words if a folder cannot be read.
 */
export function checkConformance(root: string, folders: readonly string[], showKnown: boolean): Conformance {
  const report = newReport();
  const types = readKubernetesTypes(root, report.problems);
  const files = readSchemaFiles(root, report.problems);
  const trees = new Map(files.map((file) => [`${file.apiVersion} ${file.kind}`, expandFile(file, types, report)]));
  const { lines, failures } = compareAll(readCrds(folders), trees, types, showKnown);
  const { problems, fields, fieldsWithHelp, kubernetesFields } = report;
  const help = `${String(fieldsWithHelp)} of ${String(fields)} fields have help, besides ${String(kubernetesFields)} of the Kubernetes API.`;
  return { lines: [...problems, ...lines, help], failures: failures + problems.length };
}

interface ServedKind {
  readonly id: string;
  readonly file: string;
  readonly version: CrdVersion;
  /** Characters of the CRD. */
  readonly size: number;
}

/** Of two CRDs of a kind (a bundle often says less) the one that says more. */
function readCrds(folders: readonly string[]): ReadonlyMap<string, ServedKind> {
  const found = new Map<string, ServedKind>();
  for (const kind of folders.flatMap(readFolder)) {
    const other = found.get(kind.id);
    if (other === undefined || other.size < kind.size) found.set(kind.id, kind);
  }
  return found;
}

function readFolder(folder: string): ServedKind[] {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), 'utf8')).flatMap((document) => {
      const content: unknown = document.toJS();
      const crd = readCrd(content);
      const size = JSON.stringify(content).length;
      return (crd?.versions ?? []).map((version) => ({
        id: `${crd?.group ?? ''}/${version.name} ${crd?.kind ?? ''}`,
        file,
        version,
        size,
      }));
    }),
  );
}

function compareAll(
  crds: ReadonlyMap<string, ServedKind>,
  trees: ReadonlyMap<string, SchemaTree>,
  types: KubernetesTypes,
  showKnown: boolean,
): Conformance {
  const lines: string[] = [];
  let [compared, failures, known] = [0, 0, 0];
  for (const { id, file, version } of crds.values()) {
    const tree = trees.get(id);
    if (tree === undefined) {
      lines.push(`${id}: no schema, so not compared (${file})`);
      continue;
    }
    const result = compareTrees(tree, version.tree(types));
    compared += result.compared;
    for (const { kind, path, text, reason } of result.differences) {
      if (reason === undefined) failures += 1;
      else known += 1;
      if (reason === undefined) lines.push(`${id}: ${kind} ${path}: ${text}`);
      else if (showKnown) lines.push(`${id}: known ${kind} ${path}: ${text} (${reason})`);
    }
    for (const line of reasonsOf(result.differences)) lines.push(`${id}: ${line}`);
  }
  lines.push(
    `${String(crds.size)} kinds, ${String(compared)} places compared: ${String(failures)} differences, ${String(known)} known.`,
  );
  return { lines, failures };
}

/** Known differences, one line per reason. */
function reasonsOf(differences: readonly Difference[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { reason, path } of differences) {
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), path]);
  }
  return [...reasons].map(([reason, paths]) => {
    const more = paths.length > 3 ? ` and ${String(paths.length - 3)} more` : '';
    return `known ${paths.slice(0, 3).join(', ')}${more}: ${reason}`;
  });
}
