import type { Identity, LanguagePack, OperatorVersion } from '../../schemas/contract/index.ts';
import type { SystemStatus } from './answers.ts';
import { ask } from './context.ts';
import type { LanguageContext } from './context.ts';
import { ManifestSlot } from './workspace/manifestSlot.ts';
import { groupOf } from './workspace/workspace.ts';
import { splitDocuments } from './yaml/index.ts';

export type VersionInForce = Pick<SystemStatus, 'version' | 'versionFrom' | 'versionUri'>;

/**
 * Finds out operator versions: the setting, else what the operator's own manifests in the workspace say, else the
 * connected cluster. Two manifests that contradict each other (staging and production in one repository) say nothing,
 * and a cluster may be either of the two: the widest reading.
 */
export class OperatorVersions {
  readonly #context: LanguageContext;
  readonly #factKeys = new Map<LanguagePack, symbol>();
  readonly #known = new Map<LanguagePack, { key: string; inForce: VersionInForce }>();

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  inForce(pack: LanguagePack): VersionInForce {
    const { workspace, names, settingsRevision } = this.#context;
    const sources = pack.versionSources ?? [];
    const key = [settingsRevision, names.complete, ...sources.map(({ kind }) => workspace.kindRevision(kind))].join();
    const known = this.#known.get(pack);
    if (known?.key === key) return known.inForce;
    const inForce = this.#find(pack);
    this.#known.set(pack, { key, inForce });
    return inForce;
  }

  /** Reads what a document says about versions while its tree is there. */
  note(slot: ManifestSlot): void {
    for (const pack of this.#context.packs.all) {
      if (pack.versionSources?.some(({ kind }) => kind === slot.header.kind)) this.#detect(pack, slot);
    }
  }

  /** By pack id, what manifests that belong to no file say; nothing about a pack on which they contradict each other. */
  foundIn(text: string): Record<string, OperatorVersion> {
    const slots = splitDocuments(text).map((piece) => new ManifestSlot(piece, () => undefined));
    const found = this.#context.packs.all.flatMap((pack) => {
      const [version, ...others] = new Set(slots.flatMap((slot) => this.#detect(pack, slot)));
      return version === undefined || others.length > 0 ? [] : [[pack.system.id, version] as const];
    });
    return Object.fromEntries(found);
  }

  #find(pack: LanguagePack): VersionInForce {
    const { workspace, names, settings } = this.#context;
    const set = settings.operatorVersions[pack.system.id];
    if (set) return { version: set, versionFrom: 'settings' };
    const found = new Map<OperatorVersion, string>();
    for (const { kind } of pack.versionSources ?? []) {
      for (const { slot, uri } of workspace.slotsOf(kind)) {
        const detected = names.complete
          ? this.#detect(pack, slot)
          : (slot.known(this.#factKey(pack)) as readonly string[] | undefined);
        for (const version of detected ?? []) found.set(version, uri);
      }
    }
    const [only] = found;
    const live = settings.clusterVersions[pack.system.id];
    if (!only && live) return { version: live, versionFrom: 'cluster' };
    if (!only || found.size > 1) return { version: undefined, versionFrom: 'unknown' };
    return { version: only[0], versionFrom: 'workspace', versionUri: only[1] };
  }

  #detect(pack: LanguagePack, slot: ManifestSlot): readonly OperatorVersion[] {
    return slot.fact(this.#factKey(pack), () =>
      slot.resources
        .filter(({ identity }) => pack.versionSources?.some((source) => isOf(identity, source)))
        .flatMap(
          (resource) => ask(this.#context, 'detectVersion', undefined, () => pack.detectVersion?.(resource)) ?? [],
        ),
    );
  }

  #factKey(pack: LanguagePack): symbol {
    let key = this.#factKeys.get(pack);
    if (!key) this.#factKeys.set(pack, (key = Symbol(pack.system.id)));
    return key;
  }
}

function isOf({ apiVersion, kind }: Identity, source: { readonly group: string; readonly kind: string }): boolean {
  return kind === source.kind && groupOf(apiVersion) === source.group;
}

/**
 * Minor releases that operators are still run in, the newest patch of each: what is compared with where no version is known and
 * something is to be said only if it holds whichever of them runs.
 */
export function supportedVersions({ operatorVersions }: Pick<LanguagePack, 'operatorVersions'>): OperatorVersion[] {
  return operatorVersions.slice(-3).map((release) => `${release}.999999`);
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
