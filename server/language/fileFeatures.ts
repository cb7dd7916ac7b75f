import type {
  FieldChange,
  FileEdit,
  FileStatus,
  Hover,
  LiveNames,
  Position,
  Range,
  Renamable,
  Renamed,
} from './answers.ts';
import type { LanguageContext } from './languageContext.ts';
import { awaitsJudgement } from './charts/judgedValues.ts';
import { codeActions } from './features/codeActions.ts';
import { codeLenses } from './features/codeLenses.ts';
import { complete } from './features/complete.ts';
import { definition } from './features/definition.ts';
import { derivedThings } from './features/derivedThings.ts';
import { diagnose } from './problems/diagnose.ts';
import { documentLinks } from './features/documentLinks.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { fieldsAt } from './features/fieldsAt.ts';
import { fileStatus } from './features/fileStatus.ts';
import { fixAll } from './features/fixAll.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlayHints.ts';
import { linkedRanges } from './features/linkedRanges.ts';
import { liveNames } from './features/liveNames.ts';
import { locateFields } from './features/locateFields.ts';
import { documentHighlights, references } from './features/references.ts';
import { prepareRename, rename } from './features/rename.ts';
import { selectionRanges } from './features/selectionRanges.ts';
import { setFields } from './features/setFields.ts';
import { upgradeChanges } from './features/upgradeChanges.ts';
import { writtenResources } from './features/writtenResources.ts';
import type { ManifestFile } from './workspace/manifestFile.ts';

/** An answer about a file, and the one about a file that is not known. */
interface FileFeature<Question extends readonly unknown[], Answer> {
  readonly answer: (context: LanguageContext, file: ManifestFile, ...question: Question) => Answer;
  readonly otherwise: (...question: Question) => Answer;
}

function feature<Question extends readonly unknown[], Answer>(
  answer: FileFeature<Question, Answer>['answer'],
  otherwise: FileFeature<Question, Answer>['otherwise'],
): FileFeature<Question, Answer> {
  return { answer, otherwise };
}

const nothing = (): undefined => undefined;
const none = (): [] => [];
const unknown = { systems: [], resources: 0, definitions: [], configurations: [] };

/** All that is answered about a file, by the name under which the service answers it. Adding one is a line here. */
export const fileFeatures = {
  /** The same list for as long as it would be the same. */
  diagnose: feature(diagnose, none),
  /** At most `mostNames` of them are names: where there are more, another key brings others. */
  complete: feature(complete, none),
  /** Values in the file are still being judged: `diagnose` is going to say more. */
  awaitsJudgement: feature(awaitsJudgement, () => false),
  /** What a cluster could add to `complete`; `undefined`: nothing. */
  liveNames: feature<[position: Position], LiveNames | undefined>(liveNames, nothing),
  hover: feature<[position: Position], Hover | undefined>(hover, nothing),
  /** Fixes and suppressions for the problems that a range touches. */
  codeActions: feature(codeActions, none),
  /** One edit per safe fix of the file, or per fix of one rule, not overlapping; the rest waits for a second run. */
  fixAll: feature<[rule?: string], FileEdit[]>(fixAll, none),
  documentSymbols: feature(documentSymbols, none),
  foldingRanges: feature((_, file) => foldingRanges(file), none),
  /** Per position the ranges around it, innermost first. */
  selectionRanges: feature<[positions: readonly Position[]], Range[][]>(
    (_, file, positions) => selectionRanges(file, positions),
    none,
  ),
  documentLinks: feature(documentLinks, none),
  inlayHints: feature(inlayHints, none),
  status: feature<[], FileStatus>(fileStatus, () => unknown),

  /** Where the name at a position comes from; of what the operator makes, the field that causes it. */
  definition: feature(definition, none),
  references: feature(references, none),
  documentHighlights: feature(documentHighlights, none),
  /** `undefined`: no name stands there. */
  prepareRename: feature<[position: Position], Renamable | undefined>(prepareRename, nothing),
  rename: feature<[position: Position, newName: string], Renamed>(rename, () => ({
    problem: 'This file is not known.',
  })),
  /** An anchor's name and those of its aliases, to be edited together; empty elsewhere. */
  linkedRanges: feature(linkedRanges, none),
  codeLenses: feature(codeLenses, none),

  /** All resources of a file, those that no pack claims included. */
  resources: feature((_, file) => writtenResources(file), none),
  /**
   * Where fields of a resource stand that the API server names, `spec.users[0].name`; the nearest written place for
   * those that are not written. `undefined`: there is no such resource.
   */
  locate: feature<[index: number, fields: readonly string[]], (Range | undefined)[]>(
    (_, file, index, fields) => locateFields(file, index, fields),
    (_, fields) => fields.map(nothing),
  ),
  /** What an upgrade will make of what is written in a file, and of what is left out there. */
  upgradeChanges: feature(upgradeChanges, () => ({ changes: [], unknown: [] })),
  /** What stands at positions, in words that stay when lines move: `postgresql/acid-shop spec.databases.shop`. */
  fieldsAt: feature<[positions: readonly Position[]], string[]>(
    (_, file, positions) => fieldsAt(file, positions),
    (positions) => positions.map(() => ''),
  ),
  /** What operators will make of the resources of a file. */
  derived: feature(derivedThings, none),
  /** Edits that set fields of a resource, comments and layout kept; without those that cannot be written. */
  setFields: feature<[index: number, changes: readonly FieldChange[]], FileEdit[]>(
    (_, file, index, changes) => setFields(file, index, changes),
    none,
  ),
};

type Features = typeof fileFeatures;

/** Questions about a file, by its URI. */
export type FileAnswers = {
  readonly [Name in keyof Features]: Features[Name] extends FileFeature<infer Question, infer Answer>
    ? (uri: string, ...question: Question) => Answer
    : never;
};

/** @param find brings the names of the workspace up to date and returns the file; `undefined`: it is not known */
export function fileAnswers(context: LanguageContext, find: (uri: string) => ManifestFile | undefined): FileAnswers {
  const asked = Object.entries(fileFeatures).map(([name, each]) => {
    const { answer, otherwise } = each as FileFeature<readonly unknown[], unknown>;
    const ask = (uri: string, ...question: readonly unknown[]): unknown => {
      const file = find(uri);
      return file ? answer(context, file, ...question) : otherwise(...question);
    };
    return [name, ask] as const;
  });
  return Object.fromEntries(asked) as unknown as FileAnswers;
}
