import type { Range } from '../answers.ts';
import { findingSpan, rangeOf } from '../findingSpan.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { findField } from './findField.ts';
import { placedResources } from './writtenResources.ts';

/** Where fields of a resource stand, within one line each; `undefined` for all of them if there is no such resource. */
export function locateFields(file: ManifestFile, index: number, fields: readonly string[]): (Range | undefined)[] {
  const found = placedResources(file)[index];
  if (!found) return fields.map(() => undefined);
  const { resource, placed } = found;
  return fields.map((field) => rangeOf(placed, findingSpan({ node: findField(resource.root, field) }), true));
}
