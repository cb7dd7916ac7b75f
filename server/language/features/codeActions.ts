import { render, type Wording } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { CodeAction, Problem, Range } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { diagnose } from './diagnose.ts';
import { comparePositions, safeEdits } from './safeEdits.ts';
import { suppressionActions } from './suppressionActions.ts';

/** Fixes of the problems that a range touches, what fixes the whole file, and what switches the rules off. */
export function codeActions(context: LanguageContext, file: ManifestFile, range: Range): CodeAction[] {
  const { words } = context;
  const problems = diagnose(context, file);
  const touched = problems.filter((problem) => overlaps(problem.range, range));
  return [
    ...touched.flatMap((problem) => fixActions(problem, words)),
    ...fixAllAction(problems, words),
    ...suppressionActions(file, touched, words),
  ];
}

function fixActions(problem: Problem, words: Wording): CodeAction[] {
  return problem.fixes.flatMap((fix, index): CodeAction[] => {
    const { title } = fix;
    const edits = fix.edits();
    const newFile = fix.newFile?.();
    const action = { kind: 'quickfix', problems: [problem] } as const;
    return [
      ...(edits.length > 0 ? [{ ...action, title, preferred: index === 0, edits }] : []),
      ...(newFile
        ? [
            {
              ...action,
              title: render(say`${title} in a file of its own`, words),
              preferred: false,
              edits: [],
              newFile,
            },
          ]
        : []),
    ];
  });
}

function fixAllAction(problems: readonly Problem[], words: Wording): CodeAction[] {
  const edits = safeEdits(problems);
  if (edits.length === 0) return [];
  const title = render(say`Fix all problems of this file that are safe to fix`, words);
  return [{ title, kind: 'source.fixAll.dbManifests', preferred: false, problems: [], edits }];
}

function overlaps(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}
