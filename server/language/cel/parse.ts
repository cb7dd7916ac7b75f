import type { Ast, Call, ExpressionProblem, ListItem, MapEntry } from './ast.ts';
import { readTokens, SyntaxProblem } from './tokens.ts';
import type { Token } from './tokens.ts';
import { isInt, isUint, Uint } from './values.ts';

/** UTF-16 units of a source, before anything is read. */
const longestSource = 1 << 16;
/** Parentheses and calls inside each other. */
const deepest = 200;
/** Operators side by side: `a + b + c` nests to the left. */
const longestChain = 1000;
const mostNodes = 20_000;

/**
 * Reads an expression by hand, as cel-go does, optional fields included; messages and backquoted names, which the API
 * server does not know either, are problems. Never throws.
 * Grammar: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
export function parse(source: string): Ast | ExpressionProblem {
  if (source.length > longestSource) return { problem: 'the expression is too long', at: longestSource };
  try {
    return new Parser(readTokens(source)).read();
  } catch (error) {
    if (error instanceof SyntaxProblem) return { problem: error.message, at: error.at };
    throw error;
  }
}

/** From loose to tight. */
const levels: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ...['==', '!=', '<', '<=', '>', '>=', 'in'].map((sign) => [sign, 3] as const),
  ...['+', '-'].map((sign) => [sign, 4] as const),
  ...['*', '/', '%'].map((sign) => [sign, 5] as const),
]);

/** A chain of one operator, whose terms stand side by side. */
interface Logic {
  readonly kind: 'logic';
  readonly operator: '&&' | '||';
  readonly terms: Ast[];
  readonly at: number;
}

