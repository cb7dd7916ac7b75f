import type { ChartFiles } from '../../schemas/compiler/charts/chartFiles.ts';
import type { LanguagePack, ManifestValue, SchemaSource, Vocabulary } from '../../schemas/contract/index.ts';
import { english, wordingOf } from '../../schemas/vocabulary/render.ts';
import type {
  CodeAction,
  CodeLens,
  Completion,
  DerivedThings,
  DocumentLink,
  DocumentSymbol,
  FieldChange,
  FieldExplanation,
  FileEdit,
  FileStatus,
  FoldingRange,
  Hover,
  InlayHint,
  LiveNames,
  Location,
  ManifestSnippet,
  Position,
  Problem,
  Range,
  Renamable,
  Renamed,
  WorkspaceSymbol,
  WrittenResource,
} from './answers.ts';
import { CommittedTexts } from './committedTexts.ts';
import { awaitsJudgement } from './charts/judgedValues.ts';
import { ChartSchemas } from './charts/chartSchemas.ts';
import { Judgements } from './charts/judgements.ts';
import type { Judgement, JudgeQuestion } from './charts/judgement.ts';
import { ask } from './context.ts';
import type { LanguageContext } from './context.ts';
import { CurrentSchemas } from './currentSchemas.ts';
import { codeActions } from './features/codeActions.ts';
import { codeLenses } from './features/codeLenses.ts';
import { complete } from './features/complete.ts';
import { definition } from './features/definition.ts';
import { derivedThings } from './features/derivedThings.ts';
import { diagnose } from './features/diagnose.ts';
import { documentLinks } from './features/documentLinks.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { explainField } from './features/explainField.ts';
import type { FieldQuestion } from './features/explainField.ts';
import { fileStatus } from './features/fileStatus.ts';
import { fixAll } from './features/fixAll.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlayHints.ts';
import { documentHighlights, references } from './features/references.ts';
import { linkedRanges } from './features/linkedRanges.ts';
import { liveNames } from './features/liveNames.ts';
import { locateFields } from './features/locateFields.ts';
import { prepareRename, rename } from './features/rename.ts';
import { selectionRanges } from './features/selectionRanges.ts';
import { setFields } from './features/setFields.ts';
import { workspaceSymbols } from './features/workspaceSymbols.ts';
import { writtenResources } from './features/writtenResources.ts';
import { yamlDocument } from './features/yamlDocument.ts';
import { OperatorVersions } from './operatorVersion.ts';
import { indexedWorkspace } from './workspace/indexedWorkspace.ts';
import { readSlotNames } from './workspace/readNames.ts';
import { subjectsOf } from './subjects/subjectsOf.ts';
import { Packs } from './packs.ts';
import { Clock } from './queries/clock.ts';
import { CurrentSettings } from './settings.ts';
import { VersionFacts } from './versionFacts.ts';
import type { LanguageSettings } from './settings.ts';
import type { ManifestFile, TextChange } from './workspace/manifestFile.ts';
import type { WorkspaceEvents } from './workspace/workspace.ts';
import { workspaceIndex } from './workspace/workspaceIndex.ts';

/**
 * The product without an editor: files in, plain answers out. No protocol, no timers, no input or output; whatever it
 * needs from outside is an option. Never throws; a file that it does not know gets empty answers.
 */
export interface LanguageService {
  /**
   * Adds a file or replaces its text. URIs are compared as they are. One in the background is known by its names, but
   * its trees are given back: nobody is going to ask about it.
   */
  setFile(uri: string, text: string, use?: 'open' | 'background'): void;
  /** Applies edits in order, each against the text that the one before left. */
  changeFile(uri: string, changes: readonly TextChange[]): void;
  removeFile(uri: string): void;
  hasFile(uri: string): boolean;
  /** URIs of all files. */
  files(): readonly string[];
  /**
   * false: files are still to come, so nothing is said about what is absent, and their documents are read by `index`
   * only. true, as at the start: every question sees everything.
   */
  setComplete(complete: boolean): void;
  /** Reads at most so many documents for the index and returns the number of those left: work for the background. */
  index(most: number): number;
  text(uri: string): string | undefined;
  configure(settings: Partial<LanguageSettings>): void;
  /** The text of a file as last committed; `undefined`: not under version control, or not known. */
  setCommitted(uri: string, text: string | undefined): void;
  /** The schemas have some that they had not. */
  schemasArrived(): void;
  /** The files that describe the values of the chart in a folder (a URI without a slash at its end); `undefined`: it has none. */
  setChart(folder: string, files: ChartFiles | undefined): void;
  /** The next question about values of a chart; `undefined`: nothing is waited for. */
  takeQuestion(): JudgeQuestion | undefined;
  answerQuestion(id: number, judgement: Judgement): void;
  /** Values in the file are still being judged: `diagnose` is going to say more. */
  awaitsJudgement(uri: string): boolean;

