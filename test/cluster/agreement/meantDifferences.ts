import { parse } from 'yaml';
import { expandFile } from '../../../schemas/compiler/expandFile.ts';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import { newReport } from '../../../schemas/compiler/schemaFile.ts';
import { compareTrees } from '../../../tools/schemas/compareTrees.ts';
import type { Difference } from '../../../tools/schemas/compareTrees.ts';
import { readKubernetesTypes } from '../../../tools/schemas/readKubernetesTypes.ts';
import { readSchemaFiles } from '../../../tools/schemas/readSchemaFiles.ts';
import { reasonAt } from '../../../tools/schemas/reasonAt.ts';
import { treeAtVersion } from '../../../tools/schemas/treeAtVersion.ts';
import { root } from '../../support/fixtures.ts';
import type { Place } from './json.ts';

/** Why a pack says more of a place than the definition of the kind does; `undefined`: it does not, or nobody says why. */
export type ReasonAt = (kind: string, place: Place) => string | undefined;

/**
 * Compares what is authored of a kind with its definition when it is first asked for, as `npm run conformance` does: what is meant to
 * differ has a reason there.
 * @param definitions a document each
 * @param versionOf the operator's, by an API group
 */
export function meantDifferences(
  definitions: readonly string[],
  versionOf: (group: string) => string | undefined,
): ReasonAt {
  const known = new Map<string, readonly Difference[]>();
  return (kind, place) => {
    const differences = known.get(kind) ?? differencesOf(kind, definitions, versionOf);
    known.set(kind, differences);
    return reasonAt(differences, place);
  };
}

function differencesOf(
  id: string,
  definitions: readonly string[],
  versionOf: (group: string) => string | undefined,
): readonly Difference[] {
  const [group = '', apiVersion = '', kind = ''] = id.split(/[/ ]/);
  const file = readSchemaFiles(root, []).find((each) => `${each.apiVersion} ${each.kind}` === id);
  const served = definitions
    .filter((text) => text.includes(`group: ${group}\n`) && text.includes(`kind: ${kind}\n`))
    .map((text) => readCrd(parse(text, { maxAliasCount: -1 })))
    .find((crd) => crd?.group === group && crd.kind === kind)
    ?.versions.find(({ name }) => name === apiVersion);
  if (file === undefined || served === undefined) return [];
  const types = readKubernetesTypes(root, []);
  const [tree, version] = [expandFile(file, types, newReport()), versionOf(group)];
  return compareTrees(version === undefined ? tree : treeAtVersion(tree, version), served.tree(types)).differences;
}
