import type { Header } from '../apiGroups.ts';
import { Packs } from '../packs.ts';
import type { ResourceClaim } from '../packs.ts';
import type { Definitions } from './definitions.ts';

/** The packs, and kinds that no pack knows but a definition makes. */
export class DefinedPacks extends Packs {
  readonly #definitions: Definitions;

  constructor(packs: Packs, definitions: Definitions) {
    super(packs);
    this.#definitions = definitions;
  }

  override claim(header: Header): ResourceClaim | undefined {
    return super.claim(header) ?? this.#definitions.claim(header);
  }
}
