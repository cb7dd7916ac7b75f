import type { TextChange } from '../../language/workspace/manifestFile.ts';
import type { Problem } from '../../language/answers.ts';

/** After so many milliseconds without a key what is wrong with the line is told: long enough for a word, short enough for a thought. */
export const typingPause = 500;

/** More at once is pasted, or written by a program; brackets and quotes come in pairs. In UTF-16 code units. */
const mostTyped = 2;

interface TypedLine {
  readonly line: number;
  /** What is wrong with it has been told before it was typed in: that goes as soon as it is right, and is not taken back before. */
  readonly told: ReadonlySet<string>;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Lines in which somebody is typing, one in a file: half a word is no mistake yet. What is new about such a line waits until the
 * cursor is seen elsewhere or the typing pauses; what the service says stays what it is.
 */
export class TypedLines {
  readonly #lines = new Map<string, TypedLine>();
  readonly #pause: number;
  readonly #done: (key: string) => void;

  /** @param done told of a file whose line waits no longer @param pause in milliseconds */
  constructor(done: (key: string) => void, pause = typingPause) {
    this.#done = done;
    this.#pause = pause;
  }

  /** A file has been edited. @param told what its editor knows */
  edited(key: string, changes: readonly TextChange[], told: readonly Problem[]): void {
    const known = this.#lines.get(key);
    const line = lineOf(changes);
    this.#forget(key);
    if (line === undefined || (known?.line !== line && !isTyped(changes))) return;
    this.#lines.set(key, {
      line,
      told:
        known?.line === line ? known.told : new Set(told.filter((each) => isOn(line, each)).map(({ code }) => code)),
      timer: setTimeout(() => this.end(key), this.#pause),
    });
  }

  /** Somebody asks about a line, as editors do when the cursor comes there. */
  asked(key: string, line: number): void {
    if (this.#lines.has(key) && this.#lines.get(key)?.line !== line) this.end(key);
  }

  /** Nothing waits any longer. */
  end(key: string): void {
    if (!this.#lines.has(key)) return;
    this.#forget(key);
    this.#done(key);
  }

  close(key?: string): void {
    for (const each of key === undefined ? [...this.#lines.keys()] : [key]) this.#forget(each);
  }

  /** The problems of a file that may be told by now: the same list if that is all of them. */
  told(key: string, problems: readonly Problem[]): readonly Problem[] {
    const typed = this.#lines.get(key);
    if (!typed) return problems;
    const waits = (each: Problem) => isOn(typed.line, each) && !typed.told.has(each.code);
    return problems.some(waits) ? problems.filter((each) => !waits(each)) : problems;
  }

  #forget(key: string): void {
    clearTimeout(this.#lines.get(key)?.timer);
    this.#lines.delete(key);
  }
}

function isOn(line: number, { range }: Problem): boolean {
  return range.start.line === line;
}

/** The one line that changes are made in, which stays one. */
function lineOf(changes: readonly TextChange[]): number | undefined {
  const [change, ...others] = changes;
  if (!change?.range || others.length > 0 || /[\r\n]/.test(change.text)) return undefined;
  const { start, end } = change.range;
  return start.line === end.line ? start.line : undefined;
}

/** One key, or one that takes something back: another may follow at once. */
export function isKey([change, ...others]: readonly TextChange[]): boolean {
  if (!change?.range || others.length > 0) return false;
  const { start, end } = change.range;
  return start.line === end.line && end.character - start.character <= 1 && change.text.length <= mostTyped;
}

/** A key that puts nothing in the place of something else, or what is deleted. @param changes in one line, of which there is one */
function isTyped(changes: readonly TextChange[]): boolean {
  const [change] = changes;
  const { start, end } = change?.range ?? {};
  return change?.text === '' || (isKey(changes) && start?.character === end?.character);
}
