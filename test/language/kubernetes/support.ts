import assert from 'node:assert/strict';
import type { NameUse, Resource, RuleContext } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { workspaceOf } from '../../support/workspaceOf.ts';

export { workspaceOf };

/** The resource of a one-document manifest. */
export function resourceOf(text: string): Resource {
  const [resource] = parseDocument(text).resources;
  assert.ok(resource, 'the text holds no resource');
  return resource;
}

export function contextOf(resource: Resource, workspace = workspaceOf()): RuleContext {
  const { root } = resource;
  return { resource, root, spec: root.at('spec'), version: undefined, workspace, previous: undefined };
}

/** `refers Secret key password in Secret db, optional @spec.containers.0...`; the path of a key is where its entry stands. */
export function inWords(use: NameUse): string {
  const scope = use.within;
  const owner = scope && `${scope.namespace ? `${scope.namespace}/` : ''}${scope.name}`;
  return [
    `${use.role} ${use.type} ${use.namespace ? `${use.namespace}/` : ''}${use.name}`,
    ...(scope ? [`in ${scope.type} ${owner ?? ''}`] : []),
    ...(use.optional ? ['optional'] : []),
    ...(use.fixed === undefined ? [] : ['fixed']),
    ...(use.part ? [`part ${String(use.part.start)}-${String(use.part.end)}`] : []),
    `@${use.mark === 'key' ? 'key:' : ''}${use.node.path.join('.')}`,
  ].join(' ');
}
