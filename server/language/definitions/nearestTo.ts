import type { ManifestSlot } from '../workspace/manifestSlot.ts';

/** What stands in a document of a file. */
interface Placed {
  readonly slot: ManifestSlot;
}

/**
 * Of several definitions of a kind the one whose file shares most folders with another file. Two that are as near and say
 * something else contradict each other (two releases in one repository), and neither counts.
 */
export function nearestTo<T extends Placed>(uri: string, definitions: readonly T[]): T | undefined {
  const [only, ...others] = definitions;
  if (others.length === 0) return only;
  const shared = definitions.map(({ slot }) => sharedFolders(slot.uri, uri));
  const most = shared.reduce((before, each) => Math.max(before, each));
  const near = definitions.filter((_, index) => shared[index] === most);
  const [first] = near;
  return near.every(({ slot }) => slot.text === first?.slot.text) ? first : undefined;
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  let count = 0;
  while (count < left.length && left[count] === right[count]) count += 1;
  return count;
}
