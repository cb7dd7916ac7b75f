import * as c from './characters.ts';
import { ScannedText } from './scannedText.ts';
import { scanAnchor, scanDirective, scanTag } from './scanProperties.ts';
import { scanBlock, scanPlain, scanQuoted } from './scanScalars.ts';
import { Refusal, type SimpleKey, Token, type TokenType } from './token.ts';

/**
 * Cuts a text into the tokens that kubectl's YAML library sees, when they are asked for and no earlier: kubectl minds
 * nothing behind the place where it stops reading. After scannerc.go of go.yaml.in/yaml/v2, a port of libyaml's scanner.c;
 * see LICENSE in this folder.
 * @throws Refusal
 */
export class Scanner extends ScannedText {
  private readonly indents: number[] = [];
  /** One for each level of brackets. */
  private readonly keys: (SimpleKey | undefined)[] = [undefined];
  private readonly openers: Token[] = [];
  private readonly tokens: Token[] = [];
  private head = 0;
  private taken = 0;

  /** The next token; whether a key begins with it is known by then. */
  peek(): Token {
    for (;;) {
      const token = this.tokens[this.head];
      if (token && !(token.key && this.isValid(token.key))) return token;
      this.fetch();
    }
  }

  skip(): void {
    this.taken++;
    if (++this.head < this.tokens.length) return;
    this.tokens.length = 0;
    this.head = 0;
  }

  private fetch(): void {
    this.skipTrivia();
    this.closeBlocks(this.column);
    const { text, at } = this;
    const unit = text.charCodeAt(at);
    if (Number.isNaN(unit)) return this.fetchMark('end', 0);
    if (at === this.lineStart) {
      if (unit === c.PERCENT) return this.fetchDirective();
      if (this.isDocumentMark()) return this.fetchMark(unit === c.DASH ? 'document-start' : 'document-end', 3);
    }
    const isFlow = this.flowLevel > 0;
    switch (unit) {
      case c.OPEN_BRACKET:
        return this.openFlow('[');
      case c.OPEN_BRACE:
        if (this.mindsTemplates && text.charCodeAt(at + 1) === c.OPEN_BRACE) throw new Refusal('template', at, at + 1);
        return this.openFlow('{');
      case c.CLOSE_BRACKET:
        return this.closeFlow(']');
      case c.CLOSE_BRACE:
        return this.closeFlow('}');
      case c.COMMA:
        return this.fetchComma();
      case c.AMPERSAND:
        return this.add(this.beginKey(), scanAnchor(this, 'anchor'));
      case c.ASTERISK:
        return this.add(this.beginKey(), scanAnchor(this, 'alias'));
      case c.EXCLAMATION:
        return this.add(this.beginKey(), scanTag(this));
      case c.SINGLE_QUOTE:
      case c.DOUBLE_QUOTE:
        return this.add(this.beginKey(), scanQuoted(this, unit));
      case c.PIPE:
      case c.GREATER:
        if (isFlow) break;
        this.dropKey();
        this.mayKeyFollow = true;
        return this.add(undefined, scanBlock(this, unit === c.PIPE));
    }
    const isAlone = c.isBlankOrEnd(text.charCodeAt(at + 1));
    if (unit === c.DASH && isAlone) return this.fetchDash();
    if (unit === c.QUESTION && (isFlow || isAlone)) return this.fetchKeyMark();
    if (unit === c.COLON && (isFlow || isAlone)) return this.fetchColon();
    if (!PLAIN_NEVER.has(unit)) return this.add(this.beginKey(), scanPlain(this));
    throw new Refusal(unit === c.TAB ? 'tab-indent' : 'scalar-start', at, at + 1);
  }

  private add(key: SimpleKey | undefined, token: Token): void {
    token.key = key;
    this.tokens.push(token);
  }

  private isValid(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    if (this.isJson || (key.lineStart === this.lineStart && key.start + MAX_KEY >= this.at)) return true;
    this.forget(key);
    return false;
  }

  private forget(key: SimpleKey): void {
    if (key.isRequired) throw new Refusal('missing-colon', key.start, this.at);
    key.isPossible = false;
  }

  /** A key may begin with the token that follows; none can behind it. */
  private beginKey(): SimpleKey | undefined {
    if (!this.mayKeyFollow) return undefined;
    this.mayKeyFollow = false;
    const isRequired = this.flowLevel === 0 && this.indent === this.column;
    this.dropKey();
    const number = this.taken + this.tokens.length - this.head;
    const key = { isPossible: true, isRequired, start: this.at, lineStart: this.lineStart, number };
    this.keys[this.flowLevel] = key;
    return key;
  }

