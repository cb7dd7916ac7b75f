import { decodedUri } from '../decodedUri.ts';
import { Keyed } from '../queries/keyed.ts';
import { Query } from '../queries/query.ts';
import type { LanguageSettings } from '../settings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { compileGlob } from './compileGlob.ts';
import type { Glob } from './compileGlob.ts';
import { configurationFile, isConfigurationFile, readConfiguration } from './configurationFile.ts';
import type { Configuration, RuleSeverities } from './configurationFile.ts';

/** A version that somebody has set. */
export interface SetVersion {
  readonly version: string;
  readonly versionFrom: 'workspaceSettings' | 'configuration' | 'settings';
  /** The configuration file. */
  readonly versionUri?: string;
}

/**
 * What is set for a file: by settings of the workspace, else by the nearest configuration file above it that says something about
 * it, else by the person's own settings.
 */
export class Configurations {
  readonly #workspace: Workspace;
  readonly #settings: LanguageSettings;
  readonly #chains = new Keyed<Query<readonly Configuration[]>>();
  readonly #severities = new Keyed<Query<readonly RuleSeverities[]>>();
  readonly #globs = new WeakMap<Configuration, Globs>();

  constructor(workspace: Workspace, settings: LanguageSettings) {
    this.#workspace = workspace;
    this.#settings = settings;
  }

  /** The configuration files in force, the nearest first. @param uri of a file, which need not be known */
  of(uri: string): readonly Configuration[] {
    return this.#ofFolder(folderOf(uri) ?? '');
  }

  /** What is said about rules, strongest first: the first that says something about one decides. */
  severities(uri: string): readonly RuleSeverities[] {
    const folder = folderOf(uri) ?? '';
    const find = (): readonly RuleSeverities[] => {
      const { workspace, rules } = this.#settings;
      const all = [workspace.rules, ...this.#ofFolder(folder).map((each) => each.rules), rules];
      return all.filter((each) => Object.keys(each).length > 0);
    };
    return this.#severities.get(folder, () => new Query(this.#workspace.clock, find, isAlike)).read();
  }

  /** @param operator its id */
  version(uri: string, operator: string): SetVersion | undefined {
    const { workspace, operatorVersions } = this.#settings;
    const inWorkspace = own(workspace.operatorVersions, operator);
    if (inWorkspace) return { version: inWorkspace, versionFrom: 'workspaceSettings' };
    for (const each of this.of(uri)) {
      const version = own(each.operatorVersions, operator);
      if (version) return { version, versionFrom: 'configuration', versionUri: each.uri };
    }
    const version = own(operatorVersions, operator);
    return version ? { version, versionFrom: 'settings' } : undefined;
  }

  /** The configuration file that leaves a path out, if one does; never another configuration file. */
  leftOutBy(uri: string): string | undefined {
    if (isConfigurationFile(uri)) return undefined;
    return this.of(uri).find((each) => this.#globsOf(each).leaveOut(uri))?.uri;
  }

  #globsOf(configuration: Configuration): Globs {
    let globs = this.#globs.get(configuration);
    if (!globs) this.#globs.set(configuration, (globs = new Globs(configuration)));
    return globs;
  }

  #ofFolder(folder: string): readonly Configuration[] {
    const find = (): readonly Configuration[] => {
      const file = this.#workspace.file(`${folder}/${configurationFile}`);
      const here = file ? [readConfiguration(file)] : [];
      const above = folderOf(folder);
      if (above === undefined || here.some(({ isRoot }) => isRoot)) return here;
      return [...here, ...this.#ofFolder(above)];
    };
    return this.#chains.get(folder, () => new Query(this.#workspace.clock, find, isAlike)).read();
  }
}

/** A URI without a slash at its end; `undefined`: nothing is above it. */
function folderOf(uri: string): string | undefined {
  const slash = uri.lastIndexOf('/');
  return slash <= 0 || uri[slash - 1] === '/' ? undefined : uri.slice(0, slash);
}

function own(versions: Readonly<Record<string, string>>, operator: string): string | undefined {
  return Object.hasOwn(versions, operator) ? versions[operator] : undefined;
}

function isAlike(a: readonly object[], b: readonly object[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Which paths below its folder a configuration leaves out. */
class Globs {
  readonly #folder: string;
  readonly #include: readonly Glob[] | undefined;
  readonly #exclude: readonly Glob[];

  constructor({ uri, include, exclude }: Configuration) {
    this.#folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    this.#include = include?.map(globOf);
    this.#exclude = exclude.map(globOf);
  }

  leaveOut(uri: string): boolean {
    if (!this.#include && this.#exclude.length === 0) return false;
    const path = decodedUri(uri.slice(this.#folder.length));
    const fits = (globs: readonly Glob[]) => globs.some((glob) => partsOf(path).some(glob));
    return fits(this.#exclude) || (this.#include !== undefined && !fits(this.#include));
  }
}

/** A folder stands for everything in it. */
function globOf(pattern: string): Glob {
  const plain = pattern.replaceAll(/\\(?![*?[\]{}\\])/g, '/').replace(/^(?:\.?\/)+/, '');
  const glob = plain.endsWith('/') ? plain.slice(0, -1) : plain;
  return glob === '' || glob === '.' ? () => true : compileGlob(glob);
}

/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
function partsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
