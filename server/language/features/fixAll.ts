import type { FileEdit, Problem } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { diagnose } from '../problems/diagnose.ts';
import { safeEdits } from './safeEdits.ts';

/**
 * The safe fixes of a file, as far as they do not overlap; the rest waits for a second run.
 * @param rule only what it finds, and also what is for a person to confirm, who has named it
 */
export function fixAll(context: LanguageContext, file: ManifestFile, rule?: string): FileEdit[] {
  const problems = diagnose(context, file);
  if (rule === undefined) return safeEdits(problems);
  return safeEdits(problemsOf(rule, problems), true);
}

/** Those of a rule that have a fix to what is written; resources that are to be added are added one by one. */
export function problemsOf(rule: string, problems: readonly Problem[]): Problem[] {
  return problems.filter(({ code, fixes: [first] }) => code === rule && first !== undefined && !first.newFile);
}
