import { CodeLensRefreshRequest, DiagnosticRefreshRequest } from 'vscode-languageserver';
import type { Connection, Diagnostic, InitializeParams, PublishDiagnosticsParams } from 'vscode-languageserver';
import { statusChanged, wantedDefinitionsNotification } from '../../../schemas/contract/protocol.ts';
import type { InitializationOptions, WantedDefinitionsParams } from '../../../schemas/contract/protocol.ts';
import { wordingOf } from '../../../schemas/vocabulary/render.ts';
import type { CodeLens, Problem, Range } from '../../language/answers.ts';
import { isKnownCode } from '../../language/knownCodes.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { isSameList } from '../../language/queries/isSameList.ts';
import type { PageLanguage } from '../../language/rulePages.ts';
import type { TextChange } from '../../language/workspace/manifestFile.ts';
import { abilitiesOf } from './capabilities.ts';
import type { ClientAbilities } from './capabilities.ts';
import { ChartFolders } from './chartFolders.ts';
import { ConfigurationFiles } from './configurationFiles.ts';
import { idOfDiagnostics, toDiagnostic } from './convert.ts';
import { DiagnosticsScheduler } from './diagnosticsScheduler.ts';
import { Door } from './door.ts';
import type { ServerEnvironment } from './environment.ts';
import { readSettings } from './readSettings.ts';
import { rulePageLink } from './rulePageLink.ts';
import { readTranslations } from './readTranslations.ts';
import { isKey, TypedLines } from './typedLines.ts';
import { ValueJudging } from './valueJudging.ts';
import { WorkspaceScan } from './workspaceScan.ts';

/** Different failures of packs that are logged. */
const mostReports = 100;

interface OpenFile {
  /** As the editor spells it. */
  readonly uri: string;
  version: number;
  /** What the editor knows. */
  told?: ProblemReport & { readonly version: number };
  /** What stood beside its text when it was last looked at. */
  around?: { readonly lenses: readonly CodeLens[]; readonly status: string };
}

/** The problems of a file as editors get them. */
interface ProblemReport {
  readonly problems: readonly Problem[];
  readonly items: Diagnostic[];
}

/** Milliseconds without a key before a file that is typed in is checked: a list for the next key comes first, and what is wrong with its line waits longer. */
const keyPause = 40;

function isSaidAlready({ items }: ProblemReport, told: ProblemReport): boolean {
  return items === told.items || idOfDiagnostics(items) === idOfDiagnostics(told.items);
}

/** What lasts from one message to the next: open files, the editor's abilities. Files go by canonical URI. */
export class Session {
  readonly connection: Connection;
  readonly environment: ServerEnvironment;
  readonly service: LanguageService;
  readonly door: Door;
  readonly open = new Map<string, OpenFile>();
  /** Our texts in the language of the editor; empty: English. */
  #words: ReadonlyMap<string, string> = new Map();
  #help: ReadonlyMap<string, string> = new Map();
  /** Open files about which git is not asked before their diagnostics are out. */
  readonly #afterPublish = new Set<string>();
  /** Which file was edited last: about that one editors ask by themselves. */
  #edited: string | undefined;
  #hasChecked = false;
  readonly #scheduler: DiagnosticsScheduler;
  readonly #typed = new TypedLines((key) => this.#scheduler.request(key));
  /** Kinds that the client has been asked for last. */
  #wanted = '[]';
  readonly configurations = new ConfigurationFiles(this);
  readonly scan = new WorkspaceScan(this);
  readonly charts = new ChartFolders(this);
  readonly #judging: ValueJudging | undefined;
  options: InitializationOptions = {};
  folders: readonly string[] = [];
  abilities: ClientAbilities = abilitiesOf({ capabilities: {} });
  /** That of the editor, for the pages of rules. */
  readonly pageLanguage: PageLanguage;

