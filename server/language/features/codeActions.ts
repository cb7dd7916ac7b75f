import { render, type Wording } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { CodeAction, Problem, Range } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { diagnose } from '../problems/diagnose.ts';
import { problemsOf } from './fixAll.ts';
import { comparePositions, safeEdits } from './safeEdits.ts';
import { suppressionActions } from './suppressionActions.ts';

/** Fixes of the problems that a range touches, what fixes the rules everywhere, what explains them, and what switches them off. */
export function codeActions(context: LanguageContext, file: ManifestFile, range: Range): CodeAction[] {
  const { words } = context;
  const problems = diagnose(context, file);
  const touched = problems.filter((problem) => overlaps(problem.range, range));
  return [
    ...touched.flatMap((problem) => fixActions(problem, words)),
    ...rulesOf(touched).flatMap((rule) => ruleActions(context, rule, problems, touched)),
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

function rulesOf(problems: readonly Problem[]): string[] {
  return [...new Set(problems.map(({ code }) => code))];
}

/** What can be done about a rule: fix what it finds in the file, and in all files, and read about it. */
function ruleActions(
  { workspace, words, ruleLink }: LanguageContext,
  rule: string,
  problems: readonly Problem[],
  touched: readonly Problem[],
): CodeAction[] {
  const own = touched.filter(({ code }) => code === rule);
  const action = { kind: 'quickfix', preferred: false, problems: own } as const;
  const fixed = problemsOf(rule, problems);
  const edits = fixed.length > 1 ? safeEdits(fixed, true) : [];
  const page = ruleLink(rule);
  const hasOthers = fixed.length > 0 && !rule.startsWith('yaml/') && workspace.uris().length > 1;
  return [
    ...(edits.length > 0
      ? [{ ...action, title: render(say`Fix all ${fixed.length} of ${rule} in this file`, words), edits }]
      : []),
    ...(hasOthers
      ? [{ ...action, title: render(say`Fix all of ${rule} in the workspace`, words), edits: [], everywhere: rule }]
      : []),
    ...(page === undefined ? [] : [{ ...action, title: render(say`About ${rule}`, words), edits: [], page }]),
  ];
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
