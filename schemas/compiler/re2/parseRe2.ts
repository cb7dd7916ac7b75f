import { readClass, readEscape } from './readClass.ts';
import { Re2Reader } from './re2Reader.ts';
import { Re2Error } from './re2Node.ts';
import type { Assertion, Re2Node } from './re2Node.ts';

/** As in Go's regexp/syntax, but for the depth, which the stack allows there. */
const [mostRepeats, deepest] = [1000, 200];

/**
 * Reads a pattern as RE2 and Go do. @throws {Re2Error}
 * https://github.com/google/re2/wiki/Syntax
 */
export function parseRe2(source: string): Re2Node {
  return new Re2Parser(source).read();
}

interface Flags {
  /** Letters of both cases are one. */
  readonly i: boolean;
  /** `^` and `$` stand at lines. */
  readonly m: boolean;
  /** `.` takes line breaks too. */
  readonly s: boolean;
  /** Repetitions are lazy, and greedy with `?`. */
  readonly U: boolean;
}

class Re2Parser {
  readonly #reader: Re2Reader;
  #flags: Flags = { i: false, m: false, s: false, U: false };
  #depth = 0;

  constructor(source: string) {
    this.#reader = new Re2Reader(source);
  }

  read(): Re2Node {
    const node = this.#alternatives();
    if (!this.#reader.isAtEnd) throw new Re2Error('a ")" closes no group');
    return node;
  }

  /** Up to the end of the group, with which its flags end. */
  #alternatives(): Re2Node {
    this.#depth += 1;
    if (this.#depth > deepest) throw new Re2Error('groups are nested too deeply');
    const before = this.#flags;
    const nodes = [this.#sequence()];
    while (this.#reader.take('|')) nodes.push(this.#sequence());
    this.#flags = before;
    this.#depth -= 1;
    const [only] = nodes;
    return nodes.length === 1 && only ? only : { kind: 'alternatives', nodes };
  }

  #sequence(): Re2Node {
    const nodes: Re2Node[] = [];
    while (!this.#reader.isAtEnd && !this.#reader.sees('|') && !this.#reader.sees(')')) {
      const flags = this.#reader.match(/\(\?([imsU]*)(?:-([imsU]+))?\)/y);
      // Behind flags, a repetition belongs to what stands before them.
      const last = flags || this.#reader.match(repetitionAhead) ? nodes.pop() : undefined;
      if (flags) this.#setFlags(flags[1], flags[2]);
      if (last !== undefined) nodes.push(this.#repeated(last));
      else if (!flags) for (const node of this.#atoms()) nodes.push(node);
    }
    const [only] = nodes;
    if (nodes.length === 1 && only) return only;
    return nodes.length === 0 ? { kind: 'empty' } : { kind: 'sequence', nodes };
  }

  #setFlags(on = '', off = ''): void {
    const read = (name: keyof Flags) => (on.includes(name) || this.#flags[name]) && !off.includes(name);
    this.#flags = { i: read('i'), m: read('m'), s: read('s'), U: read('U') };
  }

  /** One atom with what repeats it; of `\Q...\E` all characters, of which the last can be repeated. */
  #atoms(): Re2Node[] {
    const quoted = this.#reader.takeQuoted();
    const chars = quoted === undefined ? [] : Array.from(quoted, (char) => this.#character(char.codePointAt(0) ?? 0));
    const last = quoted === undefined ? this.#atom() : chars.pop();
    return last === undefined ? [] : [...chars, this.#repeated(last)];
  }

  #atom(): Re2Node {
    const reader = this.#reader;
    if (reader.take('(')) return this.#group();
    if (reader.take('[')) return { kind: 'set', set: readClass(reader, this.#flags.i) };
    if (reader.take('.'))
      return { kind: 'set', set: { items: this.#flags.s ? [] : [[10, 10]], negated: true, fold: false } };
    if (reader.take('^')) return { kind: 'assertion', what: this.#flags.m ? 'lineStart' : 'textStart' };
    if (reader.take('$')) return { kind: 'assertion', what: this.#flags.m ? 'lineEnd' : 'textEnd' };
    const assertion = reader.match(/\\([AzbB])/y)?.[1];
    if (assertion !== undefined) return { kind: 'assertion', what: assertions.get(assertion) ?? 'textStart' };
    if (reader.take('\\')) {
      const escaped = readEscape(reader, this.#flags.i);
      if (typeof escaped === 'number') return this.#character(escaped);
      return { kind: 'set', set: { items: escaped, negated: false, fold: this.#flags.i } };
    }
    if (reader.match(repetitionAhead)) throw new Re2Error('there is nothing to repeat');
    return this.#character(reader.takeCode());
  }

  #character(code: number): Re2Node {
    return { kind: 'set', set: { items: [[code, code]], negated: false, fold: this.#flags.i } };
  }

  /** `(`, `(?:`, `(?P<name>`, `(?i:`. */
  #group(): Re2Node {
    const before = this.#flags;
    const flags = this.#reader.match(/\?([imsU]*)(?:-([imsU]+))?:/y);
    if (flags) this.#setFlags(flags[1], flags[2]);
    else if (!this.#reader.match(/\?P?<\w+>/y) && this.#reader.sees('?')) throw new Re2Error('RE2 has no such group');
    const node = this.#alternatives();
    if (!this.#reader.take(')')) throw new Re2Error('a group is not closed');
    this.#flags = before;
    return node;
  }

  #repeated(node: Re2Node): Re2Node {
    const repeat = this.#reader.match(/(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})(\??)/y);
    if (!repeat) return node;
    const [sign, from, comma, to, mark] = repeat;
    const [least, most] =
      from === undefined
        ? (signs.get(sign.charAt(0)) ?? [0, 0])
        : [Number(from), comma === undefined ? Number(from) : to === '' ? undefined : Number(to)];
    if (least > mostRepeats || (most ?? least) > mostRepeats || (most ?? least) < least)
      throw new Re2Error(`there are at most ${String(mostRepeats)} repetitions, the smaller number first`);
    if (this.#reader.match(repetitionAhead)) throw new Re2Error('a repetition cannot be repeated');
    const lazy = (mark === '?') !== this.#flags.U;
    const made: Re2Node = { kind: 'repeat', node, least, most, lazy };
    if (repeats(made) > mostRepeats) throw new Re2Error('repetitions inside each other are too many');
    return made;
  }
}

const repetitionAhead = /(?=[*+?]|\{\d+(?:,\d*)?\})/y;

const signs: ReadonlyMap<string, readonly [least: number, most: number | undefined]> = new Map([
  ['*', [0, undefined]],
  ['+', [1, undefined]],
  ['?', [0, 1]],
]);

const assertions: ReadonlyMap<string, Assertion> = new Map([
  ['A', 'textStart'],
  ['z', 'textEnd'],
  ['b', 'wordEdge'],
  ['B', 'noWordEdge'],
]);

/** How often counted repetitions inside each other repeat what is in them. */
function repeats(node: Re2Node): number {
  switch (node.kind) {
    case 'sequence':
    case 'alternatives':
      return node.nodes.reduce((most, each) => Math.max(most, repeats(each)), 1);
    case 'repeat':
      return repeats(node.node) * Math.max(1, node.most ?? node.least);
    default:
      return 1;
  }
}
