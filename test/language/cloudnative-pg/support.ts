import assert from 'node:assert/strict';
import type { Resource } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';

/** The resource of a one-document manifest. */
export function resourceOf(text: string): Resource {
  const [resource] = parseDocument(text).resources;
  assert.ok(resource, 'the text holds no resource');
  return resource;
}

/** A resource of a kind with lines below `spec`, written without indentation. */
export function ofKind(kind: string, spec: string, name = 'shop'): string {
  const group = kind === 'ObjectStore' ? 'barmancloud.cnpg.io' : 'postgresql.cnpg.io';
  const indented = spec.replace(/^(?=.)/gm, '  ');
  return `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${indented}\n`;
}
