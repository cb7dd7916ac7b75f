import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { ScalarStyle, Span } from '../../../schemas/contract/index.ts';
import { behindProperties } from './lineText.ts';
import { owner, type Placement, shadow, YamlNode } from './node.ts';
import { readKey, readScalar } from './scalars.ts';
import { type ProblemCode, problem } from './problems.ts';
import type { SyntaxProblem } from './types.ts';

/** Deeper than anything people write, and shallow enough for recursion, that of the parser included, on any stack. */
export const MAX_DEPTH = 400;

/** Nodes that all aliases of a document may stand for together. */
export const MAX_ALIASED = 100_000;

export interface BuiltDocument {
  readonly root: YamlNode;
  readonly problems: readonly SyntaxProblem[];
  /** The first quote that seems never to be closed. */
  readonly openQuote: OpenQuote | undefined;
}

export interface OpenQuote {
  readonly start: number;
  readonly isInFlow: boolean;
}

export interface BuildOptions {
  /** The parser found errors, so a quoted text that swallows entries is taken for one whose end is missing. */
  readonly hasErrors: boolean;
  /** Offsets of values that nothing is known about. */
  readonly unknown: ReadonlySet<number>;
}

/** Turns the content of a `yaml` document into nodes that do not hold on to it. */
export function buildNodes(contents: unknown, text: string, options: BuildOptions): BuiltDocument {
  const build: Build = {
    text,
    options,
    problems: [],
    anchors: new Map(),
    size: 0,
    aliased: 0,
    isTooDeep: false,
    openQuote: undefined,
  };
  const root = buildNode(build, contents, undefined, undefined, placement(contents, 0, undefined, text), 0);
  return { root, problems: build.problems, openQuote: build.openQuote };
}

interface Build {
  readonly text: string;
  readonly problems: SyntaxProblem[];
  readonly anchors: Map<string, Anchor>;
  /** Nodes so far, with everything that aliases stand for. */
  size: number;
  aliased: number;
  isTooDeep: boolean;
  openQuote: OpenQuote | undefined;
  readonly options: BuildOptions;
}

interface Anchor {
  readonly node: YamlNode;
  /** Absent while the node is being built: an alias inside it refers to itself. */
  size?: number;
}

function buildNode(
  build: Build,
  source: unknown,
  parent: YamlNode | undefined,
  key: string | number | undefined,
  place: Placement,
  depth: number,
): YamlNode {
  build.size++;
  if (isAlias(source)) return buildAlias(build, source.source, parent, key, place);
  const kind = isMap(source) ? 'map' : isSeq(source) ? 'list' : 'scalar';
  const node = new YamlNode(kind, build.text, parent, key, place);
  if (kind !== 'scalar' && depth >= MAX_DEPTH) return tooDeep(build, node, parent, key, place);
  const anchor = anchorOf(source);
  const entry: Anchor = { node };
  if (anchor !== undefined) build.anchors.set(anchor, entry);
  const sizeBefore = build.size;
  if (isMap(source)) fillMap(build, node, source.items, source.flow === true, depth);
  else if (isSeq(source)) fillList(build, node, source.items, source.flow === true, depth);
  else fillScalar(build, node, source);
  entry.size = build.size - sizeBefore + 1;
  return node;
}

function fillMap(build: Build, node: YamlNode, pairs: readonly unknown[], isFlow: boolean, depth: number): void {
  const children: YamlNode[] = [];
  node.flow = isFlow;
  for (const pair of pairs) {
    if (!isPair(pair)) continue;
    const keySpan = valueSpan(pair.key, build.text, node.place.start);
    const value = pair.value ?? undefined;
    const place = placement(value, keySpan.end, keySpan, build.text);
    const isMerge = isMergeKey(pair.key);
    const key = isMerge ? '<<' : keyOf(build, pair.key, keySpan);
    const child = buildNode(build, value, node, key, place, depth + 1);
    if (isMerge) {
      child.isMerge = true;
      node.hasMerge = true;
      checkMerge(build, child);
    }
    children.push(child);
  }
  node.fill(children);
  reportDuplicates(build, children);
  if (!isFlow) closeBlock(node, children);
}

