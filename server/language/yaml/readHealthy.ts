import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml/browser';
import type { ScalarStyle } from '../../../schemas/contract/index.ts';
import { lineStart } from './lineText.ts';
import { YamlNode } from './node.ts';
import { readKey } from './scalars.ts';
import { isTemplateText, mayHoldTemplate } from './watchTokens.ts';

/**
 * The fast way: nodes of a healthy document from the events of `js-yaml`, which cost a tenth of what documents of `yaml`
 * do. It must not try to understand anything unusual, nor have a word for what is wrong: whatever is not certain to
 * come out just as in parseAnything (errors, anchors, tags, merge and other odd keys, duplicates, templates ...) is
 * left to that, as a whole. test/language/yaml/readHealthy.test.ts compares the two. The build of `js-yaml` for browsers
 * is the same code without object spread, with which the other one takes three times as long in Node.js 20.
 */
export function readHealthy(text: string): YamlNode | undefined {
  if (isUnusual(text)) return undefined;
  try {
    return readDocument({
      text,
      events: parseEvents(text, {}),
      next: 0,
      at: 0,
      mayHoldTemplate: mayHoldTemplate(text),
    });
  } catch {
    return undefined;
  }
}

interface Reader {
  readonly text: string;
  readonly events: readonly Event[];
  readonly mayHoldTemplate: boolean;
  /** Index of the next event. */
  next: number;
  /** Behind the last scalar, colon, dash or bracket. */
  at: number;
}

/** What hangs on a node from outside: events know nothing of it. */
interface Owner {
  readonly parent: YamlNode | undefined;
  readonly key: string | number | undefined;
  readonly keyStart: number;
  readonly keyEnd: number;
}

type EventOf<Type> = Extract<Event, { readonly type: Type }>;
type ScalarEvent = EventOf<typeof EVENT_ID.SCALAR>;
type CollectionEvent = EventOf<typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE>;

/** Lone carriage returns, byte order marks, directives, end marks, an indented first line, tabs in the indentation. */
function isUnusual(text: string): boolean {
  return (
    (text.includes('\r') && /\r(?!\n)/.test(text)) ||
    text.includes('\uFEFF') ||
    text.includes('\n%') ||
    text.includes('\n...') ||
    /^[ %.]/.test(text) ||
    (text.includes('\t') && /(?:^|\n)[ ?:-]*\t/.test(text))
  );
}

function readDocument(reader: Reader): YamlNode {
  if (reader.events[0]?.type !== EVENT_ID.DOCUMENT) return giveUp('no document');
  reader.next = 1;
  const root = readNode(reader, { parent: undefined, key: undefined, keyStart: -1, keyEnd: -1 });
  if (root.kind === 'scalar') giveUp('no collection');
  if (reader.events.length !== reader.next + 1) giveUp('another document');
  return root;
}

function readNode(reader: Reader, owner: Owner): YamlNode {
  const event = reader.events[reader.next++];
  if (event?.type === EVENT_ID.SCALAR) return readScalarNode(reader, event, owner);
  if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) {
    return readCollection(reader, event, owner);
  }
  return giveUp('alias');
}

function readCollection(reader: Reader, event: CollectionEvent, { parent, key, keyStart, keyEnd }: Owner): YamlNode {
  const { start } = event;
  if (event.anchorStart !== -1 || event.tagStart !== -1) giveUp('properties');
  const isMap = event.type === EVENT_ID.MAPPING;
  const node = new YamlNode(isMap ? 'map' : 'list', reader.text, parent, key, { start, end: start, keyStart, keyEnd });
  node.flow = event.style === COLLECTION_STYLE.FLOW;
  if (node.flow && reader.text[start] !== (isMap ? '{' : '[')) giveUp('pair without braces');
  reader.at = node.flow ? start + 1 : start;
  const children: YamlNode[] = [];
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) {
    children.push(isMap ? readEntry(reader, node, children.length > 0) : readItem(reader, node, children.length));
  }
  reader.next++;
  node.fill(children);
  if (isMap && hasDuplicates(children)) giveUp('duplicate key');
  if (node.flow) node.place.end = reader.at = behindBracket(reader, isMap ? '}' : ']');
  else {
    const last = children.at(-1);
    if (last) node.place.end = Math.max(last.place.end, last.place.keyEnd, start);
  }
  return node;
}

