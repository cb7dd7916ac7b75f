import { testerOf } from './characterSet.ts';
import type { CharacterSet, CharacterTest } from './characterSet.ts';
import { parseRe2 } from './parseRe2.ts';
import { Re2Error } from './re2Node.ts';
import type { Assertion, Re2Node, Repeat } from './re2Node.ts';

/** UTF-16 offsets into the text, end excluded. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** Steps of a pattern, most of which repetitions make: as many copies as they count. */
const mostSteps = 10_000;

/** What a program does at one place; the numbers are those of steps to go on with. */
type Step =
  | { readonly kind: 'set'; readonly test: CharacterTest; readonly next: number }
  | { readonly kind: 'assertion'; readonly what: Assertion; readonly next: number }
  /** The first way is tried before the second. */
  | { kind: 'split'; first: number; second: number }
  | { readonly kind: 'match' };

/**
 * A pattern in RE2 that takes time as long as the text times the pattern, whatever both are: all ways through the pattern
 * are followed side by side (Pike's machine), and no character is read twice. It finds what Go finds.
 * https://swtch.com/~rsc/regexp/regexp2.html
 */
export class LinearPattern {
  readonly #steps: Step[] = [{ kind: 'match' }];
  readonly #start: number;
  /** Copies of a set share one. */
  readonly #tests = new Map<CharacterSet, CharacterTest>();

  /** @throws {Re2Error} if it is none */
  static check(source: string): void {
    new LinearPattern(source);
  }

  /** @throws {Re2Error} */
  constructor(source: string) {
    this.#start = this.#add(parseRe2(source), 0);
  }

  /**
   * The first match from an offset on, of which the pattern prefers the earliest, then what is written first in it.
   * @param spend told how many steps were made; it may throw to end the search
   */
  find(text: string, from: number, spend: (steps: number) => void): Match | undefined {
    return new Search(this.#steps, this.#start, text, spend).run(from);
  }

  #test(set: CharacterSet): CharacterTest {
    let test = this.#tests.get(set);
    if (!test) this.#tests.set(set, (test = testerOf(set)));
    return test;
  }

  #push(step: Step): number {
    if (this.#steps.length >= mostSteps) throw new Re2Error('the pattern is too large');
    return this.#steps.push(step) - 1;
  }

  /** Steps for a node that go on with the step `next`; returns the first. */
  #add(node: Re2Node, next: number): number {
    switch (node.kind) {
      case 'empty':
        return next;
      case 'set':
        return this.#push({ kind: 'set', test: this.#test(node.set), next });
      case 'assertion':
        return this.#push({ kind: 'assertion', what: node.what, next });
      case 'sequence':
        return node.nodes.reduceRight((after, each) => this.#add(each, after), next);
      case 'alternatives': {
        const ways = node.nodes.map((each) => this.#add(each, next));
        return ways.reduceRight((second, first) => this.#push({ kind: 'split', first, second }));
      }
      case 'repeat':
        return this.#repeat(node, next);
    }
  }

  #repeat({ node, least, most, lazy }: Repeat, next: number): number {
    let after = next;
    let copies = least;
    if (most === undefined) {
      // What may be empty goes round once before it may be left out: so the first of its ways that fits counts, as in Go.
      const isOnce = least > 0 || isNullable(node);
      after = this.#loop(node, lazy, next, isOnce);
      if (isOnce && least === 0) after = this.#split(after, next, lazy);
      copies = Math.max(0, least - 1);
    } else {
      for (let count = least; count < most; count++) after = this.#split(this.#add(node, after), next, lazy);
    }
    for (let count = 0; count < copies; count++) after = this.#add(node, after);
    return after;
  }

  /** `isOnce`: it is entered by its body, and not by the question whether to go on. */
  #loop(node: Re2Node, lazy: boolean, next: number, isOnce: boolean): number {
    const question: Extract<Step, { kind: 'split' }> = { kind: 'split', first: next, second: next };
    const place = this.#push(question);
    const body = this.#add(node, place);
    if (lazy) question.second = body;
    else question.first = body;
    return isOnce ? body : place;
  }

  #split(body: number, next: number, lazy: boolean): number {
    return this.#push({ kind: 'split', first: lazy ? next : body, second: lazy ? body : next });
  }
}

function isNullable(node: Re2Node): boolean {
  switch (node.kind) {
    case 'empty':
    case 'assertion':
      return true;
    case 'set':
      return false;
    case 'sequence':
      return node.nodes.every(isNullable);
    case 'alternatives':
      return node.nodes.some(isNullable);
    case 'repeat':
      return node.least === 0 || isNullable(node.node);
  }
}

/** A way through the pattern: where it is, and where its match began. Those before it in the list are preferred. */
interface Thread {
  readonly step: Extract<Step, { kind: 'set' | 'match' }>;
  readonly start: number;
}

class Search {
  readonly #steps: readonly Step[];
  readonly #first: number;
  readonly #text: string;
  readonly #spend: (steps: number) => void;
  /** When a step was last reached, so that it is followed once at each place. */
  readonly #reached: Int32Array;
  #round = 0;

  constructor(steps: readonly Step[], first: number, text: string, spend: (steps: number) => void) {
    this.#steps = steps;
    this.#first = first;
    this.#text = text;
    this.#spend = spend;
    this.#reached = new Int32Array(steps.length);
  }

  run(from: number): Match | undefined {
    let threads: Thread[] = [];
    let match: Match | undefined;
    for (let at = from; ;) {
      this.#round += 1;
      const ready: Thread[] = [];
      for (const { step, start } of threads) {
        // `threads` were taken from this character on: their next steps are for the next one.
        this.#follow(step.kind === 'set' ? step.next : 0, start, at, ready);
      }
      if (match === undefined) this.#follow(this.#first, at, at, ready);
      this.#spend(ready.length + 1);
      const won = ready.findIndex(({ step }) => step.kind === 'match');
      const winner = ready[won];
      if (winner !== undefined) match = { start: winner.start, end: at };
      const code = this.#text.codePointAt(at);
      if (code === undefined) return match;
      threads = (won < 0 ? ready : ready.slice(0, won)).filter(({ step }) => step.kind === 'set' && step.test(code));
      if (threads.length === 0 && match !== undefined) return match;
      at += code > 0xffff ? 2 : 1;
    }
  }

  /** All that can be reached without reading a character, preferred first. */
  #follow(from: number, start: number, at: number, ready: Thread[]): void {
    const open = [from];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const step = this.#steps[next];
      if (step === undefined || this.#reached[next] === this.#round) continue;
      this.#reached[next] = this.#round;
      if (step.kind === 'split') open.push(step.second, step.first);
      else if (step.kind !== 'assertion') ready.push({ step, start });
      else if (this.#holds(step.what, at)) open.push(step.next);
    }
  }

  #holds(what: Assertion, at: number): boolean {
    switch (what) {
      case 'textStart':
        return at === 0;
      case 'textEnd':
        return at === this.#text.length;
      case 'lineStart':
        return at === 0 || this.#text[at - 1] === '\n';
      case 'lineEnd':
        return at === this.#text.length || this.#text[at] === '\n';
      case 'wordEdge':
        return this.#isWord(at - 1) !== this.#isWord(at);
      case 'noWordEdge':
        return this.#isWord(at - 1) === this.#isWord(at);
    }
  }

  #isWord(at: number): boolean {
    return /\w/.test(this.#text.charAt(at));
  }
}
