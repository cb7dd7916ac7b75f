import type { Value } from './values.ts';

/** An expression as it is written; `at` is an offset into the source in UTF-16 units. */
export type Ast =
  | { readonly kind: 'literal'; readonly value: Value; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | Select
  | { readonly kind: 'index'; readonly of: Ast; readonly key: Ast; readonly optional: boolean; readonly at: number }
  | Call
  /** `&&` or `||`: all terms of a chain side by side, so that a long one is no deep one. */
  | { readonly kind: 'logic'; readonly operator: '&&' | '||'; readonly terms: readonly Ast[]; readonly at: number }
  | {
      readonly kind: 'conditional';
      readonly test: Ast;
      readonly then: Ast;
      readonly otherwise: Ast;
      readonly at: number;
    }
  | { readonly kind: 'list'; readonly items: readonly ListItem[]; readonly at: number }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[]; readonly at: number };

/** `of.name`, `of.?name` and, with `presence`, `has(of.name)`. */
export interface Select {
  readonly kind: 'select';
  readonly of: Ast;
  readonly name: string;
  readonly optional: boolean;
  readonly presence: boolean;
  readonly at: number;
}

/** A function, a member function (with `of`), or an operator, whose name is its sign. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly of?: Ast;
  readonly parameters: readonly Ast[];
  readonly at: number;
}

/** `optional`: written `?value`, and there only if the optional has a value. */
export interface ListItem {
  readonly value: Ast;
  readonly optional: boolean;
}

export interface MapEntry extends ListItem {
  readonly key: Ast;
}

/** Why a text is no expression, or none that can be run here. */
export interface ExpressionProblem {
  /** A few words. */
  readonly problem: string;
  readonly at: number;
}
