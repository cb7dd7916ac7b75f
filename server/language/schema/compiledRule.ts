import type { SchemaRule } from '../../../schemas/contract/index.ts';
import { remembered } from '../../../schemas/vocabulary/remembered.ts';
import { compile } from '../cel/compile.ts';
import type { Program } from '../cel/compile.ts';

/** A rule that can be run. */
export interface CompiledRule {
  readonly program: Program;
  /** What says why it does not hold. */
  readonly message: Program | undefined;
  readonly isTransition: boolean;
}

/** The variables of a rule, in the order of its slots. */
const variables = ['self', 'oldSelf'];

const known = new WeakMap<SchemaRule, CompiledRule | 'unreadable'>();

/** `undefined`: it is empty, or no expression; then it says nothing. Compiled when it is first asked. */
export function compiledRule(rule: SchemaRule): CompiledRule | undefined {
  let compiled = known.get(rule);
  if (compiled === undefined) known.set(rule, (compiled = compiledOf(rule) ?? 'unreadable'));
  return compiled === 'unreadable' ? undefined : compiled;
}

function compiledOf({ rule, messageExpression }: SchemaRule): CompiledRule | undefined {
  const program = programOf(rule);
  if (program === undefined) return undefined;
  const message = messageExpression === undefined ? undefined : programOf(messageExpression);
  return { program, message, isTransition: program.reads.has('oldSelf') };
}

/** Kinds say the same of containers, claims and selectors wherever these stand. */
const programOf = remembered(
  (source): Program | undefined => {
    try {
      const program = compile(source, variables);
      return 'problem' in program ? undefined : program;
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  },
  { most: 500, longest: 2000 },
);
