import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import { newSystem, systems } from '../../tools/newSystem/newSystem.ts';
import type { NewSystem } from '../../tools/newSystem/newSystem.ts';
import { readKubernetesTypes } from '../../tools/schemas/readKubernetesTypes.ts';
import { buildSchemas, projectRoot, temporaryFolder } from '../language/schema/support.ts';

const types: KubernetesTypes = readKubernetesTypes(projectRoot, []);

const definition = parse(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: db.example.com
  scope: Namespaced
  names: {kind: Shelf, plural: shelves}
  versions:
    - {name: v1beta1, served: true, storage: false, deprecated: true, schema: {openAPIV3Schema: {type: object}}}
    - {name: v1alpha1, served: false, storage: false, schema: {openAPIV3Schema: {type: object}}}
    - name: v1
      served: true
      storage: true
      subresources: {scale: {specReplicasPath: .spec.boards, statusReplicasPath: .status.boards}}
      schema:
        openAPIV3Schema:
          description: A sentence of the authors.
          type: object
          required: [spec]
          properties:
            apiVersion: {type: string}
            kind: {type: string}
            metadata: {type: object}
            status: {type: object, properties: {phase: {type: string}}}
            spec:
              type: object
              required: [wood, boards, size, names]
              x-kubernetes-validations:
                - {rule: 'self.boards > 0', message: A sentence of the authors., fieldPath: ".boards", reason: FieldValueInvalid}
              properties:
                wood: {type: string, enum: [oak, pine], description: A sentence of the authors.}
                boards: {type: integer, format: int64, default: 3}
                names: {type: array, minItems: 1, x-kubernetes-list-type: set, items: {type: string, minLength: 6}}
                size:
                  x-kubernetes-int-or-string: true
                  anyOf: [{type: integer}, {type: string}]
                  pattern: ^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$
                tolerations:
                  type: array
                  items:
                    type: object
                    properties:
                      effect: {type: string}
                      key: {type: string}
                      operator: {type: string}
                      tolerationSeconds: {type: integer, format: int64}
                      value: {type: string}
                left: &side
                  type: object
                  properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: boolean}}
                right: *side
`) as unknown;

const registry = `import { kubernetes } from './systems/kubernetes/system.ts';
import { zalando } from './systems/zalando/system.ts';

