/** Whose answer depends on sources: told when one of them may be another one. */
export interface Reader {
  /** Something below it may have changed. @returns whether it believed until now that its answer holds */
  doubt(): boolean;
  /** The one that it is known by: who reads something is not kept by it. */
  readonly reference: WeakRef<Reader & Source>;
}

type Reference = Reader['reference'];

/**
 * Something that is read and may become another one. It knows who has read it, until it has told them that it may be another one:
 * so an answer that nobody has told anything holds, without looking at what is below it.
 */
export abstract class Source {
  /** When it last became another one, on its clock. */
  abstract readonly changedAt: number;
  /** The clock's: in which work it was last noted. */
  notedIn = 0;
  /** When it last told those who had read it: none of them has been known since. */
  toldAt = 0;
  /** Mostly one: of sources there are tens of thousands. */
  #readers: Reference | Reference[] | undefined;
  #most = 8;

  /** Whoever asks twice is told twice, which does no harm. */
  addReader(reference: Reference): void {
    if (!this.#readers) this.#readers = reference;
    else if (!Array.isArray(this.#readers)) this.#readers = [this.#readers, reference];
    else {
      if (this.#readers.length >= this.#most) this.#compact(this.#readers);
      this.#readers.push(reference);
    }
  }

  protected get hasReaders(): boolean {
    return this.#readers !== undefined;
  }

  /** Tells all that depend on it, however far up. @param now of its clock */
  protected tell(now: number): void {
    const telling: Source[] = [this];
    for (let source = telling.pop(); source; source = telling.pop()) {
      source.toldAt = now;
      for (const reference of source.#taken()) {
        const reader = reference.deref();
        if (reader?.doubt()) telling.push(reader);
      }
    }
  }

  #taken(): readonly Reference[] {
    const readers = this.#readers;
    this.#readers = undefined;
    if (!readers) return nobody;
    return Array.isArray(readers) ? readers : [readers];
  }

  /** Leaves out who is gone, and who asked twice. */
  #compact(readers: readonly Reference[]): void {
    const left = [...new Set(readers)].filter((reference) => reference.deref() !== undefined);
    this.#readers = left;
    this.#most = 2 * left.length + 8;
  }
}

const nobody: readonly Reference[] = [];
