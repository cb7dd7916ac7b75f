import type { NameScope } from '../../../schemas/contract/index.ts';
import type { Clock } from '../queries/clock.ts';
import { Keyed } from '../queries/keyed.ts';
import { Signal } from '../queries/signal.ts';
import { nameKey, scopeKey, variantsOf } from './nameQuery.ts';
import type { NameQuery } from './nameQuery.ts';
import type { NameScopes } from './nameScopes.ts';
import { keyTypes } from './readNames.ts';
import type { IndexedName } from './readNames.ts';

/** Those who have asked for a name, or for all names of a scope. */
export class NameSignals {
  readonly #clock: Clock;
  readonly #scopes: NameScopes;
  readonly #signals = new Keyed<Signal>();
  /** Scopes that have been told since somebody could ask. */
  readonly #told = new Set<string>();

  constructor(clock: Clock, scopes: NameScopes) {
    this.#clock = clock;
    this.#scopes = scopes;
  }

  note(query: NameQuery): void {
    if (!this.#clock.isNoting) return;
    for (const { name, within } of variantsOf(query)) this.#note(nameKey(query.type, within, name));
  }

  noteScope(type: string, within: NameScope | undefined): void {
    this.#note(scopeKey(type, within));
  }

  /** Names are going to come and go, and nobody asks meanwhile: a scope is told once of all that are in it. */
  begin(): void {
    this.#told.clear();
  }

  /** Keys come and go with what has them. */
  touch(entry: IndexedName): void {
    if (this.#signals.size === 0) return;
    const { type, keys } = entry;
    const keyType = keyTypes[type as keyof typeof keyTypes];
    for (const { name, within } of variantsOf(entry)) {
      this.#touchScope(this.#scopes.keyOf(type, within));
      this.#signals.held(nameKey(type, within, name))?.touch();
      if (!keys) continue;
      const scope = { type, name };
      this.#touchScope(scopeKey(keyType, scope));
      for (const key of keys) this.#signals.held(nameKey(keyType, scope, key))?.touch();
    }
  }

  #touchScope(key: string): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#signals.held(key)?.touch();
  }

  #note(key: string): void {
    this.#signals.get(key, () => new Signal(this.#clock)).note();
  }
}
