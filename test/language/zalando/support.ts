import assert from 'node:assert/strict';
import type { IndexedResource, Resource, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';

/** The resource of a one-document manifest. */
export function resourceOf(text: string): Resource {
  const [resource] = parseDocument(text).resources;
  assert.ok(resource, 'the text holds no resource');
  return resource;
}

/** A cluster with lines below `spec`, written without indentation. */
export function clusterOf(spec: string, name = 'acid-shop'): Resource {
  const indented = spec.replace(/^(?=.)/gm, '  ');
  return resourceOf(
    `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ${name}\nspec:\n  teamId: acid\n${indented}\n`,
  );
}

export function workspaceOf(...resources: readonly Resource[]): WorkspaceIndex {
  return {
    revision: 1,
    resources: (group, kind): IndexedResource[] =>
      resources
        .filter(
          ({ identity }) =>
            identity.kind === kind &&
            (identity.apiVersion.includes('/') ? identity.apiVersion.startsWith(`${group}/`) : group === ''),
        )
        .map((resource) => ({ resource, uri: 'file:///workspace.yaml' })),
  };
}
