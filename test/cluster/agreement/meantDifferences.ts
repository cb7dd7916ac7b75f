import { parse } from 'yaml';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import { newReport } from '../../../schemas/compiler/schemaFile.ts';
import { compareTrees } from '../../../tools/schemas/compareTrees.ts';
import type { Difference } from '../../../tools/schemas/compareTrees.ts';
import { readAuthoredTrees } from '../../../tools/schemas/readAuthoredTrees.ts';
import { readKubernetesTypes } from '../../../tools/schemas/readKubernetesTypes.ts';
import { reasonAt } from '../../../tools/schemas/reasonAt.ts';
import { treeAtVersion } from '../../../tools/schemas/treeAtVersion.ts';
import { root } from '../../support/fixtures.ts';
import type { Place } from './json.ts';

/** Why a pack says more of a place than the definition of the kind does; `undefined`: it does not, or nobody says why. */
export type ReasonAt = (kind: string, place: Place) => string | undefined;

/**
 * Compares what is authored with definitions, as `npm run conformance` does: what is meant to differ has a reason there.
 * @param definitions a document each
 * @param versionOf the operator's, by an API group
 */
export function meantDifferences(
  definitions: readonly string[],
  versionOf: (group: string) => string | undefined,
): ReasonAt {
  const types = readKubernetesTypes(root, []);
  const authored = readAuthoredTrees(root, types, newReport());
  const found = new Map<string, readonly Difference[]>();
  for (const text of definitions) {
    const crd = readCrd(parse(text, { maxAliasCount: -1 }));
    const version = versionOf(crd?.group ?? '');
    for (const served of crd?.versions ?? []) {
      const kind = `${crd?.group ?? ''}/${served.name} ${crd?.kind ?? ''}`;
      const tree = authored.get(kind);
      if (tree === undefined) continue;
      const ours = version === undefined ? tree : treeAtVersion(tree, version);
      found.set(kind, compareTrees(ours, served.tree(types)).differences);
    }
  }
  return (kind, place) => reasonAt(found.get(kind) ?? [], place);
}
