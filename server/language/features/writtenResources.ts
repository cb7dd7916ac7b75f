import type { Resource } from '../../../schemas/contract/index.ts';
import type { Range, WrittenResource } from '../answers.ts';
import { rangeOf } from '../findingSpan.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { isBroken } from '../yaml/index.ts';

/** A resource of a file, with the document that it stands in. */
export interface PlacedResource {
  readonly resource: Resource;
  readonly placed: PlacedSlot;
  readonly content: Content;
}

type Content = Pick<WrittenResource, 'value' | 'incomplete'>;

/** Every resource of a file as kubectl reads it, whether a pack claims it or not. */
export function writtenResources(file: ManifestFile): WrittenResource[] {
  return placedResources(file).map(({ resource: { identity, root }, placed, content }, index) => ({
    index,
    identity,
    ...content,
    range: root.path.length > 0 ? rangeOf(placed, root.span) : wholeDocument(placed),
    kindRange: rangeOf(placed, root.at('kind').span),
  }));
}

/** In the order of the file; the place in this list is what a resource is called by from outside. */
export function placedResources(file: ManifestFile): PlacedResource[] {
  return file.placed().flatMap((placed) => {
    const contents = placed.slot.memo(contentsKey, () => readContents(placed.slot));
    return placed.slot.resources.flatMap((resource, number) => {
      const content = contents[number];
      return content ? [{ resource, placed, content }] : [];
    });
  });
}

const contentsKey = Symbol('contents of resources');

function readContents({ document, resources }: ManifestSlot): readonly Content[] {
  const isGuess = isBroken(document);
  return resources.map(({ root: { value } }) => {
    const isGap = holdsUnknown(value);
    return { value: isGap ? withNulls(value) : value, ...(isGap || isGuess ? { incomplete: true } : {}) };
  });
}

/** From the start of its first line. */
function wholeDocument(placed: PlacedSlot): Range {
  return rangeOf(placed, { start: 0, end: placed.slot.text.length });
}

/** Most resources have no placeholder: their value is given out as it is. */
function holdsUnknown(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnknown);
}

function withNulls(value: unknown): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withNulls(each)]));
}
