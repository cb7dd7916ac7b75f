import assert from 'node:assert/strict';
import type { DatabaseSystem, Derived, NameUse, Resource } from '../../schemas/contract/index.ts';
import { parseDocument } from '../../server/language/yaml/index.ts';

/** The resource of a one-document manifest. */
export function resourceOf(text: string): Resource {
  const [resource] = parseDocument(text).resources;
  assert.ok(resource, 'the text holds no resource');
  return resource;
}

/** A resource called `name` with lines below `spec` (or another key), written without indentation. */
export function manifestOf(apiVersion: string, kind: string, name: string, spec: string, body = 'spec'): Resource {
  const indented = spec.trim().replace(/^(?=.)/gm, '  ');
  return resourceOf(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${body}:\n${indented}\n`);
}

/**
 * One line per name: `declares <type> <name> @ <path>`, then, where there are such, `in <scope>`, `ns <namespace>`,
 * `key`, `part`, `optional`, `fixed`. Each name is checked to stand where it is said to stand.
 */
export function nameTable(system: DatabaseSystem, resource: Resource): string[] {
  return [...(system.names?.(resource) ?? [])].map((use) => {
    assertPlaced(use);
    const { role, type, name, node, namespace, within, mark, part, optional, fixed } = use;
    return [
      `${role} ${type} ${name} @ ${node.path.join('.')}`,
      within &&
        `in ${[within.namespace, `${within.type}:${within.name}`].filter((text) => text !== undefined).join('/')}`,
      namespace !== undefined && `ns ${namespace || '*'}`,
      mark === 'key' && 'key',
      part && 'part',
      optional && 'optional',
      fixed !== undefined && 'fixed',
    ]
      .filter(Boolean)
      .join(' ');
  });
}

/** One line per thing: `Secret shop-app (username, password) < metadata.name`. */
export function derivedTable(system: DatabaseSystem, resource: Resource): string[] {
  return [...system.derive(resource)].map(({ type, name, namespace, keys, because }: Derived) => {
    const place = namespace === undefined ? name : `${namespace}/${name}`;
    return `${type} ${place}${keys ? ` (${keys.join(', ')})` : ''} < ${because.join('.')}`;
  });
}

/** A name that can be renamed is exactly the text at its place; one that is made from it says that it is fixed. */
export function assertPlaced({ name, node, mark, part, fixed }: NameUse): void {
  const written = mark === 'key' ? node.path.at(-1) : part ? node.source?.slice(part.start, part.end) : node.value;
  if (written === name) return;
  assert.ok(fixed !== undefined, `${name} is not what stands at ${node.path.join('.')}`);
}
