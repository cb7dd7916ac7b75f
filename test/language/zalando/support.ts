import assert from 'node:assert/strict';
import type { Resource } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';

export { workspaceOf } from '../../support/workspaceOf.ts';

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
