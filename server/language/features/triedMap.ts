import type { Rule } from '../../../schemas/contract/index.ts';
import type { Clock } from '../queries/clock.ts';
import { isSameList } from '../queries/isSameList.ts';
import { Query } from '../queries/query.ts';
import type { ScalarContent } from '../yaml/index.ts';
import { imaginedEntry, rulesAsking } from './imagined.ts';
import type { Asked } from './imagined.ts';

/** What is wrong with the value that a key would come with: only this one, or all. */
export type Judgement = 'leave out' | 'no such key';

/**
 * What would be said about keys in one map of one tree. Which keys a rule looks at is remembered by rule, and what is said by key:
 * after an edit elsewhere, or of the word that becomes the key, only what has read something else is asked again.
 */
export class TriedMap {
  readonly #asked: Asked;
  readonly #clock: Clock;
  readonly #isFine: (key: string, content: ScalarContent) => boolean;
  readonly #judged = new Map<string, Query<Judgement | undefined>>();

  constructor(asked: Asked, clock: Clock) {
    this.#asked = asked;
    this.#clock = clock;
    const asking = rulesAsking(asked).map(([rule, keys]) => ({ rule, keys: new Query(clock, keys, isSameSet) }));
    const allKeys = new Query(clock, () => asking.map(({ keys }) => keys.read()), isSameList);
    const asks = (key: string): readonly Rule[] => {
      const known = allKeys.read();
      return asking.flatMap(({ rule }, index) => (isAsked(known[index], key) ? rule : []));
    };
    this.#isFine = imaginedEntry(asked, asks);
  }

  /** Whether it is about the same map of the same tree, seen in the same way. */
  isAbout({ found, resource, path }: Asked): boolean {
    const { found: known, resource: before, path: at } = this.#asked;
    return (
      resource.root === before.root &&
      resource.partial === before.partial &&
      JSON.stringify([resource.identity, path]) === JSON.stringify([before.identity, at]) &&
      found.claim === known.claim &&
      found.schema === known.schema &&
      found.version === known.version
    );
  }

  judge(key: string, value: string | number | boolean): Judgement | undefined {
    const question = JSON.stringify([key, value]);
    let query = this.#judged.get(question);
    if (!query) this.#judged.set(question, (query = new Query(this.#clock, () => this.#try(key, value))));
    return query.read();
  }

  #try(key: string, value: string | number | boolean): Judgement | undefined {
    if (this.#isFine(key, scalarOf(value))) return undefined;
    return this.#isFine(key, scalarOf(another(value))) ? 'leave out' : 'no such key';
  }
}

function isSameSet(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}

function isAsked(keys: ReadonlySet<unknown> | undefined, key: string): boolean {
  return keys !== undefined && keys.size > 0 && (keys.has(key) || keys.has(undefined));
}

export function scalarOf(value: string | number | boolean): ScalarContent {
  return { text: String(value), style: typeof value === 'string' ? 'double' : 'plain' };
}

function another(value: string | number | boolean): string | number | boolean {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return /^\d+$/.test(value) ? String(Number(value) + 1) : `other-${value}`;
}