  /** The same list for as long as it would be the same. */
  diagnose(uri: string): readonly Problem[];
  /** At most `mostNames` of them are names: where there are more, another key brings others. */
  complete(uri: string, position: Position): Completion[];
  /** What a cluster could add to `complete`; `undefined`: nothing. */
  liveNames(uri: string, position: Position): LiveNames | undefined;
  hover(uri: string, position: Position): Hover | undefined;
  /** Fixes and suppressions for the problems that a range touches. */
  codeActions(uri: string, range: Range): CodeAction[];
  /** One edit per safe fix of the file, not overlapping; the rest waits for a second run. */
  fixAll(uri: string): FileEdit[];
  documentSymbols(uri: string): DocumentSymbol[];
  foldingRanges(uri: string): FoldingRange[];
  /** Per position the ranges around it, innermost first. */
  selectionRanges(uri: string, positions: readonly Position[]): Range[][];
  documentLinks(uri: string): DocumentLink[];
  inlayHints(uri: string, range: Range): InlayHint[];
  status(uri: string): FileStatus;

  /** Where the name at a position comes from; of what the operator makes, the field that causes it. */
  definition(uri: string, position: Position): Location[];
  references(uri: string, position: Position, withDeclaration: boolean): Location[];
  documentHighlights(uri: string, position: Position): Location[];
  /** `undefined`: no name stands there. */
  prepareRename(uri: string, position: Position): Renamable | undefined;
  rename(uri: string, position: Position, newName: string): Renamed;
  /** An anchor's name and those of its aliases, to be edited together; empty elsewhere. */
  linkedRanges(uri: string, position: Position): Range[];
  workspaceSymbols(query: string): WorkspaceSymbol[];
  codeLenses(uri: string): CodeLens[];

  /** All resources of a file, those that no pack claims included. */
  resources(uri: string): WrittenResource[];
  /**
   * Where fields of a resource stand that the API server names, `spec.users[0].name`; the nearest written place for
   * those that are not written. `undefined`: there is no such resource.
   */
  locate(uri: string, index: number, fields: readonly string[]): (Range | undefined)[];
  /** Edits that set fields of a resource, comments and layout kept; without those that cannot be written. */
  setFields(uri: string, index: number, changes: readonly FieldChange[]): FileEdit[];
  /** What operators will make of the resources of a file. */
  derived(uri: string): DerivedThings[];
  /** What the schemas say about a field that nobody need have written. `problem`: a sentence why that is nothing. */
  explain(question: FieldQuestion): FieldExplanation | { readonly problem: string };
  /** Operator versions by pack id that manifests reveal which are no file: those of a cluster, for its settings. */
  operatorVersionsIn(text: string): Readonly<Record<string, string>>;
  /** A value as a YAML document. */
  yaml(value: ManifestValue): string;
}

export interface LanguageServiceOptions {
  readonly packs: readonly LanguagePack[];
  /** Meanings that all packs share. */
  readonly vocabulary: Vocabulary;
  readonly schemas: SchemaSource;
  /** Ready manifests for empty documents; asked for when a person completes in one. */
  readonly snippets?: () => readonly ManifestSnippet[];
  readonly settings?: Partial<LanguageSettings>;
  readonly now: () => Date;
  /** One of our texts in the language of the editor, with the same places `{0}` ...; English where it has none. Asked for with each. */
  readonly translate?: (text: string) => string;
  /** Told that `takeQuestion` has one; absent: values of charts are not compared with the schemas that these bring. */
  readonly onQuestion?: () => void;
  readonly ruleLink?: (code: string) => string | undefined;
  readonly events?: WorkspaceEvents;
  /** Told when code of a pack throws: the answer goes without it, whoever runs the service may log it. */
  readonly onFailure?: (what: string, error: unknown) => void;
}

