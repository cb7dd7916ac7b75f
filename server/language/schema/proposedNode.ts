import type { ManifestNode, ManifestPath, ManifestValue } from '../../../schemas/contract/index.ts';

/** A value that a fix may write, as if it stood at the place of a node: to ask whether the schema takes it there. */
export function proposedNode(place: ManifestNode, value: ManifestValue): ManifestNode {
  return new ProposedNode(place, place.path, value);
}

class ProposedNode implements ManifestNode {
  readonly kind: ManifestNode['kind'];
  readonly path: ManifestPath;
  readonly value: unknown;
  readonly #place: ManifestNode;

  constructor(place: ManifestNode, path: ManifestPath, value: unknown) {
    this.kind = kindOf(value);
    this.path = path;
    this.value = value;
    this.#place = place;
  }

  get span() {
    return this.#place.span;
  }

  at(...path: ManifestPath): ManifestNode {
    const below = (value: unknown, key: string | number): unknown =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
    return new ProposedNode(this.#place, [...this.path, ...path], path.reduce(below, this.value));
  }

  entries(): (readonly [key: string, node: ManifestNode])[] {
    if (this.kind !== 'map') return [];
    return Object.keys(this.value as object).map((key) => [key, this.at(key)] as const);
  }

  items(): ManifestNode[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.at(index)) : [];
  }
}

function kindOf(value: unknown): ManifestNode['kind'] {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'map' : 'scalar';
}
