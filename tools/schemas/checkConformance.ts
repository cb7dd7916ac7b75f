import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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
import { readYaml } from './readYaml.ts';
import { treeAtVersion } from './treeAtVersion.ts';

export interface ConformanceOptions {
  /** Prints differences that have a reason one by one. */
  readonly known?: boolean;
  /** The folders hold every version that the schemas speak of: an `x-deviates` that none of them needs is a difference. */
  readonly complete?: boolean;
  /** Version of the operator that the CRDs are of: what our schemas say about it is compared. Absent: what holds if none is known. */
  readonly version?: string;
  /** Read from the folder when absent. */
  readonly types?: KubernetesTypes;
}

export interface Conformance {
  /** What to tell a person. */
  readonly lines: readonly string[];
  readonly failures: number;
}

/**
 * Compares the authored schemas below `root` with the CRDs in the folders. A kind, or a version that is served, without a schema
 * is a difference as well, unless `schemas/uncovered.yaml` says why there is none.
 * @throws {Error} with the system's words if a folder cannot be read.
 */
export function checkConformance(
  root: string,
  folders: readonly string[],
  options: ConformanceOptions = {},
): Conformance {
  const report = newReport();
  const types = options.types ?? readKubernetesTypes(root, report.problems);
  const files = readSchemaFiles(root, report.problems);
  const trees = new Map(
    files.map((file) => {
      const tree = expandFile(file, types, report);
      const atVersion = options.version === undefined ? tree : treeAtVersion(tree, options.version);
      return [`${file.apiVersion} ${file.kind}`, atVersion];
    }),
  );
  const uncovered = readUncovered(root, trees, report.problems);
  const served = folders.flatMap((folder) => {
    const kinds = readFolder(folder);
    if (kinds.length === 0) report.problems.push(`${folder} holds no CRDs`);
    return kinds;
  });
  const { lines, failures } = compareAll(fullest(served), trees, uncovered, types, options.known === true);
  const unneeded = options.complete === true ? unneededReasons(served, trees, types) : [];
  const { problems, fields, fieldsWithHelp, kubernetesFields } = report;
  const help = `${String(fieldsWithHelp)} of ${String(fields)} fields have help, besides ${String(kubernetesFields)} of the Kubernetes API.`;
  return {
    lines: [...problems, ...lines, ...unneeded, help],
    failures: failures + problems.length + unneeded.length,
  };
}

/** Of each kind the places with `x-deviates` that differ from none of its CRDs, whose API versions share definitions. */
function unneededReasons(
  served: readonly ServedKind[],
  trees: ReadonlyMap<string, SchemaTree>,
  types: KubernetesTypes,
): string[] {
  const left = new Map<string, ReadonlyMap<string, string>>();
  for (const { id, version } of served) {
    const tree = trees.get(id);
    if (tree === undefined) continue;
    const kind = id.replace(/\/\S+/, '');
    const { unneeded } = compareTrees(tree, version.tree(types));
    const before = left.get(kind) ?? unneeded;
    left.set(kind, new Map([...before].filter(([path]) => unneeded.has(path))));
  }
  return [...left].flatMap(([kind, places]) =>
    [...places].map(([path, reason]) => `${kind}: unneeded ${path}: nothing differs here (x-deviates: ${reason})`),
  );
}

/** Reasons by `apiVersion kind`. */
function readUncovered(
  root: string,
  trees: ReadonlyMap<string, SchemaTree>,
  problems: string[],
): ReadonlyMap<string, string> {
  const path = join(root, 'schemas', 'uncovered.yaml');
  const file = existsSync(path) ? readYaml(path, relative(root, path), problems) : undefined;
  const entries = Object.entries(file?.content ?? {}).map(([id, reason]) => [id, String(reason)] as const);
  for (const [id] of entries) if (trees.has(id)) file?.report([id], `${id} has a schema`);
  return new Map(entries);
}

interface ServedKind {
  readonly id: string;
  readonly file: string;
  readonly version: CrdVersion;
  /** Characters of the CRD. */
  readonly size: number;
}

/** Of two CRDs of a kind (a bundle often says less) the one that says more. */
function fullest(kinds: readonly ServedKind[]): readonly ServedKind[] {
  const found = new Map<string, ServedKind>();
  for (const kind of kinds) {
    const other = found.get(kind.id);
    if (other === undefined || other.size < kind.size) found.set(kind.id, kind);
  }
  return [...found.values()];
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
  crds: readonly ServedKind[],
  trees: ReadonlyMap<string, SchemaTree>,
  uncovered: ReadonlyMap<string, string>,
  types: KubernetesTypes,
  showKnown: boolean,
): Conformance {
  const lines: string[] = [];
  let [compared, failures, known] = [0, 0, 0];
  for (const { id, file, version } of crds) {
    const tree = trees.get(id);
    if (tree === undefined) {
      const reason = uncovered.get(id);
      if (reason === undefined) failures += 1;
      else known += 1;
      lines.push(reason === undefined ? `${id}: missing: no schema (${file})` : `${id}: no schema: ${reason}`);
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
    `${String(crds.length)} kinds, ${String(compared)} places compared: ${String(failures)} differences, ${String(known)} known.`,
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