export const systems = [
  zalando,
  kubernetes,
];
`;

const wanted: NewSystem = {
  id: 'shelf-db',
  title: "Joiner's Shelves",
  documents: [{ kind: 'ConfigMap' }, definition],
  registry,
  languageRegistry: registry
    .replaceAll('zalando,', 'zalandoLanguage,')
    .replaceAll('kubernetes,', 'kubernetesLanguage,'),
};

function laidOut(): Readonly<Record<string, string>> {
  const made = newSystem(wanted, types, systems);
  assert.ok('files' in made, 'problem' in made ? made.problem : '');
  return made.files;
}

function problem(given: Partial<NewSystem>): string {
  const made = newSystem({ ...wanted, ...given }, types, systems);
  return 'problem' in made ? made.problem : '';
}

describe('a new system', () => {
  test('is refused where there cannot be one', () => {
    for (const id of ['', 'Shelf', 'shelf_db', '../shelf', 'shelf/db', '2shelf'])
      assert.match(problem({ id }), /no name/, id);
    assert.match(problem({ id: 'zalando' }), /already/);
    assert.match(problem({ documents: [{}, null, 'text'] }), /no CustomResourceDefinition/);
    const taken = { group: 'acid.zalan.do', names: { kind: 'postgresql', plural: 'postgresqls' }, versions: [] };
    const documents = [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: taken }];
    assert.match(problem({ documents }), /postgresql of acid\.zalan\.do belongs to zalando/);
  });

  test('knows its kinds, the version to write first, and stands in both registries', () => {
    const files = laidOut();
    assert.match(
      files['schemas/systems/shelf-db/system.ts'] ?? '',
      /versions: \['v1', 'v1beta1'\], kind: 'Shelf', plural: 'shelves', scope: 'Namespaced'/,
    );
    assert.match(files['schemas/systems/shelf-db/system.ts'] ?? '', /title: 'Joiner\\'s Shelves'/);
    const [lines, languages] = ['registry', 'languageRegistry'].map((name) => files[`schemas/${name}.ts`]?.split('\n'));
    assert.deepEqual(lines?.slice(0, 3), [
      `import { kubernetes } from './systems/kubernetes/system.ts';`,
      `import { shelfDb } from './systems/shelf-db/system.ts';`,
      `import { zalando } from './systems/zalando/system.ts';`,
    ]);
    assert.deepEqual(lines.slice(5, 8), ['  zalando,', '  shelfDb,', '  kubernetes,']);
    assert.deepEqual(languages?.slice(5, 8), ['  zalandoLanguage,', '  shelfDbLanguage,', '  kubernetesLanguage,']);
  });

  test('has the structure of its definition, and none of its sentences', () => {
    const files = laidOut();
    for (const [name, text] of Object.entries(files)) assert.doesNotMatch(text, /sentence of the authors/, name);
    const { schema, definitions } = parse(files['schemas/systems/shelf-db/shelf.v1.yaml'] ?? '') as Record<
      string,
      unknown
    >;
    const side = { type: 'string', description: '' };
    assert.deepEqual(definitions, {
      Left: {
        type: 'object',
        description: '',
        properties: { a: side, b: side, c: side, d: { type: 'boolean', description: '' } },
      },
    });
    const shared = { $ref: '#/definitions/Left' };
    assert.deepEqual(schema, {
      type: 'object',
      required: ['spec'],
      properties: {
        spec: {
          type: 'object',
          required: ['wood', 'boards', 'size', 'names'],
          'x-kubernetes-validations': [{ rule: 'self.boards > 0', reason: 'FieldValueInvalid', fieldPath: '.boards' }],
          description: '',
          properties: {
            wood: { type: 'string', enum: ['oak', 'pine'], description: '' },
            boards: { type: 'integer', format: 'int64', default: 3, minimum: 0, maximum: 2147483647, description: '' },
            names: {
              ...{ type: 'array', minItems: 1, 'x-kubernetes-list-type': 'set', description: '' },
              items: { type: 'string', minLength: 6 },
            },
            size: {
              pattern: sizePattern(),
              ...{ 'x-kubernetes-int-or-string': true, 'x-explain': 'quantity', description: '' },
            },
            tolerations: { type: 'array', description: '', items: { $ref: 'k8s:core/v1/Toleration' } },
            left: shared,
            right: shared,
          },
        },
      },
    });
  });

  test('builds as it is, with every field left to describe, and its manifest has what is required', () => {
    const files = laidOut();
    const folder = temporaryFolder();
    for (const [name, text] of Object.entries(files).filter(([name]) =>
      /^schemas\/systems\/[^/]+\/[^/]+\.yaml$/.test(name),
    )) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const report = buildSchemas(folder, path.join(folder, 'out'));
    assert.ok(report.undescribed.length > 5);
    assert.throws(() => buildSchemas(folder, path.join(folder, 'out'), { strict: true }), /"wood" has no description/);
    assert.deepEqual(parse(files['examples/shelf-db/shelf.yaml'] ?? ''), {
      ...{ apiVersion: 'db.example.com/v1', kind: 'Shelf', metadata: { name: 'shop' } },
      spec: { wood: 'oak', boards: 3, size: '1Gi', names: ['shop-s'] },
    });
    assert.match(
      files['snippets/shelf-db/shelf.yaml'] ?? '',
      /^# .+\napiVersion: db\.example\.com\/v1\nkind: Shelf\n[^]*\$\{1:shop\}[^]*\$0\n$/,
    );
  });
});

function sizePattern(): unknown {
  const path = [
    'spec',
    'versions',
    2,
    'schema',
    'openAPIV3Schema',
    'properties',
    'spec',
    'properties',
    'size',
    'pattern',
  ];
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], definition);
}
