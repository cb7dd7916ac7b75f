import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { FilesExclude } from '../../../schemas/contract/protocol.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { canonicalUri, isIn } from './canonicalUri.ts';
import type { ClientAbilities } from './capabilities.ts';
import type { Door } from './door.ts';
import type { FolderScan, ServerEnvironment } from './environment.ts';
import { isChartFile } from './chartFolders.ts';
import type { ChartFolders } from './chartFolders.ts';
import type { ConfigurationFiles } from './configurationFiles.ts';
import { shownLog } from './shownText.ts';

/** Documents that are read between two looks at the messages: a few milliseconds. */
const slice = 8;
/** The file that a person is waiting for comes first. In milliseconds. */
const headStart = 30;
/** Work that is done before this is over is not announced. In milliseconds. */
const patience = 1000;
/** So many files that change at once (another branch) are taken over in the background. */
const many = 50;

/** What is scanned, and for whom. Files go by canonical URI. */
interface Workspace {
  readonly connection: Connection;
  readonly environment: ServerEnvironment;
  readonly service: LanguageService;
  readonly door: Door;
  readonly abilities: ClientAbilities;
  readonly folders: readonly string[];
  readonly charts: Pick<ChartFolders, 'read' | 'forget'>;
  readonly configurations: Pick<ConfigurationFiles, 'read' | 'readDefinitions' | 'reread'>;
  /** Files of which the editor says what is in them. */
  readonly open: { has(key: string): boolean };
  /** More is known than before. */
  refresh(): void;
}

/**
 * Keeps the files of the workspace's folders known that are not open: reads them in the background, a few at a time so
 * that requests get in between, and follows what happens to them. While it works the index is not complete.
 */
export class WorkspaceScan {
  readonly #workspace: Workspace;
  #excludes: readonly string[] = [];
  /** Done one after the other. */
  #work: Promise<void> = Promise.resolve();
  #jobs = 0;
  #isCancelled = false;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Returns whether other files are hidden than before. */
  exclude(globs: FilesExclude | undefined): boolean {
    const excludes = Object.entries(globs ?? {}).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
    const isChange = excludes.join('\n') !== this.#excludes.join('\n');
    this.#excludes = excludes;
    return isChange;
  }

