import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { ScalarStyle, Span } from '../../../schemas/contract/index.ts';
import { behindProperties } from './lineText.ts';
import { owner, type Placement, YamlNode } from './node.ts';
import { MAX_DEPTH, NodeChecks, type Anchor } from './nodeChecks.ts';
import type { SyntaxProblem } from './types.ts';

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
  const checks = new NodeChecks(text);
  const build: Build = { text, options, checks, openQuote: undefined };
  const root = buildNode(build, contents, undefined, undefined, placement(contents, 0, undefined, text), 0);
  return { root, problems: checks.problems, openQuote: build.openQuote };
}

interface Build {
  readonly text: string;
  readonly options: BuildOptions;
  readonly checks: NodeChecks;
  openQuote: OpenQuote | undefined;
}

function buildNode(
  build: Build,
  source: unknown,
  parent: YamlNode | undefined,
  key: string | number | undefined,
  place: Placement,
  depth: number,
): YamlNode {
  const { checks } = build;
  checks.size++;
  if (isAlias(source)) return checks.alias(source.source, parent, key, place);
  const kind = isMap(source) ? 'map' : isSeq(source) ? 'list' : 'scalar';
  const node = new YamlNode(kind, build.text, parent, key, place);
  if (kind !== 'scalar' && depth >= MAX_DEPTH) return checks.tooDeep(parent, key, place);
  const anchor = anchorOf(source);
  const entry: Anchor = { node };
  if (anchor !== undefined) checks.anchors.set(anchor, entry);
  const sizeBefore = checks.size - 1;
  if (isMap(source)) fillMap(build, node, source.items, source.flow === true, depth);
  else if (isSeq(source)) fillList(build, node, source.items, source.flow === true, depth);
  else fillScalar(build, node, source);
  entry.size = checks.size - sizeBefore;
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
      build.checks.merge(child);
    }
    children.push(child);
  }
  node.fill(children);
  build.checks.duplicates(children);
  // A pair in brackets of a list, without braces of its own, ends like a block.
  if (!isFlow || build.text[node.place.start] !== '{') closeBlock(node, children);
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
  build.checks.scalar(node);
}

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

function keyOf(build: Build, key: unknown, span: Span): string {
  const scalar = isScalar(key) ? key : isAlias(key) ? build.checks.anchors.get(key.source)?.node.scalar : undefined;
  if (isScalar(key) && key.anchor !== undefined) anchorKey(build, key.anchor, key, span);
  if (!scalar) {
    // Between brackets a forgotten comma makes a key of the entry before.
    if (!build.options.hasErrors) build.checks.report('invalid-key', span);
    return build.text.slice(span.start, span.end);
  }
  const style = 'style' in scalar ? scalar.style : styleOf(scalar.type);
  const text = 'text' in scalar ? scalar.text : typeof scalar.value === 'string' ? scalar.value : '';
  build.checks.size++;
  return build.checks.key({ text, style, tag: scalar.tag }, span.start, span.end);
}

/** An alias may stand for a key. */
function anchorKey(build: Build, anchor: string, key: unknown, span: Span): void {
  const node = new YamlNode('scalar', build.text, undefined, undefined, { ...span, keyStart: -1, keyEnd: -1 });
  fillScalar(build, node, key);
  build.checks.anchors.set(anchor, { node, size: 1 });
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
