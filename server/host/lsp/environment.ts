import type { LanguagePack } from '../../../schemas/contract/index.ts';
import type { InitializationOptions } from '../../../schemas/contract/protocol.ts';
import type { LanguageService, LanguageServiceOptions } from '../../language/languageService.ts';
import type { ChartFiles } from '../../../schemas/compiler/charts/chartFiles.ts';
import type { Judgement, JudgeQuestion } from '../../language/charts/judgement.ts';

/** What a scan goes by. */
export interface FolderScan {
  /** Globs of what the editor does not show, from the folder on. */
  readonly excludes: readonly string[];
  /** Whether a configuration file leaves a path out, by its URI. */
  leavesOut(uri: string): boolean;
  isStopped(): boolean;
  /** Told in a sentence what has been left out. */
  log(sentence: string): void;
}

/** Where the page of a rule begins in a file of Markdown. */
export interface RulePlace {
  /** Without a fragment. */
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  /** As links within the file name its heading. */
  readonly fragment: string;
}

/** What a session gives to its service. */
export type SessionOptions = Partial<
  Pick<LanguageServiceOptions, 'onFailure' | 'translate' | 'translateHelp' | 'onQuestion' | 'ruleLink'>
>;

/** What the server needs from the machine that it runs on; a browser has neither files nor git. */
export interface ServerEnvironment {
  readonly packs: readonly LanguagePack[];
  /** Of the package, for those who look after the editor. */
  readonly version?: string;
  createService(given: SessionOptions): LanguageService;
  /** Told when the problems of a first file are known. */
  checked?(): void;
  /** For editors that open files only. */
  rulePlace?(code: string): RulePlace | undefined;
  /** Our texts in a language (`zh-cn`), by the English ones; `undefined`: there are none. */
  readWords?(language: string): Promise<unknown>;
  /** Help on fields likewise. */
  readHelpWords?(language: string): Promise<unknown>;
  /** Reads the manifests below a folder, calling `add` for each. `within`: only those of this folder in it. */
  scanFolder?(
    folderUri: string,
    add: (uri: string, text: string) => void,
    scan: FolderScan,
    within?: string,
  ): Promise<void>;
  /** Whether there is a folder. */
  isFolder?(uri: string): Promise<boolean>;
  /** The text of a manifest as a scan of the folder would read it; `undefined`: it would pass it over. */
  readFile?(uri: string, folderUri: string, scan: FolderScan): Promise<string | undefined>;
  /** Configuration files in a folder and above it, by URI. The folder's has no slash at its end. */
  readConfigurations?(folderUri: string): Promise<ReadonlyMap<string, string>>;
  /** Files with definitions of kinds at a path that counts from a folder, by URI; slashes in the path, which may lead anywhere. */
  readDefinitions?(folderUri: string, path: string): Promise<ReadonlyMap<string, string>>;
  /** What the chart in a folder, and those unpacked in it, say of their values, by folder. URIs without a slash at their end. */
  readCharts?(folderUri: string): Promise<ReadonlyMap<string, ChartFiles>>;
  /** The `Chart.yaml` of a folder, where files are read by nobody else. */
  readChartFile?(folderUri: string): Promise<string | undefined>;
  /** Compares values of a chart with its schema; never fails. */
  judge?(question: JudgeQuestion): Promise<Judgement>;
  /** The text of a file as last committed. */
  committedText?(uri: string): Promise<string | undefined>;
}

/** What a session knows, for whoever reads files for it. */
export interface SessionWorkspace {
  readonly environment: ServerEnvironment;
  readonly service: LanguageService;
  readonly options: InitializationOptions;
  readonly folders: readonly string[];
  /** Files of which the editor says what is in them. */
  readonly open: { has(key: string): boolean };
}