  /** Reads folders, anew if they are known: files that are not found any more are forgotten. */
  read(folders: readonly string[]): Promise<void> {
    const { environment, service } = this.#workspace;
    if (!this.#seesEverything()) service.setComplete(false);
    if (folders.length === 0 || !environment.scanFolder) return Promise.resolve();
    return this.#inBackground(async (scan) => {
      for (const folder of folders) {
        await this.#workspace.configurations.read(folder);
        const found = await this.#readFolder(folder, scan);
        if (!scan.isStopped()) this.#forget((key) => isIn(folder, key) && !found.has(key));
      }
      await this.#workspace.configurations.readDefinitions();
    });
  }

  /**
   * Files and folders of any name that have gone and come: what is known of those in a folder goes with it, and those in one that
   * has come are read, for nobody tells of them one by one.
   */
  async follow(gone: readonly string[], come: readonly string[]): Promise<void> {
    const { environment, folders } = this.#workspace;
    const lost = new Set(gone.map(canonicalUri));
    const isLess = lost.size > 0 && this.#forget((key) => foldersAbove(key).some((each) => lost.has(each)));
    const keys = new Set(come.map(canonicalUri));
    const parts: { readonly folder: string; readonly within: string }[] = [];
    for (const within of keys) {
      const folder = folders.find((each) => isIn(each, within));
      if (folder === undefined || foldersAbove(within).some((each) => keys.has(each))) continue;
      if (await environment.isFolder?.(within)) parts.push({ folder, within });
    }
    if (parts.length > 0)
      await this.#inBackground(async (scan) => {
        for (const { folder, within } of parts) await this.#readFolder(folder, scan, within);
      });
    else if (isLess) this.#workspace.refresh();
  }

  /** Folders that are no longer part of the workspace take their files with them. */
  leave(folders: readonly string[]): void {
    const { folders: left } = this.#workspace;
    this.#forget((key) => folders.some((each) => isIn(each, key)) && !left.some((each) => isIn(each, key)));
  }

  /** Files that have changed on disk; an open one is what the editor says. */
  async update(uris: readonly string[]): Promise<void> {
    const keys = [...new Set(uris.map(canonicalUri))];
    if (keys.length < many) await Promise.all(keys.map((key) => this.reread(key)));
    else
      await this.#inBackground(async (scan) => {
        for (const key of keys) if (!scan.isStopped()) await this.reread(key);
      });
  }

  /** A file that is not open is what is on disk; one outside the workspace is forgotten. */
  async reread(key: string): Promise<void> {
    const { environment, folders, open, service } = this.#workspace;
    const folder = folders.find((each) => isIn(each, key));
    const text = folder === undefined ? undefined : await environment.readFile?.(key, folder, this.#scan());
    if (open.has(key)) return;
    if (text === undefined && (await this.#workspace.configurations.reread(key))) return;
    if (text === undefined) service.removeFile(key);
    else service.setFile(key, text, 'background');
  }

  /** The files found, by canonical URI. */
  async #readFolder(folder: string, scan: FolderScan, within?: string): Promise<ReadonlySet<string>> {
    const { charts, environment, open, service } = this.#workspace;
    const found = new Set<string>();
    const add = (uri: string, text: string) => {
      const key = canonicalUri(uri);
      found.add(key);
      if (!open.has(key)) service.setFile(key, text, 'background');
    };
    await environment.scanFolder?.(folder, add, scan, within);
    for (const uri of found) if (isChartFile(uri) && !scan.isStopped()) await charts.read(uri);
    return found;
  }

  /** Returns whether there was something to forget. */
  #forget(isGone: (key: string) => boolean): boolean {
    const { charts, open, service } = this.#workspace;
    const gone = service.files().filter((key) => !open.has(key) && isGone(key));
    for (const key of gone) service.removeFile(key);
    charts.forget(isGone);
    return gone.length > 0;
  }

  /** Not in a browser, in a virtual folder, or without a folder: there only open files are known. */
  #seesEverything(): boolean {
    const { environment, folders } = this.#workspace;
    return (
      environment.scanFolder !== undefined && folders.length > 0 && folders.every((uri) => uri.startsWith('file:'))
    );
  }

  #inBackground(read: (scan: FolderScan) => Promise<void>): Promise<void> {
    this.#jobs++;
    this.#workspace.service.setComplete(false);
    this.#work = this.#work.then(() => this.#do(read));
    return this.#work;
  }

  /** Never fails: the work after it would not be done. */
  async #do(read: (scan: FolderScan) => Promise<void>): Promise<void> {
    this.#isCancelled = false;
    const scan = this.#scan();
    const announced = this.#announce();
    const { door, service } = this.#workspace;
    let isWhole = true;
    try {
      await new Promise((resolve) => setTimeout(resolve, headStart));
      await read(scan);
      await this.#index();
    } catch (error) {
      isWhole = false;
      door.report('Reading files of the workspace', error);
    }
    announced.end();
    this.#jobs--;
    if (door.isClosed) return;
    // Who cancels knows only a part of the workspace: nothing is said about what is not there.
    const isComplete = isWhole && this.#jobs === 0 && !scan.isStopped() && this.#seesEverything();
    if (isComplete) service.setComplete(true);
    this.#workspace.refresh();
  }

  async #index(): Promise<void> {
    while (!this.#workspace.door.isClosed && this.#workspace.service.index(slice) > 0) {
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  #scan(): FolderScan {
    return {
      excludes: this.#excludes,
      leavesOut: (uri) => this.#workspace.service.configuration(canonicalUri(uri)).leftOutBy !== undefined,
      isStopped: () => this.#isCancelled || this.#workspace.door.isClosed,
      log: (sentence) => this.#workspace.connection.console.warn(shownLog(sentence)),
    };
  }

  /** Shows that something is going on, if it takes long enough for a person to wonder. */
  #announce(): { end(): void } {
    const { abilities, connection, door } = this.#workspace;
    if (!abilities.progress) return { end: () => undefined };
    let shown: Promise<WorkDoneProgressServerReporter> | undefined;
    const show = async (): Promise<void> => {
      shown = connection.window.createWorkDoneProgress();
      const reporter = await shown;
      reporter.begin('Database Manifests: reading the workspace', undefined, undefined, true);
      reporter.token.onCancellationRequested(() => (this.#isCancelled = true));
    };
    const timer = setTimeout(() => door.run('Showing progress', show), patience);
    return {
      end() {
        clearTimeout(timer);
        if (shown) door.run('Ending progress', async () => (await shown)?.done());
      },
    };
  }
}

/** The innermost first. */
function foldersAbove(key: string): string[] {
  const found: string[] = [];
  for (let end = key.lastIndexOf('/'); end > key.indexOf('://') + 2; end = key.lastIndexOf('/', end - 1))
    found.push(key.slice(0, end));
  return found;
}
