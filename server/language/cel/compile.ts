import type { Ast, Call, ExpressionProblem, ListItem, Select } from './ast.ts';
import type { Code, CodeMaker, Scope } from './code.ts';
import { compileMacro } from './compileMacro.ts';
import { burn } from './frame.ts';
import { functions, members } from './library/functions.ts';
import { MadeList } from './madeList.ts';
import { MadeMap } from './madeMap.ts';
import { itemAt, operators } from './operators.ts';
import { callOverload, callWithOne, callWithTwo } from './overloads.ts';
import type { Overload } from './overloads.ts';
import { parse } from './parse.ts';
import { subjectOf } from './subjectOf.ts';
import { types } from './typeOf.ts';
import { Failure, MapValue, merged, none, noSuchOverload, Optional, UNKNOWN } from './values.ts';
import type { Value } from './values.ts';

/** An expression that can be run; its variables are the first slots of the frame. */
export interface Program {
  readonly run: Code;
  /** Variables that it reads. */
  readonly reads: ReadonlySet<string>;
  /** The field that it is about, from its first variable on: what all that it reads of that has in common. */
  readonly subject: readonly string[];
}

/**
 * Makes an expression ready to be run. Types are not checked before: where the API server would have refused the
 * expression, running it fails. Never throws, unless the stack overflows.
 * @param variables in the order of the frame's slots
 */
export function compile(source: string, variables: readonly string[]): Program | ExpressionProblem {
  const ast = parse(source);
  if ('problem' in ast) return ast;
  try {
    const compiler = new Compiler(variables.length);
    const run = compiler.code(ast, new Map(variables.map((name, slot) => [name, slot])));
    let subject: readonly string[] | undefined;
    return {
      run,
      reads: compiler.reads,
      // Asked for where a rule does not hold, which is seldom.
      get subject() {
        return (subject ??= subjectOf(ast, variables[0] ?? ''));
      },
    };
  } catch (error) {
    if (error instanceof CompileProblem) return { problem: error.message, at: error.at };
    throw error;
  }
}

/** The expression uses what the API server does not know. */
class CompileProblem extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

class Compiler implements CodeMaker {
  readonly reads = new Set<string>();
  #slots: number;

  constructor(slots: number) {
    this.#slots = slots;
  }

  newSlot(): number {
    this.#slots += 1;
    return this.#slots - 1;
  }

  code(ast: Ast, scope: Scope): Code {
    switch (ast.kind) {
      case 'literal':
        return () => ast.value;
      case 'name':
        return this.#name(ast, scope);
      case 'select':
        return this.#select(ast, scope);
      case 'index':
        return this.#index(ast, scope);
      case 'logic':
        return logic(
          ast.operator === '||',
          ast.terms.map((term) => this.code(term, scope)),
        );
      case 'conditional':
        return conditional(this.code(ast.test, scope), this.code(ast.then, scope), this.code(ast.otherwise, scope));
      case 'list':
        return this.#list(ast, scope);
      case 'map':
        return this.#map(ast, scope);
      case 'call':
        return this.#call(ast, scope);
    }
  }

  #name({ name, at }: Extract<Ast, { kind: 'name' }>, scope: Scope): Code {
    const slot = scope.get(name);
    if (slot !== undefined) {
      this.reads.add(name);
      return (frame) => frame.slots[slot] ?? null;
    }
    const type = types.get(name);
    if (type === undefined) throw new CompileProblem(`nothing is named "${name}"`, at);
    return () => type;
  }

  #select(ast: Select, scope: Scope): Code {
    const { name, optional, presence } = ast;
    const type = types.get(qualifiedName(ast, scope) ?? '');
    if (type !== undefined) return () => type;
    const of = this.code(ast.of, scope);
    const read = (value: Value) => fieldOf(value, name);
    if (presence) return presenceOf(of, read);
    return reader(of, read, optional, () => new Failure(`no such key: ${name}`));
  }

  #index({ of, key, optional }: Extract<Ast, { kind: 'index' }>, scope: Scope): Code {
    const [container, index] = [this.code(of, scope), this.code(key, scope)];
    return (frame) => {
      const at = index(frame);
      return reader(
        container,
        (value) => itemAt(value, at),
        optional,
        () => noSuchItem,
      )(frame);
    };
  }

  #list({ items }: Extract<Ast, { kind: 'list' }>, scope: Scope): Code {
    const codes = items.map(({ value, optional }) => [this.code(value, scope), optional] as const);
    if (items.every(isConstant)) {
      const made = new MadeList(items.map(({ value }) => (value.kind === 'literal' ? value.value : null)));
      return () => made;
    }
    return (frame) => {
      burn(frame, codes.length + 1);
      const made: Value[] = [];
      for (const [code, optional] of codes) {
        const value = element(code(frame), optional);
        if (value instanceof Failure) return value;
        if (value !== undefined) made.push(value);
      }
      return new MadeList(made);
    };
  }

  #map({ entries }: Extract<Ast, { kind: 'map' }>, scope: Scope): Code {
    const codes = entries.map(
      ({ key, value, optional }) => [this.code(key, scope), this.code(value, scope), optional] as const,
    );
    return (frame) => {
      burn(frame, codes.length + 1);
      const made = new MadeMap();
      for (const [keyCode, code, optional] of codes) {
        const key = keyCode(frame);
        const value = element(code(frame), optional);
        if (key instanceof Failure) return key;
        if (value instanceof Failure) return value;
        const problem = value === undefined ? undefined : made.set(key, value);
        if (problem !== undefined) return problem;
      }
      return made;
    };
  }

  #call(call: Call, scope: Scope): Code {
    const { name, of, parameters } = call;
    if (of === undefined) {
      if (name === 'dyn' && parameters[0] !== undefined && parameters.length === 1)
        return this.code(parameters[0], scope);
      return this.#overloaded(operators[name] ?? functions.get(name), parameters, scope, call);
    }
    const owner = qualifiedName(of, scope);
    const namespaced = owner === undefined ? undefined : functions.get(`${owner}.${name}`);
    if (namespaced !== undefined) return this.#overloaded(namespaced, parameters, scope, call);
    const macro = compileMacro(this, call, of, scope);
    if (macro !== undefined) return macro;
    if ((name === 'or' || name === 'orValue') && parameters[0] !== undefined && parameters.length === 1)
      return otherwise(this.code(of, scope), this.code(parameters[0], scope), name === 'orValue');
    return this.#overloaded(members.get(name), [of, ...parameters], scope, call);
  }

  #overloaded(
    overloads: readonly Overload[] | undefined,
    parameters: readonly Ast[],
    scope: Scope,
    { name, at }: Call,
  ): Code {
    const fitting = overloads?.filter(({ arity }) => arity === parameters.length) ?? [];
    if (overloads === undefined) throw new CompileProblem(`there is no function "${name}"`, at);
    if (fitting.length === 0) throw new CompileProblem(`"${name}" does not take so many values`, at);
    const codes = parameters.map((parameter) => this.code(parameter, scope));
    const [first, second] = codes;
    if (first !== undefined && codes.length === 1)
      return (frame) => {
        burn(frame, 1);
        return callWithOne(fitting, first(frame), frame);
      };
    if (first !== undefined && second !== undefined && codes.length === 2)
      return (frame) => {
        burn(frame, 1);
        return callWithTwo(fitting, first(frame), second(frame), frame);
      };
    return (frame) => {
      burn(frame, 1);
      const values: Value[] = [];
      for (const code of codes) values.push(code(frame));
      return callOverload(fitting, values, frame);
    };
  }
}

