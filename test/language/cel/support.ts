import { compile } from '../../../server/language/cel/compile.ts';
import { Exhausted } from '../../../server/language/cel/frame.ts';
import { trustingMatcher } from '../../../server/language/cel/matcher.ts';
import { Failure } from '../../../server/language/cel/values.ts';
import type { Value } from '../../../server/language/cel/values.ts';

/** What an expression makes of the values of `self` and `oldSelf`; "no expression" where it is none. */
export function evaluate(source: string, ...slots: Value[]): Value {
  const program = compile(source, ['self', 'oldSelf']);
  if ('problem' in program) return new Failure(`no expression: ${program.problem}`);
  return program.run({ slots, fuel: 1_000_000, matcher: trustingMatcher() });
}

/** The same in a word; `exhausted` where the fuel does not suffice. */
export function outcome(source: string, ...slots: Value[]): string {
  try {
    const value = evaluate(source, ...slots);
    return value instanceof Failure ? value.message : JSON.stringify(value);
  } catch (error) {
    if (error instanceof Exhausted) return 'exhausted';
    throw error;
  }
}
