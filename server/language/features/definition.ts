import type { Location, Position } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { locate, queryOf, writtenNamesAt } from './nameAt.ts';

/** Where the name under the cursor comes from; of a Secret that the operator makes, the field that causes it. */
export function definition(context: LanguageContext, file: ManifestFile, position: Position): Location[] {
  const names = writtenNamesAt(context, file, position);
  const declarations = names.flatMap((name) => context.names.find('declares', queryOf(name)));
  const written = declarations.filter(({ entry }) => entry.derived === undefined);
  return locate(written.length > 0 ? written : declarations);
}
