import type { SchemaNode } from '../../../schemas/contract/index.ts';

type Pattern = NonNullable<SchemaNode['pattern']>;

const matchers = new WeakMap<Pattern, RegExp>();

/** Whether a text matches; a pattern is compiled when it is first needed, and one that is broken is not checked. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  try {
    let matcher = matchers.get(pattern);
    if (!matcher) matchers.set(pattern, (matcher = new RegExp(pattern.js, pattern.flags)));
    return matcher.test(text);
  } catch {
    return true;
  }
}