function fillList(build: Build, node: YamlNode, items: readonly unknown[], isFlow: boolean, depth: number): void {
  const children: YamlNode[] = [];
  node.flow = isFlow;
  for (const item of items) {
    const place = placement(item, node.place.start, undefined, build.text);
    children.push(buildNode(build, item, node, children.length, place, depth + 1));
  }
  node.fill(children);
  if (!isFlow) closeBlock(node, children);
}

/** A block ends where its last value ends, not behind the comments and blank lines that follow. */
function closeBlock(node: YamlNode, children: readonly YamlNode[]): void {
  const last = children.at(-1);
  if (last) node.place.end = Math.max(last.place.end, last.place.keyEnd, node.place.start);
}

function fillScalar(build: Build, node: YamlNode, source: unknown): void {
  const scalar = isScalar(source) ? source : undefined;
  if (build.options.unknown.has(node.place.start)) return;
  const style = styleOf(scalar?.type);
  const tag = scalar?.tag;
  const text = typeof scalar?.value === 'string' ? scalar.value : '';
  node.scalar = { text, style, tag };
  if (style === 'double' || style === 'single') noteOpenQuote(build, node);
  if (tag === undefined && (style !== 'plain' || !/^[-+]?\.[in]/i.test(text))) return;
  const { refused } = readScalar({ text, plain: style === 'plain', tag });
  if (refused) report(build, REFUSED[refused], node.span, text);
}

const REFUSED = { infinite: 'infinite', tag: 'wrong-tag', base64: 'invalid-base64' } as const;

function noteOpenQuote(build: Build, node: YamlNode): void {
  const { start, end } = node.place;
  const isClosed = end - start > 1 && build.text[end - 1] === build.text[start];
  if (build.openQuote || (isClosed && !(build.options.hasErrors && hasEntries(build.text.slice(start, end))))) return;
  build.openQuote = { start, isInFlow: owner(node.parent)?.flow === true };
}

/** Lines that look like entries of a block map. */
function hasEntries(quoted: string): boolean {
  return /\n[ \t]*(?:- +)*[\w./-]+:(?:\s|$)/.test(quoted);
}

function buildAlias(
  build: Build,
  name: string,
  parent: YamlNode | undefined,
  key: string | number | undefined,
  place: Placement,
): YamlNode {
  const anchor = build.anchors.get(name);
  const span = { start: place.start, end: place.end };
  const unknown = new YamlNode('scalar', build.text, parent, key, place);
  if (!anchor) {
    report(build, 'unknown-anchor', span, name);
    return unknown;
  }
  if (anchor.size === undefined) {
    report(build, 'alias-loop', span, name);
    return unknown;
  }
  if (build.aliased + anchor.size > MAX_ALIASED) {
    if (build.aliased <= MAX_ALIASED) report(build, 'too-many-aliases', span, name);
    build.aliased = Infinity;
    return unknown;
  }
  build.aliased += anchor.size;
  build.size += anchor.size - 1;
  return shadow(anchor.node, parent, key, place);
}

function tooDeep(
  build: Build,
  node: YamlNode,
  parent: YamlNode | undefined,
  key: string | number | undefined,
  place: Placement,
): YamlNode {
  if (!build.isTooDeep) report(build, 'too-deep', { start: node.place.start, end: node.place.start + 1 });
  build.isTooDeep = true;
  return new YamlNode('scalar', build.text, parent, key, place);
}

function checkMerge(build: Build, value: YamlNode): void {
  const maps = value.kind === 'list' ? value.children : [value];
  for (const node of maps) {
    const isUnknown = node.kind === 'scalar' && node.scalar === undefined;
    if (node.kind !== 'map' && !isUnknown) report(build, 'merge-value', node.span);
  }
}

