import type { ManifestNode, Span } from '../../../schemas/contract/index.ts';
import { endOfLine, withoutCuts } from './outlineOf.ts';
import type { Outline } from './outlineOf.ts';

/** A text without the blocks in it that say the same as an earlier one: of most definitions a tenth is left. */
export interface WithoutRepeats extends Outline {
  /** Where the key of each block that is left out begins in what is left, and that of the block which says the same. */
  readonly repeats: ReadonlyMap<number, number>;
}

/**
 * Leaves out what stands below a key if the same stands below an earlier one, however deep. Only where each line is one of
 * those that tools write into definitions (keys, items, texts); in any other text nothing is left out.
 */
export function withoutRepeats(text: string): WithoutRepeats {
  const found = strangeBreak.test(text) ? undefined : new Blocks(text).read();
  const blocks = found ?? [];
  const outline = withoutCuts(
    text,
    blocks.map(({ cut }) => cut),
  );
  const repeats = new Map<number, number>();
  // A first block stands in what is left, and before all that repeat it.
  const places = new Map<number, number>();
  for (const { key, first } of blocks) for (const each of [key, first]) places.set(each, each);
  let [gone, next] = [0, 0];
  for (const place of [...places.keys()].sort((a, b) => a - b)) {
    for (let block = blocks[next]; block !== undefined && block.cut.end <= place; block = blocks[++next])
      gone += block.cut.end - block.cut.start;
    places.set(place, place - gone);
  }
  for (const { key, first } of blocks) repeats.set(places.get(key) ?? key, places.get(first) ?? first);
  return { ...outline, repeats };
}

/** What is written in the text and in the blocks that have been left out of it. @param root of what is left */
export function valueWithRepeats(root: ManifestNode, { repeats }: WithoutRepeats): unknown {
  const firsts = new Set(repeats.values());
  const values = new Map<number, unknown>();
  const valueOf = (node: ManifestNode): unknown => {
    const key = node.keySpan?.start;
    const first = key === undefined ? undefined : repeats.get(key);
    if (first !== undefined) return values.get(first);
    const value =
      node.kind === 'map'
        ? Object.fromEntries(node.entries().map(([name, each]) => [name, valueOf(each)]))
        : node.kind === 'list'
          ? node.items().map(valueOf)
          : node.value;
    if (key !== undefined && firsts.has(key)) values.set(key, value);
    return value;
  };
  return valueOf(root);
}

interface Block {
  /** Where its key begins, and that of the first one like it. */
  readonly key: number;
  readonly first: number;
  readonly cut: Span;
}

/** A line, and those below it that are indented deeper. */
interface Frame {
  readonly indent: number;
  /** Of a line that a block can stand below: where its key begins, and where the next line does; else -1. */
  readonly key: number;
  readonly below: number;
  /** Below it stand lines of YAML; else nothing but text does. */
  readonly isOpen: boolean;
  /** The quotation mark that its text has not ended with yet. */
  quote: string | undefined;
  readonly text: string;
  /** What stands below it, the same for the same whatever the indentation. */
  parts: string;
}

/** What kubectl takes for the end of a line, and editors do not. */
const strangeBreak = /\r(?!\n)|[\u0085\u2028\u2029]/;
/** A key with a value or without. */
const entry = /^(?:[\w$./-]+|"[^"\\]*"|'[^']*'):(?: (.*))?$/;
/** In characters: a shorter block is read as fast as it is found. */
const shortest = 60;

/** The lines of a text, from above to below. */
class Blocks {
  readonly #text: string;
  #top: Frame = { indent: -1, key: -1, below: -1, isOpen: true, quote: undefined, text: '', parts: '' };
  readonly #above: Frame[] = [];
  /** By what stands in a block, a number. */
  readonly #ids = new Map<string, number>();
  readonly #firsts = new Map<number, number>();
  readonly #found: Block[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** `undefined`: there is a line that is none of those. */
  read(): readonly Block[] | undefined {
    const text = this.#text;
    for (let start = 0; start < text.length;) {
      const next = this.#line(start, endOfLine(text, start));
      if (next === undefined) return undefined;
      start = next;
    }
    this.#close(-1, text.length);
    return this.#found;
  }

