import type { ManifestNode, ManifestPath, Resource } from '../../schemas/contract/index.ts';

/** A resource that notes where somebody looks in it: paths as JSON, indices of lists as 0. What is missing counts as well. */
export function watchedResource(resource: Resource, seen: Set<string>): Resource {
  return { ...resource, root: new WatchedNode(resource.root, undefined, '', seen) };
}

class WatchedNode implements ManifestNode {
  readonly #node: ManifestNode;
  /** The steps of its path as JSON, without the brackets around them. */
  readonly #steps: string;
  readonly #seen: Set<string>;
  readonly parent?: ManifestNode;

  constructor(node: ManifestNode, parent: ManifestNode | undefined, steps: string, seen: Set<string>) {
    this.#node = node;
    this.#steps = steps;
    this.#seen = seen;
    if (parent) this.parent = parent;
  }

  get kind() {
    return this.#node.kind;
  }
  get path() {
    return this.#node.path;
  }
  get span() {
    return this.#node.span;
  }
  get value() {
    return this.#node.value;
  }
  get keySpan() {
    return this.#node.keySpan ?? { start: 0, end: 0 };
  }
  get source() {
    return this.#node.source ?? '';
  }
  get style() {
    return this.#node.style ?? 'plain';
  }

  at(...path: ManifestPath): ManifestNode {
    return path.reduce<ManifestNode>((node, step) => (node instanceof WatchedNode ? node.#below(step) : node), this);
  }

  entries(): readonly (readonly [key: string, node: ManifestNode])[] {
    return this.#node.entries().map(([key]) => [key, this.#below(key)] as const);
  }

  items(): readonly ManifestNode[] {
    return this.#node.items().map((_, index) => this.#below(index));
  }

  #below(step: string | number): ManifestNode {
    const key = JSON.stringify(typeof step === 'number' ? 0 : step);
    const steps = this.#steps === '' ? key : `${this.#steps},${key}`;
    this.#seen.add(`[${steps}]`);
    return new WatchedNode(this.#node.at(step), this, steps, this.#seen);
  }
}
