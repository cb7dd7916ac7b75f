/** Whether a path, with slashes between its parts, fits. */
export type Glob = (path: string) => boolean;

export interface GlobOptions {
  /** As in `.gitignore`: braces mean themselves, and what ends in `/**` is below a folder, not the folder too. */
  readonly git?: boolean;
}

/**
 * `*`, `?` and `[a-z]` within a part of a path, `**` for any number of parts, `{a,b}` for alternatives, a backslash before what
 * means itself; names that begin with a dot are as others. Globs come with a repository (`.gitignore`, settings), so they are
 * no regular expressions: all ways through the pattern are followed at once, and a path costs at most its length times that
 * of the pattern.
 */
export function compileGlob(pattern: string, { git = false }: GlobOptions = {}): Glob {
  if (!/[*?[\\{}]/.test(pattern)) return (path) => path === pattern;
  const program = new Compiler(pattern, git, !git).compile() ?? new Compiler(pattern, git, false).compile();
  return program ? (path) => runs(program, path) : (path) => path === pattern;
}

/** Takes one character, goes on elsewhere without one, or is the end. */
type Step =
  | { readonly kind: 'take'; readonly accepts: (character: string) => boolean }
  | { readonly kind: 'go'; to: number[] }
  | { readonly kind: 'end' };

interface Group {
  /** Goes to each alternative. */
  readonly fork: { to: number[] };
  /** Behind each alternative, to the end of the group. */
  readonly exits: { to: number[] }[];
}

class Compiler {
  readonly #pattern: string;
  readonly #git: boolean;
  readonly #braces: boolean;
  readonly #steps: Step[] = [];
  readonly #groups: Group[] = [];
  #at = 0;

  constructor(pattern: string, git: boolean, braces: boolean) {
    this.#pattern = pattern;
    this.#git = git;
    this.#braces = braces;
  }

  /** `undefined`: a brace is never closed. */
  compile(): readonly Step[] | undefined {
    while (this.#at < this.#pattern.length) this.#next();
    if (this.#groups.length > 0) return undefined;
    this.#steps.push({ kind: 'end' });
    return this.#steps;
  }

  #next(): void {
    const character = this.#pattern[this.#at] ?? '';
    if (this.#startsDeep(this.#at)) return this.#deep();
    if (!this.#git && character === '/' && this.#startsDeep(this.#at + 1) && this.#endsPart(this.#at + 3, false))
      return this.#below();
    if (character === '*') return this.#any();
    if (character === '[') return this.#set();
    if (this.#braces && character === '{') return this.#open();
    if (this.#braces && this.#groups.length > 0 && character === ',') return this.#other();
    if (this.#braces && this.#groups.length > 0 && character === '}') return this.#close();
    this.#at++;
    if (character === '?') this.#take(isNoSlash);
    else if (character === '\\' && this.#at < this.#pattern.length) this.#literal(this.#pattern[this.#at++] ?? '');
    else this.#literal(character);
  }

  /** `**` as a whole part of the path. */
  #startsDeep(at: number): boolean {
    const before = this.#pattern[at - 1];
    const isStart = at === 0 || before === '/' || (this.#braces && (before === '{' || before === ','));
    return isStart && this.#pattern.startsWith('**', at) && this.#endsPart(at + 2, true);
  }

  #endsPart(at: number, orSlash: boolean): boolean {
    const next = this.#pattern[at];
    if (next === undefined || (orSlash && next === '/')) return true;
    return this.#braces && this.#groups.length > 0 && (next === ',' || next === '}');
  }

  /** `**` followed by a slash: any number of parts; at the end: anything. */
  #deep(): void {
    const isLast = this.#pattern[this.#at + 2] !== '/';
    this.#at += isLast ? 2 : 3;
    if (isLast) return this.#repeat(() => true);
    const start = this.#steps.length;
    const fork = this.#go();
    fork.to.push(this.#steps.length);
    this.#take(isNoSlash);
    this.#repeat(isNoSlash);
    this.#literal('/');
    this.#go().to.push(start);
    fork.to.push(this.#steps.length);
  }

  /** A slash and `**` at the end: what is below, and the folder itself. */
  #below(): void {
    this.#at += 3;
    const fork = this.#go();
    fork.to.push(this.#steps.length);
    this.#literal('/');
    this.#repeat(() => true);
    fork.to.push(this.#steps.length);
  }

  #any(): void {
    while (this.#pattern[this.#at] === '*') this.#at++;
    this.#repeat(isNoSlash);
  }

  #set(): void {
    const read = readSet(this.#pattern, this.#at);
    this.#at = read?.end ?? this.#at + 1;
    if (read) this.#take((character) => character !== '/' && read.accepts(character));
    else this.#literal('[');
  }

  #open(): void {
    this.#at++;
    const fork = this.#go();
    fork.to.push(this.#steps.length);
    this.#groups.push({ fork, exits: [] });
  }

  #other(): void {
    this.#at++;
    const group = this.#groups.at(-1);
    group?.exits.push(this.#go());
    group?.fork.to.push(this.#steps.length);
  }

  #close(): void {
    this.#at++;
    for (const exit of this.#groups.pop()?.exits ?? []) exit.to.push(this.#steps.length);
  }

  #repeat(accepts: (character: string) => boolean): void {
    const start = this.#steps.length;
    const fork = this.#go();
    fork.to.push(this.#steps.length);
    this.#take(accepts);
    this.#go().to.push(start);
    fork.to.push(this.#steps.length);
  }

  #literal(wanted: string): void {
    this.#take((character) => character === wanted);
  }

  #take(accepts: (character: string) => boolean): void {
    this.#steps.push({ kind: 'take', accepts });
  }

  #go(): { kind: 'go'; to: number[] } {
    const step = { kind: 'go' as const, to: [] as number[] };
    this.#steps.push(step);
    return step;
  }
}

function isNoSlash(character: string): boolean {
  return character !== '/';
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  digit: /\d/,
  lower: /[a-z]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** `[a-z]`, `[!a]`, `[^a]`, `[[:digit:]]`, `[]]`; `undefined`: no bracket closes it. */
function readSet(pattern: string, start: number): { accepts: (character: string) => boolean; end: number } | undefined {
  let at = start + 1;
  const isOther = pattern[at] === '!' || pattern[at] === '^';
  if (isOther) at++;
  const first = at;
  const parts: ((character: string) => boolean)[] = [];
  while (at < pattern.length && (pattern[at] !== ']' || at === first)) {
    const named = /^\[:(\w{5,6}):\]/.exec(pattern.slice(at, at + 10));
    const group = classes[named?.[1] ?? ''];
    if (named && group) {
      parts.push((character) => group.test(character));
      at += named[0].length;
      continue;
    }
    if (pattern[at] === '\\') at++;
    const from = pattern[at++] ?? '';
    const isRange = pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']';
    if (isRange && pattern[++at] === '\\') at++;
    const to = isRange ? (pattern[at++] ?? '') : from;
    parts.push((character) => from <= character && character <= to);
  }
  if (at >= pattern.length) return undefined;
  return { accepts: (character) => parts.some((fits) => fits(character)) !== isOther, end: at + 1 };
}

/** Follows all ways at once; each step is looked at once per character. */
function runs(program: readonly Step[], path: string): boolean {
  let current: number[] = [];
  let seen = new Uint8Array(program.length);
  const reach = (step: number): void => {
    const open = [step];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen[next] === 1) continue;
      seen[next] = 1;
      const each = program[next];
      if (each?.kind === 'go') for (const to of each.to) open.push(to);
      else current.push(next);
    }
  };
  reach(0);
  for (let index = 0; index < path.length; index++) {
    const character = path.charAt(index);
    const before = current;
    if (before.length === 0) return false;
    current = [];
    seen = new Uint8Array(program.length);
    for (const at of before) {
      const step = program[at];
      if (step?.kind === 'take' && step.accepts(character)) reach(at + 1);
    }
  }
  return current.some((at) => program[at]?.kind === 'end');
}
