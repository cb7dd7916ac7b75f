import type { Identity, PartClaim, WorkspaceIndex } from '../../../schemas/contract/index.ts';

/** Namespaces by name of resources of which somebody says that they hold a part; an empty one is any. */
export type NamedParts = ReadonlyMap<string, ReadonlySet<string>>;

/** The workspace, as it knows what is said of parts: asked of every resource of a kind, worked out once. */
export interface PartsIndex extends WorkspaceIndex {
  named(part: PartClaim): NamedParts;
}

export function namedParts(part: PartClaim, workspace: WorkspaceIndex): NamedParts {
  const found = new Map<string, Set<string>>();
  for (const { name, namespace } of part.namedBy?.(workspace) ?? [])
    found.set(name, (found.get(name) ?? new Set<string>()).add(namespace));
  return found;
}

export function isSameParts(a: NamedParts, b: NamedParts): boolean {
  const isIn = (namespaces: ReadonlySet<string> | undefined, others: ReadonlySet<string>) =>
    namespaces?.size === others.size && [...others].every((each) => namespaces.has(each));
  return a.size === b.size && [...b].every(([name, namespaces]) => isIn(a.get(name), namespaces));
}

export function isNamed({ name, namespace }: Pick<Identity, 'name' | 'namespace'>, parts: NamedParts): boolean {
  const said = parts.get(name);
  return said !== undefined && (namespace === '' || said.has('') || said.has(namespace));
}