/** `strings.quote` of what is written like that, unless a variable hides it. */
function qualifiedName(ast: Ast, scope: Scope): string | undefined {
  if (ast.kind === 'name') return scope.has(ast.name) ? undefined : ast.name;
  if (ast.kind !== 'select' || ast.optional || ast.presence) return undefined;
  const owner = qualifiedName(ast.of, scope);
  return owner === undefined ? undefined : `${owner}.${ast.name}`;
}

const noSuchItem = new Failure('no such key or index');

/** `undefined`: it is not there. */
function fieldOf(of: Value, name: string): Value | undefined {
  if (of instanceof MapValue) return of.find(name);
  return of instanceof Failure ? of : noSuchOverload;
}

/** What is read from a value; from one in an optional, and where it may be absent, an optional. */
function reader(of: Code, read: (of: Value) => Value | undefined, optional: boolean, missing: () => Failure): Code {
  return (frame) => {
    burn(frame, 1);
    const value = of(frame);
    if (value instanceof Optional) return value.value === undefined ? none : asOptional(read(value.value));
    const found = read(value);
    if (optional) return asOptional(found);
    return found === undefined ? missing() : found;
  };
}

function asOptional(value: Value | undefined): Value {
  if (value === undefined) return none;
  return value instanceof Failure ? value : new Optional(value);
}

function presenceOf(of: Code, read: (of: Value) => Value | undefined): Code {
  return (frame) => {
    burn(frame, 1);
    const value = of(frame);
    if (value instanceof Optional && value.value === undefined) return false;
    const found = read(value instanceof Optional ? (value.value ?? null) : value);
    return found instanceof Failure ? found : found !== undefined;
  };
}

function isConstant({ value, optional }: ListItem): boolean {
  return value.kind === 'literal' && !optional;
}

/** An element of a literal; `undefined`: an optional without a value. */
function element(value: Value, optional: boolean): Value | undefined {
  if (!optional || value instanceof Failure) return value;
  return value instanceof Optional ? value.value : noSuchOverload;
}

/** What a side lacks does not count where another side decides: `||` is decided by true, `&&` by false. */
function logic(decides: boolean, terms: readonly Code[]): Code {
  return (frame) => {
    let undecided: Failure | undefined;
    for (const term of terms) {
      const value = term(frame);
      if (value === decides) return decides;
      if (value !== !decides) undecided = merged(undecided, value instanceof Failure ? value : noSuchOverload);
    }
    return undecided ?? !decides;
  };
}

/** Where the test is unknown, what both branches agree on. */
function conditional(test: Code, then: Code, otherwise: Code): Code {
  return (frame) => {
    const value = test(frame);
    if (value === true) return then(frame);
    if (value === false) return otherwise(frame);
    if (value !== UNKNOWN) return value instanceof Failure ? value : noSuchOverload;
    const result = then(frame);
    return typeof result === 'boolean' && otherwise(frame) === result ? result : UNKNOWN;
  };
}

/** `.or()` and `.orValue()` do not work the alternative out where there is a value. */
function otherwise(of: Code, alternative: Code, unwrap: boolean): Code {
  return (frame) => {
    const value = of(frame);
    if (value instanceof Failure) return value;
    if (!(value instanceof Optional)) return noSuchOverload;
    if (value.value === undefined) return alternative(frame);
    return unwrap ? value.value : value;
  };
}
