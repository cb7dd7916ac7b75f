import type { Edit, ManifestNode, ManifestPath, ManifestValue } from '../../../schemas/contract/index.ts';
import type { FieldChange, FileEdit } from '../answers.ts';
import { rangeOf } from '../findingSpan.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { writeEdits } from '../yaml/index.ts';
import { placedResources } from './writtenResources.ts';

/** Edits that give fields of a resource other values, as if one change were made after the other. */
export function setFields(file: ManifestFile, index: number, changes: readonly FieldChange[]): FileEdit[] {
  const found = placedResources(file)[index];
  if (!found) return [];
  const { resource, placed } = found;
  const edits = independent(resource.root, changes).map(({ path, value }): Edit => ({
    do: 'set',
    node: resource.root.at(...path),
    value,
  }));
  return writeEdits(placed.slot.document, edits).map(({ span, text }) => ({ range: rangeOf(placed, span), text }));
}

/**
 * Changes that do not meet in the text: one that a later one overwrites is dropped, and what goes below the same
 * missing value, or below another change, becomes one with it.
 */
function independent(root: ManifestNode, changes: readonly FieldChange[]): FieldChange[] {
  let kept: FieldChange[] = [];
  for (const change of changes) {
    const { path, value } = change;
    const above = kept.find((each) => isWithin(path, each.path) && path.length > each.path.length);
    if (above) {
      const merged = { path: above.path, value: withChange(above.value, path.slice(above.path.length), value) };
      kept = kept.map((each) => (each === above ? merged : each));
      continue;
    }
    const end = writtenDepth(root, path);
    const written: FieldChange = { path: path.slice(0, end), value: withChange(undefined, path.slice(end), value) };
    kept = [...kept.filter((each) => !isWithin(each.path, path)), written];
  }
  return kept;
}

/** Number of steps up to and with the first value that has to be written, which is missing or no map or list yet. */
function writtenDepth(root: ManifestNode, path: ManifestPath): number {
  let node = root;
  for (const [depth, step] of path.entries()) {
    if (node.kind === 'missing' || (node.kind === 'scalar' && depth > 0)) return depth;
    node = node.at(step);
  }
  return path.length;
}

function isWithin(path: ManifestPath, outer: ManifestPath): boolean {
  return outer.every((step, depth) => path[depth] === step);
}

function withChange(base: ManifestValue | undefined, path: ManifestPath, value: ManifestValue): ManifestValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = Array.isArray(base) ? [...(base as readonly ManifestValue[])] : [];
    const place = Math.min(step, items.length);
    items[place] = withChange(items[place], rest, value);
    return items;
  }
  const entries = isRecord(base) ? base : {};
  const own = Object.hasOwn(entries, step) ? entries[step] : undefined;
  return { ...entries, [step]: withChange(own, rest, value) };
}

function isRecord(value: ManifestValue | undefined): value is { readonly [key: string]: ManifestValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
