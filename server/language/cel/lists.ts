import type { Failure, Value } from './values.ts';

/** Tells the items of a set or a map list apart; a failure for what cannot be one, or where it is not known. */
export type ItemIdentity = (item: Value) => string | Failure;

export abstract class List {
  abstract readonly size: number;
  /** Lists with it are alike whatever the order of their items, and `+` joins them as sets or by key. */
  abstract readonly identity: ItemIdentity | undefined;
  abstract at(index: number): Value;

  items(): readonly Value[] {
    return Array.from({ length: this.size }, (_, index) => this.at(index));
  }
}

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
