import type { Ast } from './ast.ts';
import type { Frame } from './frame.ts';
import type { Value } from './values.ts';

/** Runs in a frame. @throws {Exhausted} @throws {RangeError} if the stack overflows */
export type Code = (frame: Frame) => Value;

/** Variables by name, with the slots in which they stand. */
export type Scope = ReadonlyMap<string, number>;

/** Makes the parts of an expression ready to be run. */
export interface CodeMaker {
  /** A slot for a variable of a macro. */
  newSlot(): number;
  /** @throws {CompileProblem} */
  code(ast: Ast, scope: Scope): Code;
}
