import type { ManifestNode, NameScope, NameUse, Said } from '../contract/index.ts';
import { knownName } from './podNames.ts';
import { textItems } from './read.ts';

/** Building blocks for `names` of packs: each yields one name, or nothing where none is written or something else fills it in. */
export type UseDetails = Omit<NameUse, 'role' | 'type' | 'name' | 'node' | 'mark'>;

/** A scalar that introduces a name. */
export function declares(type: string, node: ManifestNode, details: UseDetails = {}): readonly NameUse[] {
  return byValue('declares', type, node, details);
}

/** A scalar that means something by its name. */
export function refers(type: string, node: ManifestNode, details: UseDetails = {}): readonly NameUse[] {
  return byValue('refers', type, node, details);
}

/** The keys of a map, each of which introduces a name. */
export function declaresKeys(type: string, map: ManifestNode, details: UseDetails = {}): readonly NameUse[] {
  return byKey('declares', type, map, details);
}

/** The keys of a map, each of which means something by its name. */
export function refersByKeys(type: string, map: ManifestNode, details: UseDetails = {}): readonly NameUse[] {
  return byKey('refers', type, map, details);
}

/** The texts of a list, each of which means something by its name. */
export function refersByItems(type: string, list: ManifestNode, details: UseDetails = {}): readonly NameUse[] {
  return textItems(list).flatMap(([, node]) => byValue('refers', type, node, details));
}

/**
 * A name that is written nowhere: an operator makes it from what stands at `node`. It exists, and definition leads to
 * its cause, but it cannot be renamed there.
 */
export function derives(
  type: string,
  name: string,
  node: ManifestNode,
  details: UseDetails & { readonly fixed: Said },
): readonly NameUse[] {
  return isFilledInLater(name) ? [] : [{ role: 'declares', type, name, node, ...details }];
}

/**
 * A host name that leads to a Service: `<service>.<namespace>.svc...`, `<pod>.<service>.<namespace>.svc...`, and without
 * `svc`, where it may as well be a host outside, `<service>` and `<service>.<namespace>`.
 */
export function serviceOfHost(node: ManifestNode, details: UseDetails = {}): readonly NameUse[] {
  const host = knownName(node);
  if (host === undefined || node.source !== host) return [];
  const labels = host.split('.');
  const end = labels.indexOf('svc');
  const first = end === 3 ? 1 : 0;
  const [name, namespace] = [labels[first], labels[first + 1]];
  const isLong = end === 2 || end === 3;
  if (!name || name === 'localhost' || !(isLong || (end < 0 && labels.length <= 2))) return [];
  if (!labels.slice(0, first + 2).every((label) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label)) || /^\d+$/.test(name))
    return [];
  const start = first === 0 ? 0 : (labels[0] ?? '').length + 1;
  return [
    {
      role: 'refers',
      type: 'Service',
      name,
      node,
      part: { start, end: start + name.length },
      ...details,
      ...(namespace === undefined ? {} : { namespace }),
      ...(isLong ? {} : { optional: true }),
    },
  ];
}

/** The same uses, but nothing is wrong if names of these types do not exist: an operator brings some of its own. */
export function* asOptional(uses: Iterable<NameUse>, ...types: readonly string[]): Iterable<NameUse> {
  for (const use of uses) yield use.role === 'refers' && types.includes(use.type) ? { ...use, optional: true } : use;
}

/** Names inside one resource, such as the users of a cluster. `undefined`: the namespace of the resource. */
export function scopeOf(type: string, name: string, namespace?: string): NameScope {
  return { type, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Whether a template engine, a variable of a pod or the like completes a text later on. */
export function isFilledInLater(text: string): boolean {
  return text === '' || text.includes('${') || text.includes('$(');
}

function byValue(role: NameUse['role'], type: string, node: ManifestNode, details: UseDetails): readonly NameUse[] {
  const name = knownName(node);
  return name === undefined ? [] : [{ role, type, name, node, ...details }];
}

function byKey(role: NameUse['role'], type: string, map: ManifestNode, details: UseDetails): readonly NameUse[] {
  return map
    .entries()
    .filter(([name]) => !isFilledInLater(name))
    .map(([name, node]) => ({ role, type, name, node, mark: 'key' as const, ...details }));
}
