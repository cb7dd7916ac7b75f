import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompiledSchema } from '../../../schemas/contract/index.ts';
import { compileTree } from '../../../schemas/compiler/compileTables.ts';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { validateResource } from '../../../server/language/schema/validate.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { readKubernetesTypes } from '../../../tools/schemas/readKubernetesTypes.ts';
import { schemas } from '../../support/fixtures.ts';
import { holder, manifests, metadataVerdicts } from '../../support/metadataVerdicts.ts';
import { projectRoot } from './support.ts';

const tree = readCrd(holder)?.versions[0]?.tree(readKubernetesTypes(projectRoot, []));
assert.ok(tree);
const { schema: ofHolder } = compileTree('verdicts.example/v1 Holder', tree);

function schemaOf(apiVersion: string, kind: string): CompiledSchema {
  const schema = kind === 'Holder' ? ofHolder : schemas.schema(apiVersion, kind);
  assert.ok(schema);
  return schema;
}

function isRefused(kind: keyof typeof manifests, metadata: string): boolean {
  const { head, tail } = manifests[kind];
  const [resource] = parseDocument(`${head}${metadata}\n${tail}`).resources;
  assert.ok(resource);
  const schema = schemaOf(resource.identity.apiVersion, resource.identity.kind);
  return validateResource(resource, schema, { version: undefined }).some(({ severity }) => severity === 'error');
}

describe('metadata, as the API server decides', () => {
  for (const { kinds, accepted, refused } of metadataVerdicts) {
    for (const kind of kinds) {
      test(`of ${kind}`, () => {
        assert.deepEqual(
          accepted.filter((metadata) => isRefused(kind, metadata)),
          [],
        );
        assert.deepEqual(
          refused.filter((metadata) => !isRefused(kind, metadata)),
          [],
        );
      });
    }
  }
});

describe('every kind of the packs', () => {
  for (const { system } of languagePacks) {
    for (const { group, versions, kind, scope } of system.kinds) {
      const apiVersion = [group, versions[0]].filter(Boolean).join('/');
      const schema = schemas.schema(apiVersion, kind);
      if (schema === undefined) continue;
      test(`${kind} of ${system.id}: the schema knows whether it has a namespace`, () => {
        const manifest = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: No_Name}\n`;
        const [resource] = parseDocument(manifest).resources;
        assert.ok(resource);
        const isFound = validateResource(resource, schema, { version: undefined }).some(
          ({ node }) => node.path.join('.') === 'metadata.namespace',
        );
        assert.equal(isFound, scope === 'Namespaced');
      });
    }
  }
});
