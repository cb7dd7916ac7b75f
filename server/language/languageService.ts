import type { ChartFiles } from '../../schemas/compiler/charts/chartFiles.ts';
import type { LanguagePack, ManifestValue, Resource, SchemaSource, Vocabulary } from '../../schemas/contract/index.ts';
import { english, wordingOf } from '../../schemas/vocabulary/render.ts';
import type {
  FieldExplanation,
  ManifestSnippet,
  PathConfiguration,
  UpgradableSystem,
  WantedKind,
  WorkspaceSymbol,
} from './answers.ts';
import { CommittedTexts } from './committedTexts.ts';
import { ChartSchemas } from './charts/chartSchemas.ts';
import { Judgements } from './charts/judgements.ts';
import type { Judgement, JudgeQuestion } from './charts/judgement.ts';
import { ask } from './ask.ts';
import type { LanguageContext } from './languageContext.ts';
import { configurationPack } from './configuration/configurationPack.ts';
import { Configurations } from './configuration/configurations.ts';
import { CurrentSchemas } from './currentSchemas.ts';
import type { CompileDefinition } from './definitions/compilations.ts';
import { DefinedPacks } from './definitions/definedPacks.ts';
import { Definitions } from './definitions/definitions.ts';
import type { ClusterDefinitions } from './definitions/definitions.ts';
import { fileAnswers } from './fileFeatures.ts';
import type { FileAnswers } from './fileFeatures.ts';
import { explainField } from './features/explainField.ts';
import type { FieldQuestion } from './features/explainField.ts';
import { upgradableSystems } from './features/upgradeChanges.ts';
import { wantedKinds } from './features/wantedKinds.ts';
import { workspaceSymbols } from './features/workspaceSymbols.ts';
import { yamlDocument } from './features/yamlDocument.ts';
import { OperatorVersions } from './operatorVersions.ts';
import { indexedWorkspace } from './workspace/indexedWorkspace.ts';
import { readSlotNames } from './workspace/readNames.ts';
import { subjectsOf } from './subjects/subjectsOf.ts';
import { Packs } from './packs.ts';
import { RestingClock } from './queries/restingClock.ts';
import { Recent } from './queries/recent.ts';
import { CurrentSettings } from './settings.ts';
import { VersionFacts } from './versionFacts.ts';
import type { LanguageSettings } from './settings.ts';
import type { TextChange } from './workspace/manifestFile.ts';
import type { WorkspaceEvents } from './workspace/workspace.ts';
import { workspaceIndex } from './workspace/workspaceIndex.ts';
import type { ManifestDocument } from './yaml/index.ts';

/**
 * The product without an editor: files in, plain answers out. No protocol, no timers, no input or output; whatever it
 * needs from outside is an option. Never throws; a file that it does not know gets empty answers. What it answers about a
 * file is listed in `fileFeatures.ts`.
 */
export interface LanguageService extends FileAnswers {
  /**
   * Adds a file or replaces its text. URIs are compared as they are. One in the background is known by its names, but
   * its trees are given back: nobody is going to ask about it.
   */
  setFile(uri: string, text: string, use?: 'open' | 'background'): void;
  /** Applies edits in order, each against the text that the one before left. */
  changeFile(uri: string, changes: readonly TextChange[]): void;
  removeFile(uri: string): void;
  hasFile(uri: string): boolean;
  /** URIs of all files, sorted. */
  files(): readonly string[];
  /**
   * false: files are still to come, so nothing is said about what is absent, and their documents are read by `index`
   * only. true, as at the start: every question sees everything.
   */
  setComplete(complete: boolean): void;
  /** Says that everything has been told: questions cost less from now on, and what changes after all costs more, once. */
  rest(): void;
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
  /** What the connected cluster says of kinds; those of the workspace come before. */
  setClusterDefinitions(definitions: ClusterDefinitions): void;
  /** Kinds of resources in files whose structure a cluster could tell: no file of the workspace defines them. */
  kindsToDefine(uris: Iterable<string>): readonly WantedKind[];

  /** What configuration files say about a path. */
  configuration(uri: string): PathConfiguration;
  workspaceSymbols(query: string): WorkspaceSymbol[];
  /** What the schemas say about a field that nobody need have written. `problem`: a sentence why that is nothing. */
  explain(question: FieldQuestion): FieldExplanation | { readonly problem: string };
  /** What `upgradeChanges` can be asked about. */
  upgradableSystems(): readonly UpgradableSystem[];
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
  /** Compiles definitions of kinds that stand in the workspace. */
  readonly compileDefinition: CompileDefinition;
  /** Ready manifests for empty documents; asked for when a person completes in one. */
  readonly snippets?: () => readonly ManifestSnippet[];
  readonly settings?: Partial<LanguageSettings>;
  readonly now: () => Date;
  /** One of our texts in the language of the editor, with the same places `{0}` ...; English where it has none. Asked for with each. */
  readonly translate?: (text: string) => string;
  /** Help on a field, Markdown of ours, in that language likewise. */
  readonly translateHelp?: (markdown: string) => string;
  /** Told that `takeQuestion` has one; absent: values of charts are not compared with the schemas that these bring. */
  readonly onQuestion?: () => void;
  readonly ruleLink?: (code: string) => string | undefined;
  readonly events?: WorkspaceEvents;
  /** Told when code of a pack throws: the answer goes without it, whoever runs the service may log it. */
  readonly onFailure?: (what: string, error: unknown) => void;
}

