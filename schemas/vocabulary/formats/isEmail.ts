import { parseIpv4, parseIpv6 } from './addresses.ts';

/**
 * Format `email`: one address as Go's `net/mail` reads RFC 5322, so with a name and comments if they are there:
 * `shop@example.org`, `The Shop <shop@example.org> (orders)`, `team: shop@example.org;`.
 */
export function isEmail(text: string): boolean {
  const reader = new AddressReader(text);
  return reader.addresses(true) === 1 && reader.skipComments() && reader.isAtEnd;
}

/** Reads from the front. What yields a boolean says whether it was there; what was not leaves the reader anywhere. */
class AddressReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** How many addresses stand here; `undefined`: something else. @param grouped a group, `name: a@b, c@d;`, may too */
  addresses(grouped: boolean): number | undefined {
    this.skipBlanks();
    const start = this.at;
    if (this.mailbox()) {
      this.skipBlanks();
      if (this.next !== '(') return 1;
      const comment = this.comment();
      return comment !== undefined && comment.split(/[ \t]+/).every(isReadable) ? 1 : undefined;
    }
    this.at = start;
    if (this.next !== '<' && !this.phrase()) return undefined;
    this.skipBlanks();
    if (grouped && this.take(':')) return this.group();
    return this.take('<') && this.mailbox() && this.take('>') ? 1 : undefined;
  }

  /** Blanks and comments; false: a comment has no end. */
  skipComments(): boolean {
    this.skipBlanks();
    while (this.next === '(') {
      if (this.comment() === undefined) return false;
      this.skipBlanks();
    }
    return true;
  }

  private group(): number | undefined {
    this.skipBlanks();
    if (this.take(';')) return this.skipComments() ? 0 : undefined;
    for (let count = 1; ; count++) {
      if (this.addresses(false) === undefined || !this.skipComments()) return undefined;
      if (this.take(';')) return this.skipComments() ? count : undefined;
      if (!this.take(',')) return undefined;
    }
  }

  /** `local@domain` */
  private mailbox(): boolean {
    this.skipBlanks();
    const isLocal = this.next === '"' ? (this.quoted() ?? '') !== '' : isDotted(this.atom());
    if (!isLocal || !this.take('@')) return false;
    this.skipBlanks();
    return this.next === '[' ? this.literal() : isDotted(this.atom());
  }

  /** Words before an address in `<>`. What is no word ends it; false: there is none before that. */
  private phrase(): boolean {
    let [words, encoded] = [0, ''];
    for (;;) {
      // Words in encoded form are one with those that follow, and no comment may stand between them.
      if (words > 0 && !this.skipComments()) return false;
      this.skipBlanks();
      if (this.isAtEnd) return true;
      const isQuoted = this.next === '"';
      const word = isQuoted ? this.quoted() : this.atom() || undefined;
      if (word === undefined || (!isQuoted && !isReadable(word))) return words > 0 || encoded !== '';
      const content = isQuoted ? undefined : encodedContent(word);
      if (content === undefined) words++;
      else encoded += content;
    }
  }

  private quoted(): string | undefined {
    let [at, content] = [this.at + 1, ''];
    for (; this.text.charAt(at) !== '"'; at++) {
      if (this.text.charAt(at) === '\\') at++;
      const character = this.text.charAt(at);
      if (!/[ \t!-~\u0080-\uffff]/.test(character)) return undefined;
      content += character;
    }
    this.at = at + 1;
    return content;
  }

  /** An address of the Internet in brackets. */
  private literal(): boolean {
    const end = this.text.indexOf(']', this.at);
    if (end < 0) return false;
    const address = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return (parseIpv4(address) ?? parseIpv6(address)) !== undefined;
  }

  private atom(): string {
    const atoms = /[^\u0000-\u0020()<>[\]:;@\\,"\u007f]*/y;
    atoms.lastIndex = this.at;
    const atom = atoms.exec(this.text)?.[0] ?? '';
    this.at += atom.length;
    return atom;
  }

  /** What stands between the parentheses; `undefined`: they do not close. */
  private comment(): string | undefined {
    let content = '';
    let depth = 0;
    while (!this.isAtEnd) {
      if (this.next === '\\' && this.at + 1 < this.text.length) this.at++;
      else if (this.next === '(') depth++;
      else if (this.next === ')') depth--;
      content += this.next;
      this.at++;
      if (depth === 0) return content.slice(1, -1);
    }
    return undefined;
  }

  private get next(): string {
    return this.text.charAt(this.at);
  }

  private take(character: string): boolean {
    const isThere = this.next === character;
    if (isThere) this.at++;
    return isThere;
  }

  private skipBlanks(): void {
    while (this.next === ' ' || this.next === '\t') this.at++;
  }
}

function isDotted(atom: string): boolean {
  return atom !== '' && !atom.startsWith('.') && !atom.endsWith('.') && !atom.includes('..');
}

/** Words of the form `=?charset?q?...?=` are decoded, so their charset has to be one that Go knows. */
function isReadable(word: string): boolean {
  return encodedContent(word) === undefined || /^=\?(?:utf-8|iso-8859-1|us-ascii)\?/i.test(word);
}

/** What only looks encoded is taken as it is: `undefined`. */
function encodedContent(word: string): string | undefined {
  const [, encoding = '', content = ''] = /^=\?[^?]+\?([bq])\?([^?]*)\?=$/i.exec(word) ?? [];
  if (encoding === '') return undefined;
  if (encoding.toLowerCase() === 'b') {
    return content.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(content) && !content.startsWith('=')
      ? content
      : undefined;
  }
  return /[^\t\n\r -~]|=(?![0-9a-f]{2})/i.test(content) ? undefined : content;
}
