import type { ManifestNode, ManifestPath, ScalarStyle, Span } from '../../../schemas/contract/index.ts';
import { isPlaceholder, readScalar } from './scalars.ts';

/** What is stored of a scalar besides its place. */
export interface ScalarContent {
  /** Content with escapes resolved and lines folded. */
  readonly text: string;
  readonly style: ScalarStyle;
  readonly tag?: string | undefined;
}

/** Where a value and its key are written; `keyStart` is -1 without a key. */
export interface Placement {
  readonly start: number;
  end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
}

/**
 * A written value. Offsets are plain numbers, and path, value, index and the content of aliases are made when somebody
 * asks, because most nodes of a large file are never looked at.
 */
export class YamlNode {
  readonly kind: 'map' | 'list' | 'scalar';
  readonly document: string;
  readonly parent: ManifestNode | undefined;
  readonly key: string | number | undefined;
  readonly place: Placement;
  /** Inside `{ }` or `[ ]`, or one of these. */
  flow = false;
  /** An entry whose key is `<<`: brings the entries of its value to the map around it. */
  isMerge = false;
  /** `children` holds an entry with `isMerge`. */
  hasMerge = false;
  /** Of a map: a line that may become a key which it does not have, one that begins with the word (in lower case). */
  doubt: { readonly word: string; readonly hole: YamlNode } | undefined;
  /** Content of a scalar; none for maps, lists and values that nothing is known about. */
  scalar: ScalarContent | undefined;
  /** The anchored node that this one stands for: an alias or something below one. */
  readonly origin: YamlNode | undefined;
  private written: readonly YamlNode[] | undefined;
  private index: ReadonlyMap<string, YamlNode> | undefined;
  private cachedPath: ManifestPath | undefined;
  private cachedValue: unknown = UNREAD;

  constructor(
    kind: 'map' | 'list' | 'scalar',
    document: string,
    parent: YamlNode | undefined,
    key: string | number | undefined,
    place: Placement,
    origin?: YamlNode,
  ) {
    this.kind = kind;
    this.document = document;
    this.parent = parent === undefined ? undefined : asManifestNode(parent);
    this.key = key;
    this.place = place;
    this.origin = origin;
    this.scalar = origin?.scalar;
    if (origin) this.hasMerge = origin.hasMerge;
  }

  get path(): ManifestPath {
    if (this.cachedPath) return this.cachedPath;
    const steps: (string | number)[] = [];
    for (let node = owner(this); node?.key !== undefined; node = owner(node.parent)) steps.push(node.key);
    return (this.cachedPath = steps.reverse());
  }

  get span(): Span {
    return { start: this.place.start, end: this.place.end };
  }

  get keySpan(): Span | undefined {
    return this.place.keyStart < 0 ? undefined : { start: this.place.keyStart, end: this.place.keyEnd };
  }

  get style(): ScalarStyle | undefined {
    return this.scalar?.style;
  }

  get source(): string | undefined {
    const { scalar, origin } = this;
    if (!scalar) return undefined;
    if (origin) return origin.source;
    const written = this.document.slice(this.place.start, this.place.end);
    if (scalar.style === 'plain') return written;
    if (scalar.style === 'literal' || scalar.style === 'folded') return written.replace(/^[^\n]*\n?/, '');
    return written.length > 1 && written.endsWith(written[0] ?? '') ? written.slice(1, -1) : written.slice(1);
  }

  get value(): unknown {
    const { origin } = this;
    // Copies of a tree read each of its scalars once.
    if (origin && this.kind === 'scalar' && this.scalar === origin.scalar) return origin.value;
    if (this.cachedValue === UNREAD) this.cachedValue = readValue(this);
    return this.cachedValue;
  }

  /** Everything written inside, merge keys and entries that a later one overrides included, in written order. */
  get children(): readonly YamlNode[] {
    if (this.written) return this.written;
    const { origin } = this;
    if (!origin) return NONE;
    this.written = origin.children.map((child) => shadow(child, this, child.key, this.place));
    return this.written;
  }

  /** When the node is built, and before anybody has seen it. */
  fill(children: readonly YamlNode[]): void {
    // A list that has grown has room for a dozen more, and most have three.
    this.written = children.slice();
    this.index = undefined;
  }

  at(...path: ManifestPath): ManifestNode {
    let node: ManifestNode = asManifestNode(this);
    for (const step of path) node = child(node, step);
    return node;
  }

  entries(): readonly (readonly [key: string, node: ManifestNode])[] {
    if (this.kind !== 'map') return [];
    const entries: (readonly [string, ManifestNode])[] = [];
    // Every child counts: no merge key, and no key that a later one overrides.
    const isPlain = this.isFew ? areDistinct(this.children) : this.effective().size === this.children.length;
    if (!this.hasMerge && isPlain)
      for (const node of this.children) entries.push([String(node.key), asManifestNode(node)]);
    else for (const [key, node] of this.effective()) entries.push([key, asManifestNode(node)]);
    return entries;
  }

  items(): readonly ManifestNode[] {
    return this.kind === 'list' ? (this.children as readonly unknown[] as readonly ManifestNode[]) : [];
  }

