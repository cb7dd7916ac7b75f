import type { Resource } from '../../../schemas/contract/index.ts';
import type { Header } from '../apiGroups.ts';
import { Cell } from '../queries/cell.ts';
import { Clock } from '../queries/clock.ts';
import { Memos } from '../queries/memos.ts';
import { beginDocument, lineIndex, MAX_LENGTH, soundBeside, soundDocument } from '../yaml/index.ts';
import type { BegunDocument, LineIndex, ManifestDocument, SoundDocument } from '../yaml/index.ts';

/** What a document has to know of its file. */
export interface SlotHome {
  readonly uri: string;
  readonly clock: Clock;
  /** It holds a tree: of all that it says, or without its broken lines. @param isFirst it held none before */
  parsed(slot: ManifestSlot, document: ManifestDocument, isFirst: boolean): void;
}

/** Of a document that stands in no file. */
function nowhere(): SlotHome {
  return { uri: '', clock: new Clock(), parsed: () => undefined };
}

/**
 * One `---` document of a file and everything that is known about it, whatever stands before it in the file: an edit
 * elsewhere moves a slot, but never makes it parse again. Immutable to the outside; parsed when somebody asks.
 */
export class ManifestSlot {
  readonly text: string;
  /** Line ends in the text, so the number of lines that what follows is moved down by. */
  readonly lineEnds: number;
  /** The line of the file on which it begins; `undefined`: it stands in none, or not any more. */
  readonly line: Cell<number | undefined>;
  readonly #home: SlotHome;
  #begun: BegunDocument | undefined;
  #document: ManifestDocument | undefined;
  #sound: SoundDocument | undefined;
  #lines: LineIndex | undefined;
  #header: Header | undefined;
  #notes: Memos | undefined;
  #facts: Memos | undefined;

  constructor(text: string, home = nowhere()) {
    this.text = text;
    this.lineEnds = countLineEnds(text);
    this.line = new Cell<number | undefined>(home.clock, undefined);
    this.#home = home;
  }

  /** Of its file. */
  get uri(): string {
    return this.#home.uri;
  }

  get clock(): Clock {
    return this.#home.clock;
  }

  get document(): ManifestDocument {
    if (!this.#document) {
      const isFirst = !this.isParsed;
      this.#document = this.#read().finish();
      this.#home.parsed(this, this.#document, isFirst);
    }
    return this.#document;
  }

  /** Without the lines that are broken; the document itself where none is, or where the rest cannot be read either. */
  get sound(): SoundDocument {
    if (!this.#sound) {
      const mended = this.#mend();
      const isFirst = !this.isParsed;
      this.#sound = mended ?? { document: this.document, gaps: [], problems: [], inDoubt: () => undefined };
      if (mended) this.#home.parsed(this, mended.document, isFirst);
    }
    return this.#sound;
  }

  #mend(): SoundDocument | undefined {
    const { refusal } = this.#read();
    const beside = refusal && soundBeside(this.text, refusal, () => this.document);
    return beside ?? soundDocument(this.document);
  }

  #read(): BegunDocument {
    return (this.#begun ??= beginDocument(this.text));
  }

  /** More than anybody reads: said once, and nothing else is asked of it. */
  get isTooLarge(): boolean {
    return this.text.length > MAX_LENGTH;
  }

  get isParsed(): boolean {
    return this.#document !== undefined || this.#sound !== undefined;
  }

  get lines(): LineIndex {
    return (this.#lines ??= lineIndex(this.text));
  }

  /** What the document says it is, read without parsing; a `List` has to be parsed to know. */
  get header(): Header {
    return (this.#header ??= readHeader(this.isTooLarge ? this.text.slice(0, headOfLarge) : this.text));
  }

  /** It holds what a template engine fills in; most are not parsed to know that they do not. */
  get isTemplate(): boolean {
    return mayBeTemplate.test(this.text) && this.document.template;
  }

  get resources(): readonly Resource[] {
    return this.sound.document.resources;
  }

  /** What was worked out about this document, as long as what was read for it stays as it is and the tree is there. */
  memo<T>(key: symbol, compute: () => T, isSame?: (a: T, b: T) => boolean): T {
    return (this.#notes ??= new Memos(this.#home.clock)).read(key, compute, isSame);
  }

  /** The same of what holds no nodes, which would keep the tree: it stays when that goes. */
  fact<T>(key: symbol, compute: () => T): T {
    return (this.#facts ??= new Memos(this.#home.clock)).read(key, compute);
  }

  /** A fact if it has been read. */
  known(key: symbol): unknown {
    return this.#facts?.peek(key);
  }

  /** Gives the tree back, and what hangs on it; it is parsed again when somebody asks. */
  forget(): void {
    this.#begun = undefined;
    this.#document = undefined;
    this.#sound = undefined;
    this.#lines = undefined;
    this.#notes = undefined;
  }
}

const mayBeTemplate = /\{\{|\{%|<%/;

/** Where a document that is not parsed is looked at for its kind. In UTF-16 code units. */
const headOfLarge = 10_000;

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  if (text.includes('\r')) count += text.match(/\r(?!\n)/g)?.length ?? 0;
  return count;
}

function readHeader(text: string): Header {
  const start = /^\uFEFF?(?:\s|#.*(?:[\r\n]|$)|---(?=\s))*\{/.exec(text)?.[0].length;
  const read = start === undefined ? (key: string) => blockScalar(text, key) : flowScalars(text.slice(start - 1));
  return { apiVersion: read('apiVersion'), kind: read('kind') };
}

function blockScalar(text: string, key: string): string {
  const found = new RegExp(`(?:^\\uFEFF?|[\\r\\n])["']?${key}["']?[ \\t]*:[ \\t]+["']?([^\\s"'#]+)`).exec(text);
  return found?.[1] ?? '';
}

/** A quote that nothing closes goes to the end: looked for again from the next one, it would be read as often as there are quotes. */
const flowToken =
  /"([^"\\]*(?:\\[^][^"\\]*)*)(?:"|\\?$)|'([^']*(?:''[^']*)*)(?:'|$)|[[\]{},:]|#[^\r\n]*|[^\s[\]{},:"']+(?::(?=[^\s,[\]{}])[^\s[\]{},:"']+)*/g;

/** The scalars of the outermost map of JSON or flow style; `kubectl get -o json` writes the items of a list before its kind. */
function flowScalars(text: string): (key: string) => string {
  const found = new Map<string, string>();
  let depth = 0;
  let key: string | undefined;
  let word: string | undefined;
  for (const match of text.matchAll(flowToken)) {
    const token = match[0];
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth === 0 || (found.has('apiVersion') && found.has('kind'))) break;
    if (depth > 1 || token.startsWith('#')) continue;
    if (token === ':') [key, word] = [word, undefined];
    else if (token === ',') key = word = undefined;
    else if (!/^[[\]{}]$/.test(token)) {
      word = match[1] ?? match[2] ?? token;
      if (key !== undefined && !found.has(key)) found.set(key, word);
    }
  }
  return (name) => found.get(name) ?? '';
}
