import type { FileEdit } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { diagnose } from './diagnose.ts';
import { safeEdits } from './safeEdits.ts';

/** The safe fixes of a file, as far as they do not overlap; the rest waits for a second run. */
export function fixAll(context: LanguageContext, file: ManifestFile): FileEdit[] {
  return safeEdits(diagnose(context, file));
}