/** kubectl silently takes the last one. */
function reportDuplicates(build: Build, children: readonly YamlNode[]): void {
  if (children.length < 2) return;
  const seen = new Set<string | number | undefined>();
  for (const child of children) {
    if (seen.has(child.key) && !child.isMerge) {
      report(build, 'duplicate-key', { start: child.place.keyStart, end: child.place.keyEnd }, String(child.key));
    }
    seen.add(child.key);
  }
}

function keyOf(build: Build, key: unknown, span: Span): string {
  const scalar = isScalar(key) ? key : isAlias(key) ? build.anchors.get(key.source)?.node.scalar : undefined;
  if (isScalar(key) && key.anchor !== undefined) anchorKey(build, key.anchor, key, span);
  if (!scalar) {
    // Between brackets a forgotten comma makes a key of the entry before.
    if (!build.options.hasErrors) report(build, 'invalid-key', span);
    return build.text.slice(span.start, span.end);
  }
  const style = 'style' in scalar ? scalar.style : styleOf(scalar.type);
  const text = 'text' in scalar ? scalar.text : typeof scalar.value === 'string' ? scalar.value : '';
  const reading = readKey({ text, plain: style === 'plain', tag: scalar.tag });
  if (reading.refused) report(build, 'invalid-key', span);
  return reading.key;
}

/** An alias may stand for a key. */
function anchorKey(build: Build, anchor: string, key: unknown, span: Span): void {
  const node = new YamlNode('scalar', build.text, undefined, undefined, { ...span, keyStart: -1, keyEnd: -1 });
  fillScalar(build, node, key);
  build.anchors.set(anchor, { node, size: 1 });
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<' && (key.tag ?? MERGE) === MERGE;
}

const MERGE = 'tag:yaml.org,2002:merge';

function anchorOf(source: unknown): string | undefined {
  return isScalar(source) || isMap(source) || isSeq(source) ? source.anchor : undefined;
}

function placement(source: unknown, fallback: number, key: Span | undefined, text = ''): Placement {
  const { start, end } = valueSpan(source, text, fallback);
  return { start, end, keyStart: key?.start ?? -1, keyEnd: key?.end ?? -1 };
}

/** From the first to the last character of a value, without what `yaml` counts to it behind. */
function valueSpan(source: unknown, text: string, fallback: number): Span {
  const node = isScalar(source) || isMap(source) || isSeq(source) || isAlias(source) ? source : undefined;
  const range = node?.range;
  if (!range) return { start: fallback, end: fallback };
  const [start, end] = range;
  if (isScalar(source) && (source.type === 'BLOCK_LITERAL' || source.type === 'BLOCK_FOLDED')) {
    return { start, end: Math.max(start + 1, text.slice(start, end).trimEnd().length + start) };
  }
  if (start === end && isScalar(source)) return emptySpan(text, start);
  if (isMap(source) && source.flow !== true) return { start: firstEntry(source.items[0]?.key, text, start), end };
  return { start, end };
}

/** The anchor or tag of its first key belongs to a map. */
function firstEntry(key: unknown, text: string, start: number): number {
  if (!isScalar(key) || (key.anchor === undefined && key.tag === undefined)) return start;
  return behindProperties(text, start, '&!');
}

/** Right behind the colon, dash, anchor or tag, not behind the blanks that follow. */
function emptySpan(text: string, at: number): Span {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const isLineStart = start === 0 || text[start - 1] === '\n';
  return isLineStart ? { start: at, end: at } : { start, end: start };
}

function styleOf(type: string | undefined): ScalarStyle {
  switch (type) {
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return 'plain';
  }
}

function report(build: Build, code: ProblemCode, span: Span, detail?: string): void {
  if (build.problems.length < MAX_PROBLEMS) build.problems.push(problem(code, span, detail));
}

const MAX_PROBLEMS = 50;
