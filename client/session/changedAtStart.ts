import { isDeepStrictEqual } from 'node:util';
import type { Recipe } from '../../schemas/contract/recipe.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { resourceFromJson } from './jsonResource.ts';

/** Last parts of the fields that changed and that running pods do not take in. Empty as well where nothing ran before. */
export function changedAtStart(
  { readAtStart = [] }: Recipe,
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): readonly string[] {
  if (!before) return [];
  const [old, now] = [resourceFromJson(before).root, resourceFromJson(after).root];
  return readAtStart
    .map((field) => field.split('.'))
    .filter((path) => !isDeepStrictEqual(old.at(...path).value, now.at(...path).value))
    .map((path) => path.at(-1) ?? '');
}
