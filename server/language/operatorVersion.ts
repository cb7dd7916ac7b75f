import type { LanguagePack, OperatorVersion } from '../../schemas/contract/index.ts';
import type { SystemStatus } from './answers.ts';
import { ask } from './context.ts';
import type { LanguageContext } from './context.ts';

export type VersionInForce = Pick<SystemStatus, 'version' | 'versionFrom' | 'versionUri'>;

/**
 * Finds out operator versions: the setting, else what the operator's own manifests in the workspace say. Two that
 * contradict each other (staging and production in one repository) say nothing: the widest reading.
 */
export class OperatorVersions {
  readonly #context: LanguageContext;
  readonly #known = new Map<LanguagePack, { key: string; inForce: VersionInForce }>();

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  inForce(pack: LanguagePack): VersionInForce {
    const { workspace, settingsRevision } = this.#context;
    const sources = pack.versionSources ?? [];
    const key = [settingsRevision, ...sources.map(({ kind }) => workspace.kindRevision(kind))].join();
    const known = this.#known.get(pack);
    if (known?.key === key) return known.inForce;
    const inForce = this.#find(pack);
    this.#known.set(pack, { key, inForce });
    return inForce;
  }

  #find(pack: LanguagePack): VersionInForce {
    const set = this.#context.settings.operatorVersions[pack.system.id];
    if (set) return { version: set, versionFrom: 'settings' };
    const found = new Map<OperatorVersion, string>();
    for (const { group, kind } of pack.versionSources ?? []) {
      for (const { resource, uri } of this.#context.workspace.resources(group, kind)) {
        const version = ask(this.#context, 'detectVersion', undefined, () => pack.detectVersion?.(resource));
        if (version) found.set(version, uri);
      }
    }
    const [only] = found;
    if (!only || found.size > 1) return { version: undefined, versionFrom: 'unknown' };
    return { version: only[0], versionFrom: 'workspace', versionUri: only[1] };
  }
}

/** Compares number by number, `v` and suffixes such as `-rc1` left aside: below, at or above zero. */
export function compareVersions(a: OperatorVersion, b: OperatorVersion): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}
