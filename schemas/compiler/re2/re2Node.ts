import type { CharacterSet } from './characterSet.ts';

/** A pattern in RE2, read. Groups leave no trace: nobody asks what they hold. */
export type Re2Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { readonly kind: 'sequence'; readonly nodes: readonly Re2Node[] }
  /** The first that fits counts. */
  | { readonly kind: 'alternatives'; readonly nodes: readonly Re2Node[] }
  | Repeat;

/** At least `least` times; without `most` as often as it can be. `lazy`: as rarely. */
export interface Repeat {
  readonly kind: 'repeat';
  readonly node: Re2Node;
  readonly least: number;
  readonly most: number | undefined;
  readonly lazy: boolean;
}

/** A word consists of letters and digits of ASCII, and `_`. */
export type Assertion = 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordEdge' | 'noWordEdge';

/** It is no pattern in RE2; the message is a sentence without a full stop. */
export class Re2Error extends Error {}
