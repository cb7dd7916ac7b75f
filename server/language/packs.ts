import type { Identity, LanguagePack, Rule, SystemKind } from '../../schemas/contract/index.ts';
import { groupOf } from './workspace/workspace.ts';

/** Which pack answers for a resource. */
export interface Claim {
  readonly pack: LanguagePack;
  readonly kind: SystemKind;
  /** Those of the pack's rules that look at the kind. */
  readonly rules: readonly Rule[];
}

/** A kind that exists, whether a pack answers for it or not. */
export type KnownKind = Pick<SystemKind, 'group' | 'kind' | 'versions'>;

/** The packs, found by group and kind. */
export class Packs {
  readonly all: readonly LanguagePack[];
  readonly #claims = new Map<string, Claim>();
  readonly #kinds = new Map<string, KnownKind[]>();
  readonly #whole = new Set<string>();

  constructor(packs: readonly LanguagePack[]) {
    this.all = packs;
    for (const pack of packs) {
      for (const kind of pack.system.kinds) {
        const rules = pack.rules.filter(({ kinds }) => kinds.includes(kind.kind));
        this.#claims.set(`${kind.group} ${kind.kind}`, { pack, kind, rules });
        this.#know(kind);
      }
      for (const { group, others, whole } of pack.groups ?? []) {
        for (const [kind, versions] of Object.entries(others)) this.#know({ group, kind, versions });
        if (whole) this.#whole.add(group);
      }
    }
  }

  claim({ apiVersion, kind }: Pick<Identity, 'apiVersion' | 'kind'>): Claim | undefined {
    return this.#claims.get(`${groupOf(apiVersion)} ${kind}`);
  }

  /**
   * Whether a document with this header may hold a resource of ours. A `List` has to be parsed to know, and so has a
   * document that does not say its kind where it is looked for.
   */
  mayClaim(header: Pick<Identity, 'apiVersion' | 'kind'>): boolean {
    return header.kind === '' || header.kind === 'List' || this.claim(header) !== undefined;
  }

  scopeOf(group: string, kind: string): SystemKind['scope'] | undefined {
    return this.#claims.get(`${group} ${kind}`)?.kind.scope;
  }

  /** All API groups with a kind that is known; the empty one is Kubernetes' first. */
  get groups(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /** The kinds of a group that are known; none: nobody here knows the group. */
  kindsOf(group: string): readonly KnownKind[] {
    return this.#kinds.get(group) ?? [];
  }

  /** Whether `kindsOf` has every kind of the group. */
  isWhole(group: string): boolean {
    return this.#whole.has(group);
  }

  #know(kind: KnownKind): void {
    const known = this.#kinds.get(kind.group);
    if (known) known.push(kind);
    else this.#kinds.set(kind.group, [kind]);
  }
}
