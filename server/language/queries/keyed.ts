/** One thing per key, made when it is first asked for, and gone when nobody holds it any more. */
export class Keyed<V extends object> {
  readonly #known = new Map<string, WeakRef<V>>();
  readonly #unheld = new FinalizationRegistry<string>((key) => {
    if (this.#known.get(key)?.deref() === undefined) this.#known.delete(key);
  });

  /** How many keys are held, or were until a moment ago. */
  get size(): number {
    return this.#known.size;
  }

  /** What somebody holds. */
  held(key: string): V | undefined {
    return this.#known.get(key)?.deref();
  }

  get(key: string, make: () => V): V {
    const held = this.held(key);
    if (held) return held;
    const made = make();
    this.#known.set(key, new WeakRef(made));
    this.#unheld.register(made, key);
    return made;
  }
}
