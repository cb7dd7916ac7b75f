import type { Failure, Value } from './values.ts';

/** What one evaluation has at hand. */
export interface Frame {
  /** Variables, by the number that compiling gave them. */
  readonly slots: Value[];
  /** What is left to spend: one for each step, each item and every ten characters. */
  fuel: number;
  readonly matcher: Matcher;
}

/** Makes a pattern in RE2 ready to be asked; a failure if it is none. */
export type Matcher = (source: string) => Pattern | Failure;

/** Whatever it costs is taken from the fuel of the frame. */
export interface Pattern {
  /** @throws {Exhausted} */
  test(text: string, frame: Frame): boolean;
  /** What matches, from left to right without overlaps, at most so many times. @throws {Exhausted} */
  find(text: string, most: number, frame: Frame): readonly string[];
}

/** The fuel is used up, or a value became too large: the result is not known. */
export class Exhausted extends Error {}

/** @throws {Exhausted} */
export function burn(frame: Frame, units: number): void {
  frame.fuel -= units;
  if (frame.fuel < 0) throw new Exhausted();
}

/** For reading a text once. @throws {Exhausted} */
export function burnText(frame: Frame, text: string): void {
  burn(frame, text.length / 10);
}

/** UTF-16 units that a text may have, so that doubling it again and again ends early. */
const mostCharacters = 1 << 22;

/** For a text that is about to be made. @throws {Exhausted} */
export function burnNewText(frame: Frame, length: number): void {
  if (length > mostCharacters) throw new Exhausted();
  burn(frame, length / 10);
}
