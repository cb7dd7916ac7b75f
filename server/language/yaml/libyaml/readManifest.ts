import { MAX_DEPTH, NodeChecks, type Anchor } from '../nodeChecks.ts';
import { type Placement, type ScalarContent, YamlNode } from '../node.ts';
import type { SyntaxProblem } from '../types.ts';
import { Scanner } from './scanner.ts';
import { Refusal, type Token, type TokenType } from './token.ts';
import { unexpected } from './unexpected.ts';

export interface Reading {
  /** None if nothing is written. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Starts and ends of the comments, in turn. */
  readonly comments: readonly number[];
  /** Where kubectl stops reading. */
  readonly end: number;
}

export interface ReadingOptions {
  /** Offset in the text from which on it is the document. */
  readonly from: number;
  readonly isJson: boolean;
  readonly mindsTemplates: boolean;
}

/**
 * Reads one document just as kubectl does: after parserc.go and decode.go of go.yaml.in/yaml/v2, production by production
 * and with the same look ahead.
 * @throws Refusal where kubectl stops, or for a template or a document too deep for this reader
 */
export function readManifest(text: string, options: ReadingOptions): Reading {
  return new Reader(text, options).read();
}

/** What a node hangs on. */
interface Owner {
  readonly parent: YamlNode | undefined;
  readonly key: string | number | undefined;
  readonly keyStart: number;
  readonly keyEnd: number;
}

interface Key extends Owner {
  readonly isMerge: boolean;
}

interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  readonly end: number;
}

/** What may stand at a place: `indentless` is a list below a key in the column of the key. */
type Place = 'flow' | 'block' | 'indentless';

class Reader {
  private readonly text: string;
  private readonly scanner: Scanner;
  private readonly checks: NodeChecks;
  private depth = 0;

  constructor(text: string, { from, ...options }: ReadingOptions) {
    this.text = text;
    // kubectl ends the last line if nobody has.
    this.scanner = new Scanner(text.endsWith('\n') ? text : `${text}\n`, from, options);
    this.checks = new NodeChecks(text);
  }

  read(): Reading {
    const { scanner, checks } = this;
    let first = scanner.peek();
    const mark = first.type === 'document-start' ? first.end : undefined;
    if (mark !== undefined) first = this.following();
    // kubectl takes the mark away, unless the file begins with it, which nobody writes above a directive.
    if (first.type === 'directive') throw new Refusal('directive', first.start, first.end);
    let root: YamlNode | undefined;
    if (mark !== undefined && DOCUMENT_ENDS.has(first.type)) root = this.missing(ROOT, mark);
    else if (first.type !== 'end') root = this.readNode(ROOT, first.start, 'block');
    const last = scanner.peek();
    const isMarkedEnd = last.type === 'document-end';
    if (isMarkedEnd) scanner.skipTrivia();
    const end = isMarkedEnd ? last.end : last.start;
    return { root, problems: checks.problems, comments: scanner.comments, end };
  }

  /** `at`: where a value that is not written has its place. */
  private readNode(owner: Owner, at: number, place: Place): YamlNode {
    this.checks.size++;
    const token = this.scanner.peek();
    if (token.type === 'scalar') return this.scalarNode(owner, token, NO_PROPERTIES);
    if (token.type === 'alias') {
      this.scanner.skip();
      return this.checks.alias(token.value, owner.parent, owner.key, placement(owner, token.start, token.end));
    }
    const properties = this.readProperties(token, at);
    const content = properties === NO_PROPERTIES ? token : this.scanner.peek();
    if (content.type === 'scalar') return this.scalarNode(owner, content, properties);
    const isCollection =
      content.type === '[' ||
      content.type === '{' ||
      (content.type === '-' && place === 'indentless') ||
      ((content.type === 'list-start' || content.type === 'map-start') && place !== 'flow');
    if (isCollection) return this.collection(owner, content, properties);
    if (properties === NO_PROPERTIES) throw unexpected(this.text, content);
    return this.emptyNode(owner, properties.end, properties);
  }

  /** An anchor and a tag, in any order. */
  private readProperties(first: Token, at: number): Properties {
    if (first.type !== 'anchor' && first.type !== 'tag') return NO_PROPERTIES;
    const { scanner } = this;
    let properties = this.withProperty({ ...NO_PROPERTIES, end: at }, first);
    scanner.skip();
    const second = scanner.peek();
    if (second.type === (first.type === 'anchor' ? 'tag' : 'anchor')) {
      properties = this.withProperty(properties, second);
      scanner.skip();
    }
    return properties;
  }

  private withProperty({ anchor, tag }: Properties, token: Token): Properties {
    if (token.type === 'anchor') return { anchor: token.value, tag, end: token.end };
    const prefix = TAG_PREFIXES.get(token.value);
    if (prefix === undefined) throw new Refusal('bad-tag', token.start, token.end);
    return { anchor, tag: prefix + token.suffix, end: token.end };
  }

