import type { Location, Position } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { rangeOf } from '../findingSpan.ts';
import { offsetIn, placeOf } from '../workspace/manifestFile.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { locate, writtenNamesAt } from './nameAt.ts';
import { queryOf } from '../workspace/nameQuery.ts';

/**
 * Where the name under the cursor comes from; of a Secret that the operator makes, the field that causes it; of a kind and its
 * version, the definition.
 */
export function definition(context: LanguageContext, file: ManifestFile, position: Position): Location[] {
  const names = writtenNamesAt(context, file, position);
  const declarations = names.flatMap((name) => context.names.find('declares', queryOf(name)));
  const written = declarations.filter(({ entry }) => entry.derived === undefined);
  const found = locate(written.length > 0 ? written : declarations);
  return found.length > 0 ? found : definitionOfKind(context, file, position);
}

function definitionOfKind({ definitions }: LanguageContext, file: ManifestFile, position: Position): Location[] {
  const placed = file.at(position);
  const { slot } = placed;
  if (slot.isTooLarge) return [];
  const offset = offsetIn(placed, position);
  // Other lines are not parsed for it.
  if (!/^\s*(?:- +)?["']?(?:kind|apiVersion)/.test(slot.text.slice(slot.text.lastIndexOf('\n', offset - 1) + 1)))
    return [];
  const hit = slot.document.nodeAt(offset);
  const key = hit?.node.path.at(-1);
  if (hit?.on !== 'value' || (key !== 'kind' && key !== 'apiVersion')) return [];
  const resource = slot.resources.find(({ root }) => root.at(key).span.start === hit.node.span.start);
  const found = resource && definitions.find(resource.identity, slot.uri);
  const home = found && found.cluster === undefined ? placeOf(found.slot) : undefined;
  return found && home ? [{ uri: found.slot.uri, range: rangeOf(home, found.head.span, true) }] : [];
}
