import { Re2Error } from './re2Node.ts';

/** Goes through the text of a pattern. */
export class Re2Reader {
  readonly source: string;
  #at = 0;

  constructor(source: string) {
    this.source = source;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.source.length;
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.#at);
  }

  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** What a sticky expression finds here, taken. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.source);
    this.#at += match?.[0].length ?? 0;
    return match;
  }

  /** The next character. @throws {Re2Error} at the end */
  takeCode(): number {
    const code = this.source.codePointAt(this.#at);
    if (code === undefined) throw new Re2Error('the pattern ends too early');
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  /** Between `\Q` and `\E`, or the end; `undefined`: nothing is quoted here. */
  takeQuoted(): string | undefined {
    if (!this.take('\\Q')) return undefined;
    const end = this.source.indexOf('\\E', this.#at);
    const text = this.source.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.source.length : end + 2;
    return text;
  }
}
