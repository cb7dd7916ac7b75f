import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import type { CompiledSchema, FieldHelp, SchemaNode, SchemaNodes, SchemaRef } from '../../schemas/contract/index.ts';

/** Where the build put the schema of a kind. */
export interface IndexedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The table of its pack, which continues the shared one. */
  readonly table: string;
  /** In the nodes of both. */
  readonly root: SchemaRef;
}

/** The file of all kinds (`IndexedKind[]`). */
export const indexFile = 'index.json';

/** The file of Kubernetes' own types that stand in every definition (`AuthoredSchema`, by name). */
export const typesFile = 'types.json';

/** The table of what two packs or more have. */
export const sharedTable = 'shared';

/** The file of a table's nodes (`writeNodes`). */
export function nodesFile(table: string): string {
  return `${table}.jsonl`;
}

/** The file of a table's texts (`FieldHelp[]`). */
export function helpFile(table: string): string {
  return `${table}.help.json`;
}

export function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}

/** Kinds by `kindKey`; none if the file holds something else. */
export function readIndex(file: string | undefined): ReadonlyMap<string, IndexedKind> {
  const content = parsed(file);
  const entries = Array.isArray(content) ? (content as readonly IndexedKind[]) : [];
  return new Map(entries.map((entry) => [kindKey(entry.apiVersion, entry.kind), entry]));
}

/** Joins the files of two tables; `undefined` where one is missing or damaged: without the shared table no index means anything. */
export type JoinFiles<T> = (shared: string | undefined, own: string | undefined) => T | undefined;

export const joinHelp: JoinFiles<readonly FieldHelp[]> = (shared, own) => {
  const [first, second] = [parsed(shared), parsed(own)];
  return Array.isArray(first) && Array.isArray(second) ? (first as FieldHelp[]).concat(second) : undefined;
};

/** What a file of nodes holds: what can be reached from each, a digit each, and below that a node on each line. */
export function writeNodes(nodes: readonly SchemaNode[], reach: Uint8Array): string {
  return [reach.join(''), ...nodes].map((line) => JSON.stringify(line)).join('\n');
}

export const joinNodes: JoinFiles<SchemaNodes> = (shared, own) => {
  const [first, second] = [linesOf(shared), linesOf(own)];
  if (!first || !second) return undefined;
  const reach = Uint8Array.from(first.digits + second.digits, Number);
  return new WrittenNodes(first.lines.concat(second.lines), reach);
};

function linesOf(file: string | undefined): { readonly digits: string; readonly lines: string[] } | undefined {
  const [first = '', ...lines] = file?.split('\n') ?? [];
  const digits = /^"(\d*)"$/.exec(first)?.[1];
  return digits?.length === lines.length ? { digits, lines } : undefined;
}

/** `undefined`: it is no JSON. */
export function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Most files need few of the nodes that their pack has: each is parsed when it is first asked for. */
class WrittenNodes implements SchemaNodes {
  readonly length: number;
  readonly reach: Uint8Array;
  readonly #lines: string[];
  readonly #nodes: (SchemaNode | undefined)[];

  constructor(lines: string[], reach: Uint8Array) {
    this.length = lines.length;
    this.reach = reach;
    this.#lines = lines;
    this.#nodes = new Array<undefined>(lines.length);
  }

  at(ref: SchemaRef): SchemaNode | undefined {
    return this.#nodes[ref] ?? this.#read(ref);
  }

  *[Symbol.iterator](): Iterator<SchemaNode> {
    for (let ref = 0; ref < this.length; ref++) yield this.at(ref) ?? {};
  }

  #read(ref: SchemaRef): SchemaNode | undefined {
    const line = this.#lines[ref];
    if (line === undefined) return undefined;
    this.#lines[ref] = '';
    return (this.#nodes[ref] = (parsed(line) ?? {}) as SchemaNode);
  }
}

export function schemaOf({ apiVersion, kind, root }: IndexedKind, nodes: SchemaNodes): CompiledSchema {
  return { id: kindKey(apiVersion, kind), root, nodes };
}

/** None, if the content is something else. */
export function readTypes(content: unknown): KubernetesTypes {
  const types = new Map(Object.entries((content ?? {}) as Readonly<Record<string, AuthoredSchema>>));
  return { find: (name) => types.get(name) };
}
