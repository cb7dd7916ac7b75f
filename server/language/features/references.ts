import type { Location, Position } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { PlacedName } from '../workspace/placedName.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import { locate, namesAt, writtenNamesAt } from './nameAt.ts';
import { queryOf } from '../workspace/nameQuery.ts';

/**
 * Everything that means the name under the cursor. On a field that causes a Secret, also what refers to that Secret: it
 * answers what depends on the field.
 */
export function references(
  context: LanguageContext,
  file: ManifestFile,
  position: Position,
  withDeclaration: boolean,
): Location[] {
  const names = withWhatTheyCause(namesAt(context, file, position));
  const uses = names.flatMap((name) => usesOf(context, name, withDeclaration && name.derived === undefined));
  return locate(uses);
}

/** The same name in the same file. */
export function documentHighlights(context: LanguageContext, file: ManifestFile, position: Position): Location[] {
  const uses = writtenNamesAt(context, file, position).flatMap((name) => usesOf(context, name, true));
  return locate(uses.filter(({ uri, entry }) => uri === file.uri && entry.derived === undefined));
}

export function usesOf(context: LanguageContext, name: IndexedName, withDeclaration: boolean): readonly PlacedName[] {
  const declares = context.names.find('declares', queryOf(name));
  const refers = context.names.find('refers', queryOf(kustomizedOrigin(declares) ?? name));
  return withDeclaration ? [...declares, ...refers] : refers;
}

/** The declaration of a name that Kustomize changes: it knows all names by which others mean it. */
export function kustomizedOrigin(declares: readonly PlacedName[]): IndexedName | undefined {
  return declares.find(({ entry }) => entry.moves !== undefined && entry.kustomized)?.entry;
}

/** The characters at the place are the name: not a field that merely causes it. */
export function isWritten({ entry, slot }: PlacedName): boolean {
  if (entry.derived !== undefined) return false;
  const text = slot.text.slice(entry.span.start, entry.span.end);
  return text === entry.name || text.slice(1, -1) === entry.name;
}

/** Keys of a Secret count with the Secret. */
function withWhatTheyCause(names: readonly IndexedName[]): IndexedName[] {
  return names.filter(({ derived, within }) => derived === undefined || within === undefined);
}