  /** The one that counts of those with a key. */
  entry(key: string): YamlNode | undefined {
    if (!this.isFew) return this.effective().get(key);
    return lastOf(this.children, key);
  }

  /** Looked through as fast as an index is asked, and that would take more room than the entries. */
  protected get isFew(): boolean {
    return !this.hasMerge && this.children.length <= few;
  }

  /** The entries that count, by key. */
  effective(): ReadonlyMap<string, YamlNode> {
    if (this.index) return this.index;
    const index = new Map<string, YamlNode>();
    this.index = index;
    for (const node of this.children) if (!node.isMerge) index.set(String(node.key), node);
    if (this.hasMerge) mergeInto(index, this);
    return index;
  }
}

export function asManifestNode(node: YamlNode): ManifestNode {
  return node as ManifestNode;
}

/** The written node behind an interface; `undefined` for a missing one. */
export function owner(node: ManifestNode | YamlNode | undefined): YamlNode | undefined {
  return node instanceof YamlNode ? node : undefined;
}

/** Values of a map or list that stand in it: not what an alias stands for, nor what a merge key brings. */
export function writtenChildren(node: ManifestNode): readonly ManifestNode[] {
  const own = owner(node);
  if (!own || own.origin) return [];
  return own.children.filter((each) => !each.isMerge).map(asManifestNode);
}

/** The same content at another place: what an alias or a merge key brings. */
export function shadow(
  origin: YamlNode,
  parent: YamlNode | undefined,
  key: string | number | undefined,
  place: Placement,
): YamlNode {
  const node = new YamlNode(origin.kind, origin.document, parent, key, place, origin);
  node.isMerge = origin.isMerge;
  node.flow = origin.flow;
  return node;
}

function child(node: ManifestNode, step: string | number): ManifestNode {
  const written = owner(node);
  if (written?.kind === 'map') {
    const found = written.entry(String(step));
    if (found) return asManifestNode(found);
    const { doubt } = written;
    if (doubt && String(step).toLowerCase().startsWith(doubt.word))
      return asManifestNode(new YamlNode('scalar', written.document, written, step, doubt.hole.place));
  } else if (written?.kind === 'list' && typeof step === 'number') {
    const found = written.children[step];
    if (found) return asManifestNode(found);
  }
  return new MissingNode(node, step);
}

/** Nothing is written here. Rules ask for many fields that are absent, so path and span are made when somebody wants them. */
class MissingNode implements ManifestNode {
  readonly kind = 'missing';
  readonly value = undefined;
  readonly parent: ManifestNode;
  private readonly step: string | number;

  constructor(parent: ManifestNode, step: string | number) {
    this.parent = parent;
    this.step = step;
  }

  get path(): ManifestPath {
    return [...this.parent.path, this.step];
  }

  get span(): Span {
    return this.parent.span;
  }

  at(...path: ManifestPath): ManifestNode {
    return path.reduce<ManifestNode>(child, this);
  }

  entries(): readonly (readonly [key: string, node: ManifestNode])[] {
    return [];
  }

  items(): readonly ManifestNode[] {
    return [];
  }
}

/**
 * Merge keys as kubectl applies them: in written order, so that a merge key overrides the entries above it and is
 * overridden by those below; of a list of maps the first one that has a key wins.
 */
function mergeInto(index: Map<string, YamlNode>, map: YamlNode): void {
  const merged = new Map<string, YamlNode>();
  index.clear();
  for (const node of map.children) {
    if (!node.isMerge) {
      index.set(String(node.key), node);
      merged.delete(String(node.key));
      continue;
    }
    const sources = node.kind === 'list' ? [...node.children].reverse() : [node];
    for (const source of sources) {
      if (source.kind !== 'map') continue;
      for (const [key, entry] of source.effective()) {
        index.delete(key);
        merged.set(key, shadow(entry, map, key, entry.place));
      }
    }
  }
  for (const [key, node] of merged) index.set(key, node);
}

function readValue(node: YamlNode): unknown {
  if (node.kind === 'list') return node.children.map((item) => item.value);
  if (node.kind === 'map') {
    const value: Record<string, unknown> = {};
    for (const [key, entry] of node.entries()) {
      if (key === '__proto__') Object.defineProperty(value, key, { value: entry.value, enumerable: true });
      else value[key] = entry.value;
    }
    return value;
  }
  const { scalar } = node;
  if (!scalar) return undefined;
  const isInline = scalar.style !== 'literal' && scalar.style !== 'folded';
  if (isInline && isPlaceholder(scalar.text)) return undefined;
  return readScalar({ text: scalar.text, plain: scalar.style === 'plain', tag: scalar.tag }).value;
}

function lastOf(nodes: readonly YamlNode[], key: YamlNode['key']): YamlNode | undefined {
  for (let at = nodes.length - 1; at >= 0; at--) if (nodes[at]?.key === key) return nodes[at];
  return undefined;
}

function areDistinct(nodes: readonly YamlNode[]): boolean {
  return nodes.every((node) => lastOf(nodes, node.key) === node);
}

/** Entries of a map. */
const few = 8;
const UNREAD = Symbol('unread');
const NONE: readonly YamlNode[] = [];
