import type { LanguagePack } from '../../../schemas/contract/index.ts';
import type { LanguageService } from '../../language/service.ts';

/** What the server needs from the machine that it runs on; a browser has neither files nor git. */
export interface ServerEnvironment {
  readonly packs: readonly LanguagePack[];
  createService(committedText: (uri: string) => string | undefined): LanguageService;
  /** Reads the manifests below a folder, calling `add` for each; stops when told. */
  scanFolder?(folderUri: string, add: (uri: string, text: string) => void, isStopped: () => boolean): Promise<void>;
  readFile?(uri: string): Promise<string | undefined>;
  /** The text of a file as last committed. */
  committedText?(uri: string): Promise<string | undefined>;
}
