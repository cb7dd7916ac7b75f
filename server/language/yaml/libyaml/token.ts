import type { ScalarStyle } from '../../../../schemas/contract/index.ts';
import type { ProblemCode } from '../problem.ts';

export type TokenType =
  | 'end'
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'list-start'
  | 'map-start'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | '-'
  | ','
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export class Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** Content of a scalar, name of an anchor or alias, handle of a tag. */
  readonly value: string;
  readonly style: ScalarStyle;
  /** What follows the handle of a tag. */
  readonly suffix: string;
  /** The key that may turn out to begin here. */
  key: SimpleKey | undefined = undefined;

  constructor(type: TokenType, start: number, end: number, value = '', style: ScalarStyle = 'plain', suffix = '') {
    this.type = type;
    this.start = start;
    this.end = end;
    this.value = value;
    this.style = style;
    this.suffix = suffix;
  }
}

/** A place where a key without `?` may begin: whether it is one shows with a colon behind it, on the same line. */
export interface SimpleKey {
  isPossible: boolean;
  /** Nothing but a key can stand here. */
  readonly isRequired: boolean;
  readonly start: number;
  readonly lineStart: number;
  /** Of its first token, counted from the start of the text. */
  readonly number: number;
}

/** kubectl reads no further, or this reader does not want to (`template`, `too-deep`). */
export class Refusal extends Error {
  readonly code: ProblemCode | 'template';
  readonly start: number;
  readonly end: number;
  readonly detail: string;

  constructor(code: ProblemCode | 'template', start: number, end: number, detail = '') {
    super(code);
    this.code = code;
    this.start = start;
    this.end = end;
    this.detail = detail;
  }
}