  private scalarNode(owner: Owner, token: Token, { anchor, tag }: Properties): YamlNode {
    this.scanner.skip();
    const { start, style, value: text } = token;
    const end = endOf(token, this.text);
    const node = new YamlNode('scalar', this.text, owner.parent, owner.key, placement(owner, start, end));
    node.scalar = { text, style, tag };
    this.checks.scalar(node);
    if (anchor !== undefined) this.checks.anchors.set(anchor, { node, size: 1 });
    return node;
  }

  private emptyNode(owner: Owner, at: number, { anchor, tag }: Properties = NO_PROPERTIES): YamlNode {
    const node = new YamlNode('scalar', this.text, owner.parent, owner.key, placement(owner, at, at));
    node.scalar = { text: '', style: 'plain', tag };
    this.checks.scalar(node);
    if (anchor !== undefined) this.checks.anchors.set(anchor, { node, size: 1 });
    return node;
  }

  /** A value that is not written, which kubectl decodes like any other. */
  private missing(owner: Owner, at: number): YamlNode {
    this.checks.size++;
    return this.emptyNode(owner, at);
  }

  private collection(owner: Owner, token: Token, { anchor }: Properties): YamlNode {
    if (this.depth >= MAX_DEPTH) throw new Refusal('too-deep', token.start, token.start + 1);
    const { start } = token;
    const { checks } = this;
    const isMap = token.type === '{' || token.type === 'map-start';
    const node = new YamlNode(
      isMap ? 'map' : 'list',
      this.text,
      owner.parent,
      owner.key,
      placement(owner, start, start),
    );
    node.flow = token.type === '[' || token.type === '{';
    const sizeBefore = checks.size - 1;
    const entry: Anchor = { node };
    if (anchor !== undefined) checks.anchors.set(anchor, entry);
    this.depth++;
    const children = this.readChildren(node, token.type);
    this.depth--;
    node.fill(children);
    if (isMap) checks.duplicates(children);
    if (!node.flow) closeBehind(node, children);
    entry.size = checks.size - sizeBefore;
    return node;
  }

  private readChildren(node: YamlNode, opening: TokenType): YamlNode[] {
    switch (opening) {
      case '[':
        return this.readFlowList(node);
      case '{':
        return this.readFlowMap(node);
      case 'map-start':
        return this.readBlockMap(node);
      case 'list-start':
        return this.readBlockList(node);
      default:
        return this.readItems(node, INDENTLESS_ITEM_ENDS);
    }
  }

  private readBlockMap(map: YamlNode): YamlNode[] {
    const children: YamlNode[] = [];
    for (let token = this.following(); token.type !== 'block-end'; token = this.scanner.peek()) {
      if (token.type !== 'key') throw unexpected(this.text, token);
      const at = token.end;
      const isKeyMissing = BLOCK_ENTRY_ENDS.has(this.following().type);
      const key = isKeyMissing ? this.missingKey(map, at) : this.readKey(map, 'indentless');
      children.push(this.readEntry(map, key, 'indentless', BLOCK_ENTRY_ENDS));
    }
    this.scanner.skip();
    return children;
  }

  private readFlowMap(map: YamlNode): YamlNode[] {
    const children: YamlNode[] = [];
    let token = this.following();
    while (token.type !== '}') {
      if (children.length > 0) {
        if (token.type !== ',') throw unexpected(this.text, token, map.place.start);
        token = this.following();
      }
      if (token.type === 'key') {
        const isKeyMissing = FLOW_KEY_ENDS.has(this.following().type);
        const key = isKeyMissing ? this.missingKey(map, token.end) : this.readKey(map, 'flow');
        children.push(this.readEntry(map, key, 'flow', FLOW_VALUE_ENDS));
      } else if (token.type !== '}') {
        const key = this.readKey(map, 'flow');
        children.push(this.missing(key, key.keyEnd));
      }
      token = this.scanner.peek();
    }
    map.place.end = token.end;
    this.scanner.skip();
    return children;
  }

  /** From behind the key. */
  private readEntry(map: YamlNode, key: Key, place: Place, ends: ReadonlySet<TokenType>): YamlNode {
    const token = this.scanner.peek();
    let child: YamlNode;
    if (token.type !== 'value') child = this.missing(key, key.keyEnd);
    else if (ends.has(this.following().type)) child = this.missing(key, token.end);
    else child = this.readNode(key, token.end, place);
    if (!key.isMerge) return child;
    child.isMerge = true;
    map.hasMerge = true;
    this.checks.merge(child);
    return child;
  }

  private readKey(parent: YamlNode, place: Place): Key {
    const token = this.scanner.peek();
    if (token.type === 'scalar') {
      const { start, value: text, style } = token;
      this.scanner.skip();
      return this.keyOf(parent, { text, style }, start, endOf(token, this.text));
    }
    const node = this.readNode(ROOT, token.start, place);
    this.checks.size--;
    const { start, end } = node.place;
    if (node.scalar) return this.keyOf(parent, node.scalar, start, end, node.origin !== undefined);
    if (node.kind !== 'scalar') this.checks.report('invalid-key', node.span);
    return { parent, key: this.text.slice(start, end), keyStart: start, keyEnd: end, isMerge: false };
  }