function readEntry(reader: Reader, map: YamlNode, isBelowOther: boolean): YamlNode {
  const { text } = reader;
  const event = reader.events[reader.next++];
  if (event?.type !== EVENT_ID.SCALAR || event.valueStart === -1) return giveUp('complex key');
  if (event.anchorStart !== -1 || event.tagStart !== -1) giveUp('properties');
  const style = styleOf(event);
  const plain = style === 'plain';
  const quote = plain ? 0 : 1;
  const keyStart = event.valueStart - quote;
  const keyEnd = event.valueEnd + quote;
  if (keyEnd - keyStart > MAX_KEY || (!event.fast && text.slice(keyStart, keyEnd).includes('\n'))) giveUp('long key');
  // To `js-yaml` `- ''a: 1` is a list and then a key.
  if (isBelowOther && !map.flow && !beginsLine(text, keyStart)) giveUp('key behind something else');
  const content = getScalarValue(text, event);
  const { key, refused } = readKey({ text: content, plain });
  if (refused || (plain && (content === '<<' || isTemplate(reader, content)))) giveUp('odd key');
  const colon = behindBlanks(text, keyEnd);
  if (text[colon] !== ':') giveUp('no colon');
  reader.at = colon + 1;
  return readNode(reader, { parent: map, key, keyStart, keyEnd });
}

/** `yaml` minds keys of more than 1024 characters. */
const MAX_KEY = 1000;

function readItem(reader: Reader, list: YamlNode, index: number): YamlNode {
  const event = reader.events[reader.next];
  if (!list.flow && event?.type === EVENT_ID.SCALAR && event.valueStart === -1) {
    const dash = behindTrivia(reader.text, reader.at);
    if (reader.text[dash] !== '-') giveUp('no dash');
    reader.at = dash + 1;
  }
  return readNode(reader, { parent: list, key: index, keyStart: -1, keyEnd: -1 });
}

function readScalarNode(reader: Reader, event: ScalarEvent, { parent, key, keyStart, keyEnd }: Owner): YamlNode {
  if (event.anchorStart !== -1 || event.tagStart !== -1) giveUp('properties');
  const style = styleOf(event);
  const { start, end } = scalarSpan(reader, event, style);
  if (parent?.flow === false && mayFollowComment(reader, start, keyStart !== -1)) giveUp('comment before a scalar');
  const node = new YamlNode('scalar', reader.text, parent, key, { start, end, keyStart, keyEnd });
  const text = getScalarValue(reader.text, event);
  if (start === end && parent?.flow === true) giveUp('nothing between brackets');
  if (style === 'plain' && (/^[-+]?\.[in]/i.test(text) || isTemplate(reader, text))) giveUp('infinite, or a template');
  node.scalar = { text, style, tag: undefined };
  reader.at = end;
  return node;
}

/** Behind a comment in the first column `yaml` misreads a scalar. Where the dash of an item stands is not known here. */
function mayFollowComment({ text, at }: Reader, start: number, isEntry: boolean): boolean {
  return isEntry ? start > at + 1 && text.slice(at, start).includes('#') : beginsLine(text, start);
}

function scalarSpan(reader: Reader, event: ScalarEvent, style: ScalarStyle): { start: number; end: number } {
  const { valueStart, valueEnd } = event;
  if (valueStart === -1) return { start: reader.at, end: reader.at };
  if (style === 'plain') return { start: valueStart, end: valueEnd };
  if (style === 'single' || style === 'double') return { start: valueStart - 1, end: valueEnd + 1 };
  const { text } = reader;
  if (valueEnd === text.length && text[valueEnd - 1] === ' ') giveUp('blanks at the end');
  const lineBreak = text[valueStart - 1] === '\n' ? valueStart - 1 : valueStart;
  let start = Math.max(lineStart(text, lineBreak), reader.at);
  while (text[start] === ' ' || text[start] === '\t' || text[start] === '-') start++;
  if (text[start] !== (style === 'literal' ? '|' : '>')) giveUp('block header elsewhere');
  if (/^.[-+]?[0-9]/.test(text.slice(start, start + 3))) giveUp('indentation indicator');
  const end = start + text.slice(start, valueEnd).trimEnd().length;
  if (end < valueStart && valueEnd > valueStart) giveUp('blank block');
  return { start, end };
}

function styleOf(event: ScalarEvent): ScalarStyle {
  return STYLES[event.style];
}

const STYLES = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
} as const;

function isTemplate(reader: Reader, plain: string): boolean {
  return reader.mayHoldTemplate && isTemplateText(plain);
}

function hasDuplicates(children: readonly YamlNode[]): boolean {
  return children.length > 1 && new Set(children.map((child) => child.key)).size < children.length;
}

function behindBracket({ text, at }: Reader, bracket: string): number {
  let end = behindTrivia(text, at);
  if (text[end] === ',') end = behindTrivia(text, end + 1);
  if (text[end] !== bracket) giveUp('no bracket');
  return end + 1;
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function beginsLine(text: string, offset: number): boolean {
  let before = offset - 1;
  while (text[before] === ' ') before--;
  return text[before] === '\n';
}

/** Behind blanks, line breaks and comments. */
function behindTrivia(text: string, from: number): number {
  for (let at = from; ; at++) {
    const char = text[at];
    if (char === '#') {
      at = text.indexOf('\n', at);
      if (at === -1) return text.length;
    } else if (char !== ' ' && char !== '\t' && char !== '\n' && char !== '\r') return at;
  }
}

/** `why` is for who reads this. */
function giveUp(why: string): never {
  throw new Error(why);
}
