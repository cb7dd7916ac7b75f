import type { Edit, Fix } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { asManifestNode, type YamlNode } from './node.ts';

/**
 * For a key that stands twice: the entry above goes, which kubectl drops anyway, or two lists become one. A person decides,
 * for what is dropped may be what was meant.
 */
export function duplicateFixes(dropped: YamlNode, kept: YamlNode): readonly Fix[] {
  const key = String(kept.key);
  const remove: Edit = { do: 'remove', node: asManifestNode(dropped) };
  const removed: Fix = { title: say`Remove the \`${key}\` above`, edits: [remove], safe: false };
  const missing = itemsOnlyIn(dropped, kept);
  if (missing === undefined || missing.length === 0) return [removed];
  const node = asManifestNode(kept);
  const appended = missing.map((value): Edit => ({ do: 'append', node, value }));
  return [{ title: say`Merge both lists`, edits: [remove, ...appended], safe: false }, removed];
}

/** Texts and numbers of one list that the other has not; `undefined`: these are no two lists of such. */
function itemsOnlyIn(one: YamlNode, other: YamlNode): readonly (string | number)[] | undefined {
  if (one.kind !== 'list' || other.kind !== 'list') return undefined;
  const known = new Set(other.children.map(({ value }) => value));
  const values = one.children.map(({ value }) => value);
  return values.every(isPlain) ? values.filter((value) => !known.has(value)) : undefined;
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