  /** Where the next line begins that has not been read with it. */
  #line(start: number, next: number): number | undefined {
    const written = this.#text.slice(start, next).trimEnd();
    const line = written.trimStart();
    const indent = written.length - line.length;
    let top = this.#top;
    if (line === '' || line.startsWith('#')) {
      top.parts += `\n#${String(indent - top.indent)} ${line}`;
      return next;
    }
    if (indent <= top.indent) {
      if (top.quote !== undefined) return undefined;
      top = this.#close(indent, start);
    }
    if (top.isOpen) return this.#structure(line, indent, start + indent, next);
    top.parts += `\n${String(indent - top.indent)} ${line}`;
    if (top.quote !== undefined && endsWith(line, top.quote)) top.quote = undefined;
    return next;
  }

  /** A line of YAML. */
  #structure(line: string, indent: number, at: number, next: number): number | undefined {
    const { text, parts } = this.#top;
    if (line === '---') return text === '' && parts === '' ? next : undefined;
    if (line === '-' || line.startsWith('- ')) {
      this.#open({ indent, key: -1, below: -1, isOpen: true, quote: undefined, text: '-', parts: '' });
      const rest = line.slice(1).trimStart();
      const deeper = line.length - rest.length;
      return rest === '' ? next : this.#structure(rest, indent + deeper, at + deeper, next);
    }
    const match = entry.exec(line);
    if (match === null && (text !== '-' || parts !== '')) return undefined;
    const value = match === null ? line : match[1]?.trimStart();
    if (value === undefined) {
      this.#open({ indent, key: at, below: next, isOpen: true, quote: undefined, text: line, parts: '' });
      return next;
    }
    const mark = value.charAt(0);
    if ('&*!?%@`#'.includes(mark)) return undefined;
    if ((mark === '[' && !value.endsWith(']')) || (mark === '{' && !value.endsWith('}'))) return undefined;
    const isQuoted = mark === '"' || mark === "'";
    const quote = isQuoted && !(value.length > 1 && endsWith(value.slice(1), mark)) ? mark : undefined;
    const margin = ' '.repeat(indent + 1);
    const end = mark === '|' || mark === '>' ? this.#endOfText(next, margin) : next;
    const inside = end === next ? '' : this.#text.slice(next - 1, end).replaceAll(`\n${' '.repeat(indent)}`, '\n');
    const leaf = { indent, key: -1, below: -1, isOpen: false, quote, text: line, parts: inside };
    if (quote !== undefined || this.#text.startsWith(margin, end)) this.#open(leaf);
    else this.#add(this.#top, leaf, end);
    return end;
  }

  /** Of a text whose lines begin with a margin, or are empty. */
  #endOfText(start: number, margin: string): number {
    const text = this.#text;
    let at = start;
    while (
      at < text.length &&
      (text.startsWith(margin, at) || text.startsWith('\n', at) || text.startsWith('\r\n', at))
    )
      at = endOfLine(text, at);
    return at;
  }

  #open(frame: Frame): void {
    this.#above.push(this.#top);
    this.#top = frame;
  }

  /** All that is not less indented has ended. */
  #close(indent: number, end: number): Frame {
    let top = this.#top;
    for (let above = this.#above.pop(); above !== undefined; above = this.#above.pop()) {
      this.#add(above, top, end);
      top = above;
      if (top.indent < indent) break;
    }
    return (this.#top = top);
  }

  #add(above: Frame, frame: Frame, end: number): void {
    const id = frame.parts === '' ? '' : `\n=${String(this.#idOf(frame, end))}`;
    above.parts += `\n${String(frame.indent - above.indent)} ${frame.text}${id}`;
  }

  #idOf({ key, below, parts }: Frame, end: number): number {
    const id = this.#ids.get(parts) ?? this.#ids.size;
    this.#ids.set(parts, id);
    if (key < 0) return id;
    const first = this.#firsts.get(id) ?? key;
    this.#firsts.set(id, first);
    if (first !== key && end - below >= shortest) {
      while ((this.#found.at(-1)?.key ?? -1) > key) this.#found.pop();
      this.#found.push({ key, first, cut: { start: below, end } });
    }
    return id;
  }
}

/** With the mark itself, not with two of them in a row or a backslash before it, which stand for a mark in the text. */
function endsWith(line: string, quote: string): boolean {
  if (!line.endsWith(quote)) return false;
  const escape = quote === '"' ? '\\' : quote;
  let at = line.length - 1;
  while (at > 0 && line[at - 1] === escape) at--;
  return (line.length - at) % 2 === 1;
}
