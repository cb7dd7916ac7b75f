import * as c from './characters.ts';

/** A text, how far it has been scanned, and what the place is inside of. After scannerc.go; see LICENSE in this folder. */
export class ScannedText {
  readonly text: string;
  /** The text is JSON, to which kubectl does not apply the rules of YAML. */
  readonly isJson: boolean;
  /** Give up at the first sign of a template. */
  readonly mindsTemplates: boolean;
  at: number;
  lineStart: number;
  flowLevel = 0;
  /** Column of the innermost block, -1 outside of all. */
  indent = -1;
  mayKeyFollow = true;
  /** Starts and ends of the comments so far, in turn. */
  readonly comments: number[] = [];

  constructor(text: string, from: number, options: { readonly isJson: boolean; readonly mindsTemplates: boolean }) {
    this.text = text;
    this.isJson = options.isJson;
    this.mindsTemplates = options.mindsTemplates;
    this.at = this.lineStart = text.charCodeAt(from) === c.BOM ? from + 1 : from;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** Over a line break. */
  skipBreak(): void {
    const unit = this.text.charCodeAt(this.at);
    if (!c.isBreak(unit)) return;
    // Of `\r\r\n` kubectl leaves `\r\n`.
    if (unit === c.CR) {
      const rest = this.text.slice(this.at + 1, this.at + 3);
      if (rest === '\r\n') this.at += 2;
      else if (rest.startsWith('\n')) this.at++;
    }
    this.lineStart = ++this.at;
  }

  /** The same, and what it counts as in a value. */
  readBreak(): string {
    const unit = this.text.charCodeAt(this.at);
    this.skipBreak();
    return unit === 0x2028 || unit === 0x2029 ? String.fromCharCode(unit) : c.isBreak(unit) ? '\n' : '';
  }

  skipBlanks(): void {
    while (c.isBlank(this.text.charCodeAt(this.at))) this.at++;
  }

  skipComment(): void {
    if (this.text.charCodeAt(this.at) !== c.HASH) return;
    const start = this.at;
    while (!c.isBreakOrEnd(this.text.charCodeAt(this.at))) this.at++;
    this.comments.push(start, this.at);
  }

  /** Over blanks, comments and line breaks. */
  skipTrivia(): void {
    for (;;) {
      for (;;) {
        const unit = this.text.charCodeAt(this.at);
        // At the start of a line, or behind `-`, `?` or `:`, a tab might be meant as indentation.
        const isFreeTab = unit === c.TAB && (this.flowLevel > 0 || !this.mayKeyFollow || this.isJson);
        if (unit !== c.SPACE && !isFreeTab) break;
        this.at++;
      }
      this.skipComment();
      const before = this.at;
      this.skipBreak();
      if (this.at === before) return;
      if (this.flowLevel === 0) this.mayKeyFollow = true;
    }
  }

  /** `---` or `...` in the first column, and nothing right behind it. */
  isDocumentMark(): boolean {
    const { text, at } = this;
    if (at !== this.lineStart) return false;
    const unit = text.charCodeAt(at);
    if (unit !== c.DASH && unit !== c.DOT) return false;
    return (
      text.charCodeAt(at + 1) === unit && text.charCodeAt(at + 2) === unit && c.isBlankOrEnd(text.charCodeAt(at + 3))
    );
  }
}
