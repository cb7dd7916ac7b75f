import type { Ast, Call } from './ast.ts';
import type { Code, CodeMaker, Scope } from './code.ts';
import { sorted } from './compare.ts';
import { burn } from './frame.ts';
import type { Frame } from './frame.ts';
import { MadeList } from './madeList.ts';
import { MadeMap } from './madeMap.ts';
import { Failure, List, MapValue, merged, none, noSuchOverload, Optional } from './values.ts';
import type { Value } from './values.ts';

/**
 * Macros: calls whose last parameter is run for each element, which the names before it stand for. One name stands for an
 * item or a key; two stand for index and item, or key and value. `undefined`: the call is no macro.
 * https://github.com/google/cel-spec/blob/master/doc/langdef.md#macros
 */
export function compileMacro(compiler: CodeMaker, call: Call, of: Ast, scope: Scope): Code | undefined {
  const { name, parameters } = call;
  const form = forms.find(
    (each) =>
      each.names.includes(name) &&
      each.bodies.includes(parameters.length - each.variables) &&
      parameters.slice(0, each.variables).every(({ kind }) => kind === 'name'),
  );
  if (form === undefined) return undefined;
  const slots: number[] = [];
  let inner = scope;
  for (const variable of parameters.slice(0, form.variables)) {
    if (variable.kind !== 'name') return undefined;
    const slot = compiler.newSlot();
    slots.push(slot);
    inner = new Map(inner).set(variable.name, slot);
  }
  const bodies = parameters.slice(form.variables).map((body) => compiler.code(body, inner));
  const [body, condition] = bodies.reverse();
  if (body === undefined) return undefined;
  return form.make(name, { of: compiler.code(of, scope), slots, body, condition });
}

const noSuchKey = new Failure('no such key');

interface Macro {
  readonly of: Code;
  readonly slots: readonly number[];
  readonly body: Code;
  /** Elements of which it is false are left out. */
  readonly condition: Code | undefined;
}

interface Form {
  readonly names: readonly string[];
  readonly variables: 1 | 2;
  /** How many expressions may follow the names. */
  readonly bodies: readonly number[];
  make(name: string, macro: Macro): Code;
}

const quantifiers = ['all', 'exists', 'exists_one'];

const forms: readonly Form[] = [
  { names: quantifiers, variables: 1, bodies: [1], make: quantifier },
  { names: [...quantifiers, 'existsOne'], variables: 2, bodies: [1], make: quantifier },
  { names: ['filter'], variables: 1, bodies: [1], make: (_, macro) => filter(macro) },
  { names: ['map'], variables: 1, bodies: [1, 2], make: (_, macro) => transformList(macro) },
  { names: ['transformList'], variables: 2, bodies: [1, 2], make: (_, macro) => transformList(macro) },
  { names: ['transformMap', 'transformMapEntry'], variables: 2, bodies: [1, 2], make: transformMap },
  { names: ['sortBy'], variables: 1, bodies: [1], make: (_, macro) => sortBy(macro) },
  { names: ['optMap', 'optFlatMap'], variables: 1, bodies: [1], make: optionalMap },
];

/**
 * Goes through the elements.
 * @param step gets what the first name stands for, and ends the loop by returning a value
 * @returns that value, a failure if there are no elements to go through, else `undefined`
 */
function each({ of, slots: [first, second] }: Macro, frame: Frame, step: (element: Value) => Value | undefined) {
  const container = of(frame);
  if (container instanceof Failure) return container;
  if (!(container instanceof List) && !(container instanceof MapValue)) return noSuchOverload;
  const elements = container instanceof List ? container.items() : container.keys();
  burn(frame, elements.length);
  const isList = container instanceof List;
  for (const [index, element] of elements.entries()) {
    const bound = second !== undefined && isList ? BigInt(index) : element;
    if (first !== undefined) frame.slots[first] = bound;
    if (second !== undefined) frame.slots[second] = isList ? element : (container.find(element) ?? noSuchKey);
    const result = step(bound);
    if (result !== undefined) return result;
  }
  return undefined;
}

function quantifier(name: string, macro: Macro): Code {
  if (name !== 'all' && name !== 'exists') return existsOne(macro);
  const decides = name === 'exists';
  return (frame) => {
    let undecided: Failure | undefined;
    const result = each(macro, frame, () => {
      const value = macro.body(frame);
      if (value === decides) return value;
      if (value !== !decides) undecided = merged(undecided, value instanceof Failure ? value : noSuchOverload);
      return undefined;
    });
    return result ?? undecided ?? !decides;
  };
}

function existsOne(macro: Macro): Code {
  return (frame) => {
    let count = 0;
    const result = each(macro, frame, () => {
      const value = truth(macro.body(frame));
      if (value instanceof Failure) return value;
      count += Number(value);
      return undefined;
    });
    return result ?? count === 1;
  };
}

function filter(macro: Macro): Code {
  return (frame) => {
    const kept: Value[] = [];
    const result = each(macro, frame, (element) => {
      const value = truth(macro.body(frame));
      if (value instanceof Failure) return value;
      if (value) kept.push(element);
      return undefined;
    });
    return result ?? new MadeList(kept);
  };
}

/** Runs the body for each element that the condition takes; `add` may fail. */
function transform(macro: Macro, frame: Frame, add: (element: Value, made: Value) => Failure | undefined) {
  return each(macro, frame, (element) => {
    const wanted = macro.condition === undefined || truth(macro.condition(frame));
    if (wanted instanceof Failure) return wanted;
    if (!wanted) return undefined;
    const made = macro.body(frame);
    return made instanceof Failure ? made : add(element, made);
  });
}

function transformList(macro: Macro): Code {
  return (frame) => {
    const list: Value[] = [];
    const result = transform(macro, frame, (_, made) => {
      list.push(made);
      return undefined;
    });
    return result ?? new MadeList(list);
  };
}

/** `transformMapEntry` makes whole entries, as maps. */
function transformMap(name: string, macro: Macro): Code {
  return (frame) => {
    const map = new MadeMap();
    const result = transform(macro, frame, (key, made) => {
      if (name === 'transformMap') return map.insert(key, made);
      if (!(made instanceof MapValue)) return noSuchOverload;
      const problems = made.keys().map((each) => map.insert(each, made.find(each) ?? null));
      return problems.find((problem) => problem !== undefined);
    });
    return result ?? map;
  };
}

function sortBy(macro: Macro): Code {
  return (frame) => {
    const keyed: [key: Value, element: Value][] = [];
    const result = transform(macro, frame, (element, key) => {
      keyed.push([key, element]);
      return undefined;
    });
    return result ?? sorted(keyed, frame);
  };
}

function optionalMap(name: string, { of, slots: [slot], body }: Macro): Code {
  return (frame) => {
    const optional = of(frame);
    burn(frame, 1);
    if (optional instanceof Failure) return optional;
    if (!(optional instanceof Optional)) return noSuchOverload;
    if (optional.value === undefined) return none;
    if (slot !== undefined) frame.slots[slot] = optional.value;
    const made = body(frame);
    return made instanceof Failure || name === 'optFlatMap' ? made : new Optional(made);
  };
}

function truth(value: Value): boolean | Failure {
  if (typeof value === 'boolean') return value;
  return value instanceof Failure ? value : noSuchOverload;
}