const keywords = new Set(['true', 'false', 'null', 'in']);
const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #nodes = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): Ast {
    const ast = this.#expression();
    if (this.#token.kind !== 'end') this.#fail('this is left over');
    return ast;
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 };
  }

  #next(): Token {
    const token = this.#token;
    this.#at += 1;
    return token;
  }

  #is(text: string): boolean {
    const token = this.#token;
    return token.text === text && (token.kind === 'sign' || token.kind === 'name');
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at += 1;
    return true;
  }

  #want(text: string): void {
    if (!this.#take(text)) this.#fail(`"${text}" is missing`);
  }

  #fail(problem: string): never {
    throw new SyntaxProblem(problem, this.#token.at);
  }

  #made<Node extends Ast>(node: Node): Node {
    this.#nodes += 1;
    if (this.#nodes > mostNodes) this.#fail('the expression is too long');
    return node;
  }

  #expression(): Ast {
    this.#depth += 1;
    if (this.#depth > deepest) this.#fail('the expression is nested too deeply');
    const test = this.#binary(1);
    const { at } = this.#token;
    let ast = test;
    if (this.#take('?')) {
      const then = this.#binary(1);
      this.#want(':');
      ast = this.#made({ kind: 'conditional', test, then, otherwise: this.#expression(), at });
    }
    this.#depth -= 1;
    return ast;
  }

  /** Operators that bind at least as tightly as a level. */
  #binary(loosest: number): Ast {
    let left = this.#unary();
    let logic: Logic | undefined;
    for (let length = 1; ; length++) {
      const { kind, text, at } = this.#token;
      const level = kind === 'sign' || text === 'in' ? levels.get(text) : undefined;
      if (level === undefined || level < loosest) return left;
      this.#at += 1;
      const right = this.#binary(level + 1);
      if (text !== '&&' && text !== '||') {
        if (length > longestChain) this.#fail('the expression is nested too deeply');
        left = this.#made({ kind: 'call', name: text, parameters: [left, right], at });
      } else if (logic?.operator === text) logic.terms.push(right);
      else left = logic = this.#made({ kind: 'logic', operator: text, terms: [left, right], at });
    }
  }

  #unary(): Ast {
    const { at } = this.#token;
    const sign = this.#is('!') ? '!' : '-';
    let count = 0;
    while (this.#take(sign)) count += 1;
    const isNegative = sign === '-' && count % 2 === 1;
    if (isNegative && this.#token.kind === 'number') return this.#member(this.#number('-', at));
    const operand = this.#member(this.#primary());
    if (count % 2 === 0) return operand;
    return this.#made({ kind: 'call', name: sign === '-' ? '-_' : '!', parameters: [operand], at });
  }

  #number(sign: '-' | '', at: number): Ast {
    const { text } = this.#next();
    if (!/^(?:0[xX].*|\d+[uU]?)$/.test(text))
      return this.#made({ kind: 'literal', value: Number(`${sign}${text}`), at });
    const isUnsigned = /[uU]$/.test(text);
    // A number of more digits than any that fits takes time that grows with their square.
    const digits = isUnsigned ? text.slice(0, -1) : text;
    const size = digits.length > 40 ? 1n << 65n : BigInt(digits);
    const value = sign === '-' ? -size : size;
    if (!(isUnsigned ? isUint(value) : isInt(value))) throw new SyntaxProblem('this number is too large', at);
    return this.#made({ kind: 'literal', value: isUnsigned ? new Uint(value) : value, at });
  }

  #member(start: Ast): Ast {
    let of = start;
    for (let length = 1; ; length++) {
      if (length > longestChain) this.#fail('the expression is nested too deeply');
      const { at } = this.#token;
      if (this.#take('.')) of = this.#selection(of, at);
      else if (this.#take('[')) {
        const optional = this.#take('?');
        const key = this.#expression();
        this.#want(']');
        of = this.#made({ kind: 'index', of, key, optional, at });
      } else if (this.#is('{')) this.#fail('messages are not known here');
      else return of;
    }
  }

  #selection(of: Ast, at: number): Ast {
    const optional = this.#take('?');
    const token = this.#token;
    if (token.kind !== 'name' || keywords.has(token.text)) this.#fail('the name of a field is missing');
    this.#at += 1;
    if (!optional && this.#take('('))
      return this.#made({ kind: 'call', name: token.text, of, parameters: this.#parameters(), at: token.at });
    return this.#made({ kind: 'select', of, name: token.text, optional, presence: false, at });
  }

  #parameters(): Ast[] {
    const parameters: Ast[] = [];
    if (this.#take(')')) return parameters;
    for (;;) {
      parameters.push(this.#expression());
      if (this.#take(')')) return parameters;
      this.#want(',');
    }
  }

  #primary(): Ast {
    const token = this.#token;
    const { at, kind, text } = token;
    if (kind === 'number') return this.#number('', at);
    if (kind === 'name') return this.#named();
    if (this.#take('.')) {
      if (this.#token.kind !== 'name') this.#fail('a name is missing');
      return this.#named();
    }
    if (kind === 'string' || kind === 'bytes') {
      this.#at += 1;
      return this.#made({ kind: 'literal', value: token.bytes ?? text, at });
    }
    if (this.#take('(')) {
      const inner = this.#expression();
      this.#want(')');
      return inner;
    }
    if (this.#take('[')) return this.#made({ kind: 'list', items: this.#items(), at });
    if (this.#take('{')) return this.#made({ kind: 'map', entries: this.#entries(), at });
    return this.#fail(kind === 'end' ? 'the expression ends too early' : 'a value is missing');
  }

  #named(): Ast {
    const { text, at } = this.#token;
    if (text === 'in' || reserved.has(text)) this.#fail('this word is reserved');
    this.#at += 1;
    if (text === 'true' || text === 'false') return this.#made({ kind: 'literal', value: text === 'true', at });
    if (text === 'null') return this.#made({ kind: 'literal', value: null, at });
    if (!this.#take('(')) return this.#made({ kind: 'name', name: text, at });
    const call: Call = { kind: 'call', name: text, parameters: this.#parameters(), at };
    return this.#made(text === 'has' ? this.#presence(call) : call);
  }

  /** `has(a.b)` asks whether the field is there, and does not read it. */
  #presence({ parameters, at }: Call): Ast {
    const [field, ...others] = parameters;
    if (field?.kind !== 'select' || others.length > 0) throw new SyntaxProblem('has() takes a field', at);
    return { ...field, presence: true, at };
  }

  #items(): ListItem[] {
    const items: ListItem[] = [];
    while (!this.#take(']')) {
      const optional = this.#take('?');
      items.push({ value: this.#expression(), optional });
      if (this.#take(',')) continue;
      this.#want(']');
      break;
    }
    return items;
  }

  #entries(): MapEntry[] {
    const entries: MapEntry[] = [];
    while (!this.#take('}')) {
      const optional = this.#take('?');
      const key = this.#expression();
      this.#want(':');
      entries.push({ key, value: this.#expression(), optional });
      if (this.#take(',')) continue;
      this.#want('}');
      break;
    }
    return entries;
  }
}
