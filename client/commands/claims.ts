import { objectOf } from '../session/target.ts';
import type { Target } from '../session/target.ts';

/** What one run of a command works on, so that another run keeps away from it. */
export class Claims {
  readonly #id: string;
  readonly #taken: Set<string>;
  readonly #own = new Set<string>();

  /** @param taken what all runs have claimed. */
  constructor(id: string, taken: Set<string>) {
    this.#id = id;
    this.#taken = taken;
  }

  /** false: another run of the same command has it. */
  claim(target: Target): boolean {
    const { group, plural, namespace, name } = objectOf(target);
    const key = JSON.stringify([this.#id, target.connection.context, group, plural, namespace, name]);
    if (this.#own.has(key)) return true;
    if (this.#taken.has(key)) return false;
    this.#taken.add(key);
    this.#own.add(key);
    return true;
  }

  release(): void {
    for (const key of this.#own) this.#taken.delete(key);
    this.#own.clear();
  }
}
