import { LinearPattern } from '../../../schemas/compiler/re2/linearPattern.ts';
import type { SchemaNode } from '../../../schemas/contract/index.ts';
import { Exhausted } from '../cel/frame.ts';

type Pattern = NonNullable<SchemaNode['pattern']>;

/** What the patterns of strangers may still spend, in steps of about 50 ns. */
export interface PatternFuel {
  left: number;
}

/** For all texts of a resource together. */
export function patternFuel(): PatternFuel {
  return { left: 1_000_000 };
}

const matchers = new WeakMap<Pattern, (text: string, fuel: PatternFuel) => boolean>();

/** Whether a text matches; a pattern is compiled when it is first needed, and one that is broken, or takes too long, is not checked. */
export function matchesPattern(pattern: Pattern, text: string, fuel: PatternFuel): boolean {
  let matches = matchers.get(pattern);
  if (!matches) matchers.set(pattern, (matches = matcherFor(pattern)));
  return matches(text, fuel);
}

function matcherFor({ source, js, flags }: Pattern): (text: string, fuel: PatternFuel) => boolean {
  try {
    if (js === undefined) return linearMatcher(new LinearPattern(source));
    const expression = new RegExp(js, flags);
    return (text) => expression.test(text);
  } catch {
    return () => true;
  }
}

function linearMatcher(pattern: LinearPattern) {
  return (text: string, fuel: PatternFuel): boolean => {
    try {
      const found = pattern.find(text, 0, (steps) => {
        fuel.left -= steps;
        if (fuel.left < 0) throw new Exhausted();
      });
      return found !== undefined;
    } catch (error) {
      if (error instanceof Exhausted) return true;
      throw error;
    }
  };
}
