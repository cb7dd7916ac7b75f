import type { ManifestNode, ManifestPath } from '../../../schemas/contract/index.ts';
import { asManifestNode, owner, type Placement, type ScalarContent, shadow, YamlNode } from './node.ts';

/**
 * A copy of a tree with another scalar at a path, or one more in a map, to ask what would be said about it: no node of it
 * is one of the old tree, nothing is parsed, and only what is looked at is made. Spans are those of the old text.
 * `undefined`: the path leads nowhere.
 * @param path counted from `root`
 * @param onRead is called whenever the content is asked for
 */
export function replaceScalar(
  root: ManifestNode,
  path: ManifestPath,
  content: ScalarContent,
  onRead?: () => void,
): ManifestNode | undefined {
  const original = owner(root);
  if (!original || path.length === 0) return undefined;
  const make: Make = (parent, key, { place }) => new OtherScalar(parent, key, place, content, onRead);
  const copy = copyAlong(original, owner(original.parent), path, make, onRead);
  return copy && asManifestNode(copy);
}

/**
 * A copy of a tree that tells, each time, which keys of one map are asked for; `undefined`: all of them. The map may be missing
 * or empty yet.
 */
export function watchKeys(
  root: ManifestNode,
  path: ManifestPath,
  onAsk: (key: string | undefined) => void,
): ManifestNode | undefined {
  const original = owner(root);
  const make: Make = (parent, key, map) => new WatchedMap(map, parent, key, onAsk);
  const onWhole = () => {
    onAsk(undefined);
  };
  const copy = original && copyAlong(original, owner(original.parent), path, make, onWhole);
  return copy && asManifestNode(copy);
}

/** A copy of a tree with more entries in the map at a path; the map may be missing or empty yet. */
export function addScalars(
  root: ManifestNode,
  path: ManifestPath,
  entries: ReadonlyMap<string, ScalarContent>,
): ManifestNode | undefined {
  const original = owner(root);
  const make: Make = (parent, key, map) => {
    const copy = new YamlNode('map', map.document, parent, key, map.place, map);
    copy.flow = map.flow;
    const added = [...entries].map(([name, content]) => new OtherScalar(copy, name, map.place, content, undefined));
    copy.fill([...map.children.map((child) => shadow(child, copy, child.key, child.place)), ...added]);
    return copy;
  };
  const copy = original && copyAlong(original, owner(original.parent), path, make);
  return copy && asManifestNode(copy);
}

/** What takes the place of a node that is copied, or of one that is missing in the node around it. */
type Make = (parent: YamlNode | undefined, key: string | number | undefined, original: YamlNode) => YamlNode;

function copyAlong(
  original: YamlNode,
  parent: YamlNode | undefined,
  path: ManifestPath,
  make: Make,
  onWhole?: () => void,
): YamlNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return make(parent, original.key, original);
  const kind = rest.length === 0 && typeof step === 'string' ? 'map' : original.kind;
  const copy = new NodeAround(kind, original, parent, onWhole);
  copy.isMerge = original.isMerge;
  copy.flow = original.flow;
  const changed = original.children.map((child) => {
    const isOnPath = !child.isMerge && String(child.key) === String(step);
    return isOnPath ? copyAlong(child, copy, rest, make, onWhole) : undefined;
  });
  const isFound = changed.some((child) => child !== undefined);
  const isNew = !isFound && rest.length === 0 && kind === 'map';
  if (!isFound && !isNew) return undefined;
  const children = original.children.map((child, at) => changed[at] ?? shadow(child, copy, child.key, child.place));
  copy.fill(isNew ? [...children, make(copy, step, original)] : children);
  return copy;
}

/** Its value is read once and kept: whoever asks for it later reads what is in it too. */
class NodeAround extends YamlNode {
  private readonly onWhole: (() => void) | undefined;

  constructor(
    kind: YamlNode['kind'],
    original: YamlNode,
    parent: YamlNode | undefined,
    onWhole: (() => void) | undefined,
  ) {
    super(kind, original.document, parent, original.key, original.place, original);
    this.onWhole = onWhole;
  }

  override get value(): unknown {
    this.onWhole?.();
    return super.value;
  }
}

class WatchedMap extends YamlNode {
  private readonly onAsk: (key: string | undefined) => void;
  private watched: WatchedIndex | undefined;

  constructor(
    original: YamlNode,
    parent: YamlNode | undefined,
    key: string | number | undefined,
    onAsk: (key: string | undefined) => void,
  ) {
    super('map', original.document, parent, key, original.place, original);
    this.flow = original.flow;
    this.fill(original.children.map((child) => shadow(child, this, child.key, child.place)));
    this.onAsk = onAsk;
  }

  override get value(): unknown {
    this.onAsk(undefined);
    return super.value;
  }

  protected override get isFew(): boolean {
    return false;
  }

  override effective(): ReadonlyMap<string, YamlNode> {
    return (this.watched ??= new WatchedIndex(super.effective(), this.onAsk));
  }
}

class WatchedIndex extends Map<string, YamlNode> {
  private readonly onAsk: ((key: string | undefined) => void) | undefined;

  constructor(index: ReadonlyMap<string, YamlNode>, onAsk: (key: string | undefined) => void) {
    super(index);
    this.onAsk = onAsk;
  }

  override get(key: string): YamlNode | undefined {
    this.onAsk?.(key);
    return super.get(key);
  }

  override get size(): number {
    this.onAsk?.(undefined);
    return super.size;
  }

  override [Symbol.iterator](): MapIterator<[string, YamlNode]> {
    this.onAsk?.(undefined);
    return super[Symbol.iterator]();
  }
}

class OtherScalar extends YamlNode {
  private readonly onRead: (() => void) | undefined;
  private readonly original: Placement;

  constructor(
    parent: YamlNode | undefined,
    key: string | number | undefined,
    place: Placement,
    content: ScalarContent,
    onRead: (() => void) | undefined,
  ) {
    const written = content.style === 'plain' ? content.text : JSON.stringify(content.text);
    super('scalar', written, parent, key, { start: 0, end: written.length, keyStart: -1, keyEnd: -1 });
    this.scalar = content;
    this.original = place;
    this.onRead = onRead;
  }

  override get value(): unknown {
    this.onRead?.();
    return super.value;
  }

  override get source(): string | undefined {
    this.onRead?.();
    return super.source;
  }

  override get style(): ScalarContent['style'] | undefined {
    this.onRead?.();
    return super.style;
  }

  override get span(): { start: number; end: number } {
    return { start: this.original.start, end: this.original.end };
  }

  override get keySpan(): { start: number; end: number } | undefined {
    return this.original.keyStart < 0 ? undefined : { start: this.original.keyStart, end: this.original.keyEnd };
  }
}