  constructor(connection: Connection, environment: ServerEnvironment) {
    this.connection = connection;
    this.environment = environment;
    this.door = new Door(connection);
    const translate = (text: string) => this.#words.get(text) ?? text;
    const wake = () => this.door.run('Judging values', () => this.#judging?.idle());
    const translateHelp = (text: string) => this.#help.get(text) ?? text;
    this.pageLanguage = { words: wordingOf(translate), help: translateHelp };
    this.service = environment.createService({
      ...{ onFailure: this.#reportOnce(), translate, translateHelp, ruleLink: (code) => this.#ruleLink(code) },
      ...(environment.judge ? { onQuestion: wake } : {}),
    });
    const judge = environment.judge?.bind(environment);
    this.#judging = judge && new ValueJudging(this.service, judge, () => this.check());
    this.#scheduler = new DiagnosticsScheduler((key) => this.door.run('Checking a file', () => this.#tell(key)));
  }

  initialize(params: InitializeParams): void {
    this.options = (params.initializationOptions as InitializationOptions | null | undefined) ?? {};
    // Older editors know one folder only, under its old name.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const { rootUri } = params;
    const root = rootUri ? [{ uri: rootUri }] : [];
    this.abilities = abilitiesOf(params);
    this.folders = (params.workspaceFolders ?? root).map(({ uri }) => uri).filter((uri) => typeof uri === 'string');
    if (this.options.settings) this.service.configure(readSettings(this.options.settings));
  }

  /** From then on what is said is in the language of the editor. */
  async readWords({ locale }: InitializeParams): Promise<void> {
    this.#words = await readTranslations(this.environment, locale);
    // Nobody waits for it: until it is there a hover is English.
    this.door.run('Reading translated help', async () => {
      const readWords = async (language: string) => this.environment.readHelpWords?.(language);
      this.#help = await readTranslations({ readWords }, locale);
    });
  }

  shutDown(): void {
    this.door.close();
    this.#typed.close();
    this.#scheduler.stop();
  }

  /** An open file is another one now. */
  edit(key: string, version: number, changes: readonly TextChange[]): void {
    const file = this.open.get(key);
    if (!file) return;
    file.version = version;
    // An editor that asks has to be told to ask again, once nothing waits any longer.
    const { pullDiagnostics, refreshDiagnostics } = this.abilities;
    if (!pullDiagnostics || refreshDiagnostics) this.#typed.edited(key, changes, file.told?.problems ?? []);
    this.#turnTo(key);
    this.service.changeFile(key, changes);
    this.check(key, isKey(changes) ? keyPause : 0);
  }

  /** Another file is going to be edited: what stands beside the one before is not looked at with each of its keys, but now. */
  #turnTo(key: string): void {
    const before = this.#edited;
    if (before === undefined || before === key) return;
    const file = this.open.get(before);
    if (file) file.around = this.#around(before);
  }

  /** The cursor is in this line, as far as one can tell. */
  seeCursor(key: string, { start, end }: Range): void {
    if (start.line === end.line) this.#typed.asked(key, start.line);
  }

  /** Nobody is typing in a file any more. */
  endTyping(key: string): void {
    this.#typed.end(key);
  }

  /** Something has changed, which may change what is found in any open file: in the one that was edited at first. */
  check(edited?: string, pause = 0): void {
    if (edited !== undefined) this.#edited = edited;
    // An editor that pulls asks by itself about the one that it has changed.
    if (edited !== undefined && !this.abilities.pullDiagnostics) this.#scheduler.request(edited, pause);
    for (const key of this.open.keys()) if (key !== edited) this.#scheduler.request(key, pause);
    this.#askForDefinitions();
  }

  /** A cluster may know kinds that no file defines; never on behalf of a workspace that is not trusted. */
  #askForDefinitions(): void {
    const { clusterDefinitions, trusted } = this.options;
    if (clusterDefinitions !== true || trusted === false) return;
    const kinds = this.service.kindsToDefine(this.open.keys());
    const wanted = JSON.stringify(kinds);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const params: WantedDefinitionsParams = { kinds };
    this.door.run(wantedDefinitionsNotification, () =>
      this.connection.sendNotification(wantedDefinitionsNotification, params),
    );
  }

  /** Settings or other files have changed. */
  refresh(): void {
    this.check();
    if (this.abilities.refreshCodeLenses) this.#ask(CodeLensRefreshRequest.type);
    this.#tellStatus();
  }

  /** The problems of a file, for an editor that asks for them; what it knows stays until all of them are there. */
  async problemsOf(key: string): Promise<ProblemReport> {
    const file = this.open.get(key);
    if (file?.told && this.service.awaitsJudgement(key)) await this.#judging?.idle();
    const report = this.#report(key, file?.told);
    if (file) file.told = { ...report, version: file.version };
    return report;
  }

  close(key: string, uri: string): void {
    this.open.delete(key);
    this.#typed.close(key);
    this.service.setCommitted(key, undefined);
    this.#afterPublish.delete(key);
    this.#scheduler.cancel(key);
    if (!this.abilities.pullDiagnostics) this.#send({ uri, diagnostics: [] });
  }

