import { CodeLensRefreshRequest, DiagnosticRefreshRequest } from 'vscode-languageserver';
import type { Connection, InitializeParams, PublishDiagnosticsParams } from 'vscode-languageserver';
import { statusChanged } from '../../../schemas/contract/protocol.ts';
import type { InitializationOptions } from '../../../schemas/contract/protocol.ts';
import type { LanguageService } from '../../language/service.ts';
import { abilitiesOf } from './capabilities.ts';
import type { ClientAbilities } from './capabilities.ts';
import { toDiagnostic } from './convert.ts';
import { DiagnosticsScheduler } from './diagnosticsScheduler.ts';
import { Door } from './door.ts';
import type { ServerEnvironment } from './environment.ts';
import { readSettings } from './settings.ts';
import { WorkspaceScan } from './workspaceScan.ts';

/** Different failures of packs that are logged. */
const mostReports = 100;

interface OpenFile {
  /** As the editor spells it. */
  readonly uri: string;
  version: number;
}

/** What lasts from one message to the next: open files, the editor's abilities, what was committed. Files go by canonical URI. */
export class Session {
  readonly connection: Connection;
  readonly environment: ServerEnvironment;
  readonly service: LanguageService;
  readonly door: Door;
  readonly open = new Map<string, OpenFile>();
  readonly #committed = new Map<string, string>();
  /** Open files about which git is not asked before their diagnostics are out. */
  readonly #afterPublish = new Set<string>();
  readonly #scheduler: DiagnosticsScheduler;
  readonly scan = new WorkspaceScan(this);
  options: InitializationOptions = {};
  folders: readonly string[] = [];
  abilities: ClientAbilities = abilitiesOf({ capabilities: {} });
  /** Grows with everything outside the open files' own text that may change what is found in them. */
  revision = 0;

  constructor(connection: Connection, environment: ServerEnvironment) {
    this.connection = connection;
    this.environment = environment;
    this.door = new Door(connection);
    this.service = environment.createService((uri) => this.#committed.get(uri), this.#reportOnce());
    this.#scheduler = new DiagnosticsScheduler((key) => this.door.run('Checking a file', () => this.#publish(key)));
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

  shutDown(): void {
    this.door.close();
    this.#scheduler.stop();
  }

  /** The text of an open file has changed. An editor that pulls asks by itself. */
  check(key: string): void {
    if (!this.abilities.pullDiagnostics) this.#scheduler.request(key);
  }

  /** Settings, other files or git have changed. */
  refresh(): void {
    this.revision++;
    for (const key of this.open.keys()) this.check(key);
    const ask = ({ method }: { readonly method: string }) =>
      // An editor that cannot do it says so each time.
      this.door.run(method, () => this.connection.sendRequest(method).catch(() => undefined));
    if (this.abilities.refreshDiagnostics && this.abilities.pullDiagnostics) ask(DiagnosticRefreshRequest.type);
    if (this.abilities.refreshCodeLenses) ask(CodeLensRefreshRequest.type);
    this.door.run(statusChanged, () => this.connection.sendNotification(statusChanged));
  }

  close(key: string, uri: string): void {
    this.open.delete(key);
    this.#committed.delete(key);
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
    if (text === this.#committed.get(key) || !this.open.has(key)) return;
    if (text === undefined) this.#committed.delete(key);
    else this.#committed.set(key, text);
    // With the settings' revision the rules that look at it are asked again.
    this.service.configure({});
    this.refresh();
  }

  /** As the editor spells it; the server's own spelling of files that are not open. */
  editorUri(key: string): string {
    return this.open.get(key)?.uri ?? key;
  }

  #publish(key: string): void {
    const file = this.open.get(key);
    if (!file) return;
    const diagnostics = this.service.diagnose(key).map(toDiagnostic);
    this.#send({ uri: file.uri, version: file.version, diagnostics });
    if (this.#afterPublish.delete(key)) this.door.run('Asking git', () => this.readCommitted(key));
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