  private dropKey(): void {
    const key = this.keys[this.flowLevel];
    if (key?.isPossible === true) this.forget(key);
  }

  private openBlock(column: number, number: number, type: TokenType, start: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_LEVELS) throw new Refusal('too-deep', start, start + 1);
    this.insert(number, new Token(type, start, start));
  }

  private insert(number: number, token: Token): void {
    if (number < this.taken) this.tokens.push(token);
    else this.tokens.splice(this.head + number - this.taken, 0, token);
  }

  private closeBlocks(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.tokens.push(new Token('block-end', this.at, this.at));
      this.indent = this.indents.pop() ?? -1;
    }
  }

  /** Ends all blocks. */
  private fetchMark(type: TokenType, length: number): void {
    this.endBlocks();
    const start = this.at;
    this.at += length;
    this.add(undefined, new Token(type, start, this.at));
    if (type === 'document-start') this.skipByteOrderMark();
  }

  /** Of a file that was put behind another. */
  private skipByteOrderMark(): void {
    const isCrLf = this.text.charCodeAt(this.at) === c.CR;
    const lineStart = this.at + (isCrLf ? 2 : 1);
    if (this.text.charCodeAt(lineStart - 1) !== c.LF || this.text.charCodeAt(lineStart) !== c.BOM) return;
    this.at = this.lineStart = lineStart + 1;
    this.mayKeyFollow = true;
  }

  private fetchDirective(): void {
    this.endBlocks();
    this.add(undefined, scanDirective(this));
  }

  private endBlocks(): void {
    this.closeBlocks(-1);
    this.dropKey();
    this.mayKeyFollow = false;
  }

  private openFlow(type: '[' | '{'): void {
    const key = this.beginKey();
    if (this.flowLevel === MAX_LEVELS) throw new Refusal('too-deep', this.at, this.at + 1);
    this.mayKeyFollow = true;
    const token = this.character(type);
    // In JSON no bracket begins a key, and waiting for its colon would mean to read all.
    if (key && this.isJson) key.isPossible = false;
    this.add(key, token);
    this.keys[++this.flowLevel] = undefined;
    this.openers[this.flowLevel] = token;
  }

  private closeFlow(type: ']' | '}'): void {
    this.dropKey();
    if (this.flowLevel > 0) {
      const opener = this.openers[this.flowLevel];
      // With brackets in which no key could begin go-yaml forgets to wait for the colon that would make them a key.
      if (opener && !this.keys[this.flowLevel]) opener.key = undefined;
      this.keys.length = this.openers.length = this.flowLevel;
      this.flowLevel--;
    }
    this.mayKeyFollow = false;
    this.add(undefined, this.character(type));
  }

  private fetchComma(): void {
    this.dropKey();
    this.mayKeyFollow = true;
    this.add(undefined, this.character(','));
  }

  private fetchDash(): void {
    if (this.flowLevel === 0) {
      if (!this.mayKeyFollow) throw new Refusal('list-here', this.at, this.at + 1);
      this.openBlock(this.column, -1, 'list-start', this.at);
    }
    this.dropKey();
    this.mayKeyFollow = true;
    this.add(undefined, this.character('-'));
  }

  private fetchKeyMark(): void {
    if (this.flowLevel === 0) {
      if (!this.mayKeyFollow) throw new Refusal('nested-colon', this.at, this.at + 1);
      this.openBlock(this.column, -1, 'map-start', this.at);
    }
    this.dropKey();
    this.mayKeyFollow = this.flowLevel === 0;
    this.add(undefined, this.character('key'));
  }

  private fetchColon(): void {
    const key = this.keys[this.flowLevel];
    if (key && this.isValid(key)) {
      this.insert(key.number, new Token('key', key.start, key.start));
      this.openBlock(key.start - key.lineStart, key.number, 'map-start', key.start);
      key.isPossible = false;
      this.mayKeyFollow = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.mayKeyFollow) throw new Refusal('nested-colon', this.at, this.at + 1);
        this.openBlock(this.column, -1, 'map-start', this.at);
      }
      this.mayKeyFollow = this.flowLevel === 0;
    }
    this.add(undefined, this.character('value'));
  }

  private character(type: TokenType): Token {
    return new Token(type, this.at, ++this.at);
  }
}

/** Characters that a key may have before its colon. */
const MAX_KEY = 1024;
const MAX_LEVELS = 10_000;

/** A plain scalar begins with none of these; `-`, `?` and `:` alone have been seen to before. */
const PLAIN_NEVER: ReadonlySet<number> = new Set(Array.from(',[]{}#&*!|>\'"%@` \t', (char) => char.charCodeAt(0)));