  /** After the first diagnostics: to start a process takes as long as to check a file. */
  readCommittedSoon(key: string): void {
    if (this.abilities.pullDiagnostics) this.door.run('Asking git', () => this.readCommitted(key));
    else this.#afterPublish.add(key);
  }

  /** Asks git what an open file looked like; never on behalf of a workspace that is not trusted. */
  async readCommitted(key: string): Promise<void> {
    if (this.options.trusted === false || !this.environment.committedText) return;
    const text = await this.environment.committedText(key);
    if (!this.open.has(key)) return;
    this.service.setCommitted(key, text);
    this.check();
  }

  /** As the editor spells it; the server's own spelling of files that are not open. */
  editorUri(key: string): string {
    return this.open.get(key)?.uri ?? key;
  }

  /** Where the editor finds the page of a rule: it asks for the text, or opens a file. */
  #ruleLink(code: string): string | undefined {
    if (!isKnownCode(this.environment.packs, code)) return undefined;
    if (this.abilities.rulePages) return rulePageLink(code);
    const place = this.environment.rulePlace?.(code);
    return place && `${place.uri}#${place.fragment}`;
  }

  /** Tells the editor what it does not know yet; nothing about a file in which nothing is another one. */
  #tell(key: string): void {
    const file = this.open.get(key);
    if (!file) return;
    if (this.abilities.pullDiagnostics) this.#tellToPull(file, key);
    else this.#publish(file, key);
    // What was said goes out first.
    setImmediate(() => this.door.run('Looking around a file', () => this.#tellAround(file, key)));
  }

  /** Lenses and the status of a file may be others because of what stands in another one. */
  #tellAround(file: OpenFile, key: string): void {
    if (this.open.get(key) !== file || key === this.#edited) return;
    const before = file.around;
    file.around = this.#around(key);
    if (!before) return;
    const { lenses } = file.around;
    if (!isSameList(lenses, before.lenses)) this.#ask(CodeLensRefreshRequest.type);
    if (before.status !== file.around.status) this.#tellStatus();
  }

  #around(key: string): NonNullable<OpenFile['around']> {
    const lenses = this.abilities.refreshCodeLenses ? this.service.codeLenses(key) : [];
    return { lenses, status: JSON.stringify(this.service.status(key)) };
  }

  #tellStatus(): void {
    this.door.run(statusChanged, () => this.connection.sendNotification(statusChanged));
  }

  #publish(file: OpenFile, key: string): void {
    const { uri, version, told } = file;
    // What it knows stays until all of them are there, which is said by another check.
    if (told && this.service.awaitsJudgement(key)) return;
    const report = this.#report(key, told);
    file.told = { ...report, version };
    if (told?.version !== version || !isSaidAlready(report, told))
      this.#send({ uri, version, diagnostics: report.items });
    if (this.#afterPublish.delete(key)) this.door.run('Asking git', () => this.readCommitted(key));
  }

  /** It asks about all files again: one that does not hold is enough. */
  #tellToPull({ told }: OpenFile, key: string): void {
    if (!told || this.service.awaitsJudgement(key) || isSaidAlready(this.#report(key, told), told)) return;
    for (const file of this.open.values()) delete file.told;
    if (this.abilities.refreshDiagnostics) this.#ask(DiagnosticRefreshRequest.type);
  }

  #report(key: string, told: ProblemReport | undefined): ProblemReport {
    const problems = this.#typed.told(key, this.service.diagnose(key));
    this.#tellChecked();
    if (problems === told?.problems) return told;
    return { problems, items: problems.map(toDiagnostic) };
  }

  #tellChecked(): void {
    if (this.#hasChecked) return;
    this.#hasChecked = true;
    this.environment.checked?.();
  }

  #ask({ method }: { readonly method: string }): void {
    // An editor that cannot do it says so each time.
    this.door.run(method, () => this.connection.sendRequest(method).catch(() => undefined));
  }

  #send(params: PublishDiagnosticsParams): void {
    this.door.run('Sending problems', () => this.connection.sendDiagnostics(params));
  }

  /** The same failure may come with every key. */
  #reportOnce(): (what: string, error: unknown) => void {
    const reported = new Set<string>();
    return (what, error) => {
      const key = `${what} ${String(error)}`;
      if (reported.size >= mostReports || reported.has(key)) return;
      reported.add(key);
      this.door.report(what, error);
    };
  }
}
