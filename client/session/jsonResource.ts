import type { Identity, ManifestNode, ManifestPath, Resource, Span } from '../../schemas/contract/index.ts';

/** Reads plain JSON, an object of the API server or a manifest that the server has parsed, as packs read a document. */
export function resourceFromJson(value: unknown): Resource {
  const root = new JsonNode(value, undefined, undefined);
  return { identity: identityOf(root), root, partial: false };
}

/** A scalar as text; empty: it is none. Other values of strangers cannot be relied on to have one: `{"toString": 5}`. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function identityOf(root: ManifestNode): Identity {
  const text = (...path: ManifestPath): string => {
    const { value } = root.at(...path);
    return typeof value === 'string' ? value : '';
  };
  return {
    apiVersion: text('apiVersion'),
    kind: text('kind'),
    name: text('metadata', 'name'),
    namespace: text('metadata', 'namespace'),
  };
}

/** Nodes below are made when somebody asks for them: a recipe looks at little of a large object. */
class JsonNode implements ManifestNode {
  readonly kind: ManifestNode['kind'];
  readonly value: unknown;
  readonly span: Span = nowhere;
  readonly parent?: ManifestNode;
  private readonly step: string | number | undefined;

  constructor(value: unknown, parent: ManifestNode | undefined, step: string | number | undefined) {
    this.kind = kindOf(value);
    this.value = value;
    if (parent) this.parent = parent;
    this.step = step;
  }

  get path(): ManifestPath {
    return this.step === undefined ? [] : [...(this.parent?.path ?? []), this.step];
  }

  at(...path: ManifestPath): ManifestNode {
    return path.reduce<ManifestNode>((node, step) => new JsonNode(child(node, step), node, step), this);
  }

  entries(): readonly (readonly [key: string, node: ManifestNode])[] {
    if (this.kind !== 'map') return [];
    return Object.entries(this.value as object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, new JsonNode(value, this, key)] as const);
  }

  items(): readonly ManifestNode[] {
    return Array.isArray(this.value) ? this.value.map((value, index) => new JsonNode(value, this, index)) : [];
  }
}

function kindOf(value: unknown): ManifestNode['kind'] {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'map' : 'scalar';
}

/** As a document reads: a list by number alone, a map by what is its own. */
function child({ kind, value }: ManifestNode, step: string | number): unknown {
  if (kind === 'list') return typeof step === 'number' ? (value as readonly unknown[])[step] : undefined;
  if (kind !== 'map' || !Object.hasOwn(value as object, step)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[step];
}

const nowhere: Span = { start: 0, end: 0 };
