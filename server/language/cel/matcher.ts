import { convertRe2 } from '../../../schemas/compiler/re2/convertRe2.ts';
import { LinearPattern } from '../../../schemas/compiler/re2/linearPattern.ts';
import type { Match } from '../../../schemas/compiler/re2/linearPattern.ts';
import { Re2Error } from '../../../schemas/compiler/re2/re2Node.ts';
import { remembered } from '../../../schemas/vocabulary/remembered.ts';
import { burn, burnText } from './frame.ts';
import type { Frame, Matcher, Pattern } from './frame.ts';
import { Failure } from './values.ts';

/**
 * For expressions and patterns that somebody has read: JavaScript's own machine is fast, and takes time that grows
 * exponentially for a pattern made to that end. It only says whether something matches: what it finds is not always the same.
 */
export function trustingMatcher(): Matcher {
  return remembering((source) => {
    const linear = () => new LinearCelPattern(new LinearPattern(source));
    try {
      const { js, flags } = convertRe2(source);
      return new JavaScriptPattern(new RegExp(js, flags), linear);
    } catch {
      return linear();
    }
  });
}

/** For those of strangers: whatever the pattern, it takes as long as the text times the pattern. */
export function linearMatcher(): Matcher {
  return remembering((source) => new LinearCelPattern(new LinearPattern(source)));
}

/** Patterns that an expression makes of values are not remembered without end. */
const mostRemembered = 200;

function remembering(make: (source: string) => Pattern): Matcher {
  return remembered((source) => orFailure(() => make(source)), { most: mostRemembered });
}

function orFailure(make: () => Pattern): Pattern | Failure {
  try {
    return make();
  } catch (error) {
    if (error instanceof Re2Error) return new Failure(`error parsing regexp: ${error.message}`);
    throw error;
  }
}

class JavaScriptPattern implements Pattern {
  readonly #pattern: RegExp;
  readonly #makeFinder: () => Pattern;
  /** Few expressions look for more than whether something matches. */
  #finder: Pattern | undefined;

  constructor(pattern: RegExp, makeFinder: () => Pattern) {
    this.#pattern = pattern;
    this.#makeFinder = makeFinder;
  }

  test(text: string, frame: Frame): boolean {
    burnText(frame, text);
    return this.#pattern.test(text);
  }

  find(text: string, most: number, frame: Frame): readonly string[] {
    this.#finder ??= this.#makeFinder();
    return this.#finder.find(text, most, frame);
  }
}

class LinearCelPattern implements Pattern {
  readonly #pattern: LinearPattern;

  constructor(pattern: LinearPattern) {
    this.#pattern = pattern;
  }

  test(text: string, frame: Frame): boolean {
    return this.#next(text, 0, frame) !== undefined;
  }

  /** As Go's `FindAllString`: an empty match right behind another one does not count. */
  find(text: string, most: number, frame: Frame): readonly string[] {
    const found: string[] = [];
    let before = -1;
    for (let at = 0; at <= text.length && found.length < most;) {
      const match = this.#next(text, at, frame);
      if (match === undefined) break;
      const { start, end } = match;
      if (start < end || start !== before) found.push(text.slice(start, end));
      before = end;
      at = end > at ? end : at + (/[\ud800-\udbff]/.test(text.charAt(at)) ? 2 : 1);
    }
    return found;
  }

  #next(text: string, from: number, frame: Frame): Match | undefined {
    return this.#pattern.find(text, from, (steps) => {
      burn(frame, steps / 5);
    });
  }
}
