import { List } from './values.ts';
import type { ItemIdentity, Value } from './values.ts';

/** A list that an expression made. */
export class MadeList extends List {
  readonly identity: ItemIdentity | undefined;
  readonly #items: readonly Value[];

  constructor(items: readonly Value[], identity?: ItemIdentity) {
    super();
    this.#items = items;
    this.identity = identity;
  }

  get size(): number {
    return this.#items.length;
  }

  at(index: number): Value {
    return this.#items[index] ?? null;
  }

  override items(): readonly Value[] {
    return this.#items;
  }
}
