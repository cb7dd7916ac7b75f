import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { uriOf } from '../../support/fixtures.ts';
import { positionOf, readCursor, serviceWith } from '../../support/manifests.ts';

const crds = 'crds/postgresql.yaml';
const file = 'db.yaml';

/** A definition of a kind that a pack knows, with fewer fields and one that the pack does not know. */
function definition(spec: string): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: postgresqls.acid.zalan.do}
spec:
  group: acid.zalan.do
  names: {kind: postgresql, plural: postgresqls}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: ${spec}
`;
}

const spec = `
              type: object
              required: [numberOfInstances]
              properties:
                teamId: {type: string, description: A stranger's words.}
                numberOfInstances: {type: integer}
                users: {type: object, additionalProperties: {type: array, nullable: true, items: {type: string}}}
                databases: {type: object, additionalProperties: {type: string}}
                newField: {type: string, description: Only here.}`;

const manifest = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: acid-db}
spec:
  teamId: acid
  numberOfInstances: 2
  databases: {shop: seller}
  newField: a
`;

const codes = (service: ReturnType<typeof serviceWith>) => service.diagnose(uriOf(file)).map(({ code }) => code);

describe('a kind of a pack that a definition in the workspace makes', () => {
  const service = serviceWith({ [crds]: definition(spec), [file]: manifest });

  test('has the structure of the definition and the rules of the pack', () => {
    assert.deepEqual(codes(service), ['zalando/database-owner-missing']);
    assert.ok(codes(serviceWith({ [file]: manifest })).includes('schema/unknown-key'));
    const missing = serviceWith({ [crds]: definition(spec), [file]: manifest.replace('numberOfInstances', 'volume') });
    assert.deepEqual(codes(missing).sort(), [
      'schema/missing-key',
      'schema/unknown-key',
      'zalando/database-owner-missing',
    ]);
  });

  test('has the help of the pack, and that of the definition where the pack has none', () => {
    const hover = (word: string) => service.hover(uriOf(file), positionOf(manifest, word))?.text.markdown ?? '';
    assert.doesNotMatch(hover('teamId'), /stranger/);
    assert.match(hover('teamId'), /As `postgresql\.yaml` defines it · \[Manual\]/);
    assert.match(hover('newField'), /Only here\./);
  });

  test('has the suggestions of the pack', () => {
    const { text, position } = readCursor(manifest.replace('databases:', 'users: {app: [$0]}\n  databases:'));
    const offers = serviceWith({ [crds]: definition(spec), [file]: text }).complete(uriOf(file), position);
    assert.ok(offers.some(({ label }) => label === 'createdb'));
  });

  test('is explained by the pack where the definition leaves everything open', () => {
    const open = serviceWith({
      [crds]: definition('{type: object, x-kubernetes-preserve-unknown-fields: true}'),
      [file]: manifest.replace('newField', 'teamID'),
    });
    const unknown = open.diagnose(uriOf(file)).filter(({ code }) => code === 'schema/unknown-key');
    assert.deepEqual(
      unknown.map(({ severity }) => severity),
      ['warning'],
    );
    assert.match(open.hover(uriOf(file), positionOf(manifest, 'teamId'))?.text.markdown ?? '', /^\*\*`spec\.teamId`/);
  });

  test('is ours again where the definition cannot be read', () => {
    const broken = serviceWith({ [crds]: `${definition(spec)}      x: [\n`, [file]: manifest });
    assert.ok(codes(broken).includes('schema/unknown-key'));
    assert.deepEqual(broken.status(uriOf(file)).definitions, []);
  });
});