export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  const packs = new Packs(options.packs);
  const clock = new Clock();
  const onFailure = options.onFailure ?? (() => undefined);
  const facts = new VersionFacts(packs, clock, onFailure);
  const { workspace, names } = indexedWorkspace(packs, clock, options.events, (slot, place) => {
    facts.note(slot);
    return ask({ onFailure }, 'names', [], () => readSlotNames(packs, slot, place));
  });
  const settings = new CurrentSettings(clock, options.settings);
  const schemas = new CurrentSchemas(clock, options.schemas);
  const committed = new CommittedTexts(clock, (document) =>
    subjectsOf(packs, document).map(({ resource }) => resource),
  );
  const charts = new ChartSchemas(clock);
  const judgements = new Judgements(clock, options.onQuestion);
  const context: LanguageContext = {
    ...{ workspace, packs, names, settings, schemas, committed, charts, judgements, onFailure },
    index: workspaceIndex(workspace, names, packs),
    vocabulary: options.vocabulary,
    now: options.now,
    words: options.translate ? wordingOf(options.translate) : english,
    ruleLink: options.ruleLink ?? (() => undefined),
  };
  const versions = new OperatorVersions(context, facts);
  const snippets = options.snippets ?? (() => []);
  const withFile: WithFile = (uri, otherwise, answer) => {
    names.prepare();
    const file = workspace.file(uri);
    return file ? answer(file) : otherwise;
  };
  return {
    setFile: (uri, text, use = 'open') => workspace.set(uri, text, use === 'open'),
    changeFile: (uri, changes) => workspace.change(uri, changes),
    removeFile: (uri) => workspace.delete(uri),
    hasFile: (uri) => workspace.file(uri) !== undefined,
    files: () => [...workspace.uris()],
    setComplete(complete) {
      names.complete = complete;
    },
    index(most) {
      names.catchUp(most);
      return names.waiting;
    },
    text: (uri) => workspace.file(uri)?.text,
    configure: (changed) => settings.set(changed),
    setCommitted: (uri, text) => committed.set(uri, text),
    schemasArrived: () => schemas.arrived(),
    setChart: (folder, files) => charts.set(folder, files),
    takeQuestion: () => judgements.take(),
    answerQuestion: (id, judgement) => judgements.answer(id, judgement),
    awaitsJudgement: (uri) => withFile(uri, false, (file) => awaitsJudgement(context, file)),
    diagnose: (uri) => withFile(uri, [], (file) => diagnose(context, versions, file)),
    complete: (uri, position) => withFile(uri, [], (file) => complete(context, versions, snippets, file, position)),
    liveNames: (uri, position) => withFile(uri, undefined, (file) => liveNames(context, versions, file, position)),
    hover: (uri, position) => withFile(uri, undefined, (file) => hover(context, versions, file, position)),
    codeActions: (uri, range) =>
      withFile(uri, [], (file) => codeActions(context, file, diagnose(context, versions, file), range)),
    fixAll: (uri) => withFile(uri, [], (file) => fixAll(diagnose(context, versions, file))),
    documentSymbols: (uri) => withFile(uri, [], (file) => documentSymbols(context, file)),
    foldingRanges: (uri) => withFile(uri, [], foldingRanges),
    selectionRanges: (uri, positions) => withFile(uri, [], (file) => selectionRanges(file, positions)),
    documentLinks: (uri) => withFile(uri, [], (file) => documentLinks(context, file)),
    inlayHints: (uri, range) => withFile(uri, [], (file) => inlayHints(context, file, range)),
    status: (uri) => withFile(uri, { systems: [], resources: 0 }, (file) => fileStatus(context, versions, file)),
    workspaceSymbols: (query) => {
      names.prepare();
      return workspaceSymbols(context, query);
    },
    derived: (uri) => withFile(uri, [], (file) => derivedThings(context, file)),
    explain: (question) => explainField(packs, schemas, question),
    ...nameAnswers(context, withFile),
    ...manifestAnswers(withFile),
    operatorVersionsIn: (text) => facts.ofText(text),
  };
}

type WithFile = <T>(uri: string, otherwise: T, answer: (file: ManifestFile) => T) => T;

/** Answers about the name at a position. */
function nameAnswers(context: LanguageContext, withFile: WithFile): Pick<LanguageService, NameAnswer> {
  return {
    definition: (uri, position) => withFile(uri, [], (file) => definition(context, file, position)),
    references: (uri, position, withDeclaration) =>
      withFile(uri, [], (file) => references(context, file, position, withDeclaration)),
    documentHighlights: (uri, position) => withFile(uri, [], (file) => documentHighlights(context, file, position)),
    prepareRename: (uri, position) => withFile(uri, undefined, (file) => prepareRename(context, file, position)),
    rename: (uri, position, newName) =>
      withFile<Renamed>(uri, { problem: 'This file is not known.' }, (file) =>
        rename(context, file, position, newName),
      ),
    linkedRanges: (uri, position) => withFile(uri, [], (file) => linkedRanges(context, file, position)),
    codeLenses: (uri) => withFile(uri, [], (file) => codeLenses(context, file)),
  };
}

type NameAnswer =
  'definition' | 'references' | 'documentHighlights' | 'prepareRename' | 'rename' | 'linkedRanges' | 'codeLenses';

/** What is asked by whoever works with the resources of a file one by one. */
function manifestAnswers(withFile: WithFile): Pick<LanguageService, 'resources' | 'locate' | 'setFields' | 'yaml'> {
  return {
    resources: (uri) => withFile(uri, [], writtenResources),
    locate: (uri, index, fields) => {
      const nowhere = fields.map(() => undefined);
      return withFile<(Range | undefined)[]>(uri, nowhere, (file) => locateFields(file, index, fields));
    },
    setFields: (uri, index, changes) => withFile(uri, [], (file) => setFields(file, index, changes)),
    yaml: yamlDocument,
  };
}
