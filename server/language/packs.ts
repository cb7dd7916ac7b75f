import type { Identity, LanguagePack, Rule, SystemKind } from '../../schemas/contract/index.ts';
import { groupOf } from './workspace/workspace.ts';

/** Which pack answers for a resource. */
export interface Claim {
  readonly pack: LanguagePack;
  readonly kind: SystemKind;
  /** Those of the pack's rules that look at the kind. */
  readonly rules: readonly Rule[];
}

/** The packs, found by group and kind. */
export class Packs {
  readonly all: readonly LanguagePack[];
  readonly #claims = new Map<string, Claim>();
  readonly #groups = new Map<string, LanguagePack[]>();

  constructor(packs: readonly LanguagePack[]) {
    this.all = packs;
    for (const pack of packs) {
      for (const kind of pack.system.kinds) {
        const rules = pack.rules.filter(({ kinds }) => kinds.includes(kind.kind));
        this.#claims.set(`${kind.group} ${kind.kind}`, { pack, kind, rules });
        const known = this.#groups.get(kind.group) ?? [];
        if (!known.includes(pack)) this.#groups.set(kind.group, [...known, pack]);
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

  /** Packs that have at least one kind in an API group. */
  ofGroup(group: string): readonly LanguagePack[] {
    return this.#groups.get(group) ?? [];
  }
}