const ordered = new WeakMap<readonly LanguagePack[], Packs>();

/** With that of configuration files, which is about them. They are put in order once for all services. */
function packsOf(packs: readonly LanguagePack[]): Packs {
  const ours = ordered.get(packs) ?? new Packs([...packs, configurationPack(packs)]);
  ordered.set(packs, ours);
  return ours;
}

export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  const ourPacks = packsOf(options.packs);
  const clock = new RestingClock();
  const onFailure = options.onFailure ?? (() => undefined);
  const facts = new VersionFacts(ourPacks, clock, onFailure);
  const { workspace, names } = indexedWorkspace(ourPacks, clock, options.events, (slot, place) => {
    facts.note(slot);
    definitions.note(slot);
    return ask({ onFailure }, 'names', [], () => readSlotNames(ourPacks, slot, place));
  });
  const definitions: Definitions = new Definitions(workspace, names, options.compileDefinition);
  const packs = new DefinedPacks(ourPacks, definitions);
  const settings = new CurrentSettings(clock, options.settings);
  const configurations = new Configurations(workspace, settings);
  const schemas = new CurrentSchemas(clock, options.schemas, definitions);
  const committed = new CommittedTexts(clock, (document) => resourcesAndParts(ourPacks, document));
  const charts = new ChartSchemas(clock);
  const judgements = new Judgements(clock, options.onQuestion);
  const context: LanguageContext = {
    ...{ workspace, packs, definitions, names, settings, configurations },
    ...{ schemas, committed, charts, judgements, onFailure },
    index: workspaceIndex(workspace, names, ourPacks),
    versions: new OperatorVersions({ workspace, names, settings, configurations }, facts),
    vocabulary: options.vocabulary,
    snippets: options.snippets ?? (() => []),
    recent: { probes: new Recent(clock, 3), maps: new Recent(clock, 8) },
    now: options.now,
    words: options.translate ? wordingOf(options.translate) : english,
    helpWords: options.translateHelp ?? ((markdown) => markdown),
    ruleLink: options.ruleLink ?? (() => undefined),
  };
  return {
    setFile: (uri, text, use = 'open') => workspace.set(uri, text, use === 'open'),
    changeFile: (uri, changes) => workspace.change(uri, changes),
    removeFile: (uri) => workspace.delete(uri),
    hasFile: (uri) => workspace.file(uri) !== undefined,
    files: () => workspace.uris(),
    setComplete(complete) {
      names.complete = complete;
    },
    index(most) {
      names.catchUp(most);
      return names.waiting;
    },
    rest() {
      // Names that were read at rest would be others with the first change.
      names.catchUp();
      clock.rest();
    },
    text: (uri) => workspace.file(uri)?.text,
    configure: (changed) => settings.set(changed),
    setCommitted: (uri, text) => committed.set(uri, text),
    schemasArrived: () => schemas.arrived(),
    setChart: (folder, files) => charts.set(folder, files),
    takeQuestion: () => judgements.take(),
    answerQuestion: (id, judgement) => judgements.answer(id, judgement),
    setClusterDefinitions: (found) => definitions.setCluster(found),
    kindsToDefine: (uris) => wantedKinds(context, uris),
    ...fileAnswers(context, (uri) => {
      names.prepare();
      return workspace.file(uri);
    }),
    workspaceSymbols: (query) => {
      names.prepare();
      return workspaceSymbols(context, query);
    },
    upgradableSystems: () => {
      names.prepare();
      return upgradableSystems(context);
    },
    configuration: (uri) => pathConfiguration(configurations, uri),
    explain: (question) => {
      names.prepare();
      return explainField(context, question);
    },
    operatorVersionsIn: (text) => facts.ofText(text),
    yaml: yamlDocument,
  };
}

function pathConfiguration(configurations: Configurations, uri: string): PathConfiguration {
  const inForce = configurations.of(uri);
  const leftOutBy = configurations.leftOutBy(uri);
  return {
    files: inForce.map((each) => each.uri),
    ...(leftOutBy === undefined ? {} : { leftOutBy }),
    crds: inForce.flatMap(({ uri: from, crds }) =>
      crds.map((path) => ({ folder: from.slice(0, from.lastIndexOf('/')), path })),
    ),
  };
}

/** All resources, those that no pack knows too, and what is a subject of its own. */
function resourcesAndParts(packs: Packs, document: ManifestDocument): Resource[] {
  const parts = subjectsOf(packs, document).filter(({ claim }) => claim.subject !== undefined);
  return [...document.resources, ...parts.map(({ resource }) => resource)];
}
