import { isConfigurationFile } from '../../language/configuration/configurationFile.ts';
import { canonicalUri } from './canonicalUri.ts';
import type { SessionWorkspace } from './environment.ts';

/**
 * Keeps the service told of configuration files that lie where no scan of the workspace looks, above its folders and beside single
 * files, and of the definitions that any of them names; of these only in a workspace that is trusted.
 */
export class ConfigurationFiles {
  readonly #workspace: SessionWorkspace;
  /** Definitions from outside of the workspace, by canonical URI. */
  #definitions: ReadonlySet<string> = new Set();
  /** What was found for a folder, by canonical URI. */
  readonly #found = new Map<string, ReadonlySet<string>>();

  constructor(workspace: SessionWorkspace) {
    this.#workspace = workspace;
  }

  /** Reads those in a folder and above it, anew if they are known. Returns whether anything is another one. @param folder its URI */
  async read(folder: string): Promise<boolean> {
    const { environment, open, service } = this.#workspace;
    const found = await environment.readConfigurations?.(folder.replace(/\/$/, ''));
    const keys = new Set([...(found?.keys() ?? [])].map(canonicalUri));
    let isChange = false;
    for (const key of this.#found.get(folder) ?? []) {
      if (keys.has(key) || open.has(key) || !service.hasFile(key)) continue;
      service.removeFile(key);
      isChange = true;
    }
    this.#found.set(folder, keys);
    for (const [uri, text] of found ?? []) {
      const key = canonicalUri(uri);
      if (open.has(key) || service.text(key) === text) continue;
      service.setFile(key, text, 'background');
      isChange = true;
    }
    return isChange;
  }

  /** Reads those that a file is checked by. Returns whether anything is another one. @param key its canonical URI */
  readBeside(key: string): Promise<boolean> {
    return this.read(key.slice(0, key.lastIndexOf('/')));
  }

  /** One that nobody has open any more, and that lies above a folder of the workspace, stays what is on disk. */
  async reread(key: string): Promise<boolean> {
    if (!isConfigurationFile(key)) return false;
    await this.readBeside(key);
    return this.#workspace.service.hasFile(key);
  }

  /** Reads the definitions that configuration files name, and forgets those that none names any more. */
  async readDefinitions(): Promise<void> {
    const { environment, open, options, service } = this.#workspace;
    if (options.trusted === false || !environment.readDefinitions) return;
    const named = service
      .files()
      .filter(isConfigurationFile)
      .flatMap((uri) => service.configuration(uri).crds);
    const found = new Set<string>();
    for (const each of new Map(named.map((crd) => [`${crd.folder} ${crd.path}`, crd])).values()) {
      for (const [uri, text] of await environment.readDefinitions(each.folder, each.path)) {
        const key = canonicalUri(uri);
        if (service.hasFile(key) && !this.#definitions.has(key)) continue;
        found.add(key);
        if (!open.has(key)) service.setFile(key, text, 'background');
      }
    }
    for (const key of this.#definitions) if (!found.has(key) && !open.has(key)) service.removeFile(key);
    this.#definitions = found;
  }
}