  private missingKey(parent: YamlNode, at: number): Key {
    return this.keyOf(parent, { text: '', style: 'plain' }, at, at);
  }

  private keyOf(parent: YamlNode, scalar: ScalarContent, keyStart: number, keyEnd: number, isAlias = false): Key {
    const { text, style, tag } = scalar;
    const isPlain = tag === undefined ? style === 'plain' : tag === '!' || tag === MERGE;
    if (text === '<<' && isPlain && !isAlias) return { parent, key: text, keyStart, keyEnd, isMerge: true };
    this.checks.size++;
    const key = this.checks.key(scalar, keyStart, keyEnd);
    return { parent, key, keyStart, keyEnd, isMerge: false };
  }

  private readBlockList(list: YamlNode): YamlNode[] {
    this.scanner.skip();
    const children = this.readItems(list, BLOCK_ITEM_ENDS);
    const token = this.scanner.peek();
    if (token.type !== 'block-end') throw unexpected(this.text, token);
    this.scanner.skip();
    return children;
  }

  private readItems(list: YamlNode, ends: ReadonlySet<TokenType>): YamlNode[] {
    const children: YamlNode[] = [];
    for (let dash = this.scanner.peek(); dash.type === '-'; dash = this.scanner.peek()) {
      const owner = item(list, children.length);
      const isMissing = ends.has(this.following().type);
      children.push(isMissing ? this.missing(owner, dash.end) : this.readNode(owner, dash.end, 'block'));
    }
    return children;
  }

  private readFlowList(list: YamlNode): YamlNode[] {
    const children: YamlNode[] = [];
    let token = this.following();
    while (token.type !== ']') {
      if (children.length > 0) {
        if (token.type !== ',') throw unexpected(this.text, token, list.place.start);
        token = this.following();
      }
      if (token.type === 'key') children.push(this.readPair(list, children.length, token.start));
      else if (token.type !== ']') children.push(this.readNode(item(list, children.length), token.start, 'flow'));
      token = this.scanner.peek();
    }
    list.place.end = token.end;
    this.scanner.skip();
    return children;
  }

  /** `[a: 1]` is a list of maps. */
  private readPair(list: YamlNode, index: number, start: number): YamlNode {
    this.checks.size++;
    const map = new YamlNode('map', this.text, list, index, { start, end: start, keyStart: -1, keyEnd: -1 });
    map.flow = true;
    const token = this.following();
    const isKeyMissing = FLOW_ITEM_ENDS.has(token.type);
    // With the key libyaml loses the token behind it.
    if (isKeyMissing) this.scanner.skip();
    const key = isKeyMissing ? this.missingKey(map, token.start) : this.readKey(map, 'flow');
    const children = [this.readEntry(map, key, 'flow', FLOW_PAIR_ENDS)];
    map.fill(children);
    closeBehind(map, children);
    return map;
  }

  private following(): Token {
    this.scanner.skip();
    return this.scanner.peek();
  }
}

/** A block scalar ends with its text, not with the blank lines that follow. */
function endOf({ start, end, style }: Token, text: string): number {
  return style === 'literal' || style === 'folded' ? start + text.slice(start, end).trimEnd().length : end;
}

function placement({ keyStart, keyEnd }: Owner, start: number, end: number): Placement {
  return { start, end, keyStart, keyEnd };
}

function item(parent: YamlNode, key: number): Owner {
  return { parent, key, keyStart: -1, keyEnd: -1 };
}

/** A block ends where its last value ends, not behind the comments and blank lines that follow. */
function closeBehind(node: YamlNode, children: readonly YamlNode[]): void {
  const last = children.at(-1);
  if (last) node.place.end = Math.max(last.place.end, last.place.keyEnd, node.place.start);
}

const ROOT: Owner = { parent: undefined, key: undefined, keyStart: -1, keyEnd: -1 };
const NO_PROPERTIES: Properties = { anchor: undefined, tag: undefined, end: -1 };
const MERGE = 'tag:yaml.org,2002:merge';

/** By handle; kubectl cuts a `%TAG` line off from the document that it is meant for. */
const TAG_PREFIXES = new Map([
  ['', ''],
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
]);

/** Tokens before which there is nothing where a value could be. */
const DOCUMENT_ENDS = types('directive', 'document-start', 'document-end', 'end');
const BLOCK_ENTRY_ENDS = types('key', 'value', 'block-end');
const BLOCK_ITEM_ENDS = types('-', 'block-end');
const INDENTLESS_ITEM_ENDS = types('-', 'key', 'value', 'block-end');
const FLOW_KEY_ENDS = types('value', ',', '}');
const FLOW_VALUE_ENDS = types(',', '}');
const FLOW_ITEM_ENDS = types('value', ',', ']');
const FLOW_PAIR_ENDS = types(',', ']');

function types(...all: TokenType[]): ReadonlySet<TokenType> {
  return new Set(all);
}
