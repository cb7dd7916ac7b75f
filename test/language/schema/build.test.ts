import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createSchemaFiles } from '../../../server/host/schemaFiles.ts';
import { buildSchemas, buildToySchemas, projectRoot, temporaryFolder } from './support.ts';

/** Builds one schema; `schema` are the lines below `schema:`. */
function buildOne(schema: string, options?: { strict?: boolean }) {
  const root = temporaryFolder();
  mkdirSync(join(root, 'schemas', 'systems', 'x'), { recursive: true });
  const lines = schema.split('\n').map((line) => `  ${line}`);
  writeFileSync(
    join(root, 'schemas', 'systems', 'x', 'a.v1.yaml'),
    `apiVersion: x/v1\nkind: A\nschema:\n${lines.join('\n')}\n`,
  );
  const out = join(root, 'out');
  return { report: buildSchemas(root, out, options), files: createSchemaFiles(out) };
}

describe('build of schemas', () => {
  test('the same sources give the same files', () => {
    const read = (folder: string) =>
      readdirSync(folder)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    const out = temporaryFolder();
    buildSchemas(projectRoot, out);
    assert.deepEqual(read(out), read(join(projectRoot, 'dist', 'schemas')));
  });

  test('sub-schemas that are alike are one node', () => {
    const { files } = buildOne(
      'type: object\nproperties:\n  a: {type: string, description: Same.}\n  b: {type: string, description: Same.}\n  c: {type: string, description: Other.}',
    );
    const schema = files.schema('x/v1', 'A');
    const properties = schema?.nodes.at(schema.root)?.properties ?? {};
    assert.equal(properties['a'], properties['b']);
    assert.notEqual(properties['a'], properties['c']);
    assert.deepEqual(
      new Set(Array.from(schema?.nodes ?? [], (node) => JSON.stringify(node))).size,
      schema?.nodes.length,
    );
  });

  test('a field has other keywords in other versions, and its own where the version is not known', () => {
    const { files } = buildOne(
      'type: object\nproperties:\n  a: {type: string, description: A., x-by-version: [{ until: "2.0", enum: [x] }]}',
    );
    const schema = files.schema('x/v1', 'A');
    const a = schema?.nodes.at(schema.nodes.at(schema.root)?.properties?.['a'] ?? -1);
    assert.equal(a?.enum, undefined);
    assert.deepEqual(
      a?.readings?.map(({ schema: ref, ...range }) => [range, schema?.nodes.at(ref)?.enum]),
      [[{ until: '2.0' }, ['x']]],
    );
  });

  test('what the API server checks besides types is in the nodes', () => {
    const { files } = buildOne(
      [
        'type: object',
        'properties:',
        '  a: {type: number, format: double, minimum: 0, exclusiveMinimum: true, multipleOf: 0.5, description: A.}',
        '  set: {type: array, x-kubernetes-list-type: set, items: {type: string}, description: A.}',
        '  map: {type: array, x-kubernetes-list-map-keys: [k], items: {type: object}, description: A.}',
        '  atom: {type: object, x-kubernetes-map-type: atomic, additionalProperties: {type: string}, description: A.}',
        '  whole: {type: object, x-kubernetes-embedded-resource: true, description: A.}',
        '  pod: {$ref: k8s:core/v1/Pod, x-kubernetes-validations: [{rule: "true", fieldPath: .spec}]}',
      ].join('\n'),
    );
    const schema = files.schema('x/v1', 'A');
    const at = (...path: string[]) => {
      let node = schema?.nodes.at(schema.root);
      for (const key of path) node = schema?.nodes.at(node?.properties?.[key] ?? -1);
      return node ?? {};
    };
    const { format, exclusiveMinimum, multipleOf } = at('a');
    assert.deepEqual(
      { format, exclusiveMinimum, multipleOf },
      { format: 'double', exclusiveMinimum: true, multipleOf: 0.5 },
    );
    assert.equal(at('set').list, 'set');
    assert.equal(at('map').list, 'map');
    assert.equal(at('atom').atomic, true);
    assert.equal(at('whole').embedded, true);
    assert.deepEqual(at('whole').required, ['apiVersion', 'kind']);
    assert.ok(at('whole', 'metadata', 'labels').values);
    assert.deepEqual(at('pod').rules, [{ rule: 'true', fieldPath: ['spec'] }]);
    assert.equal(at('pod', 'spec', 'terminationGracePeriodSeconds').format, 'int64');
    assert.equal(at('pod', 'spec', 'priority').format, 'int32');
    assert.equal(at('pod', 'metadata', 'creationTimestamp').format, 'date-time');
  });

  test("a type is taken more loosely where the API server checks no schema: in Kubernetes' own kinds", () => {
    const { files } = buildOne('type: object\nproperties:\n  header: {$ref: k8s:core/v1/HTTPHeader}');
    const custom = files.schema('x/v1', 'A');
    const header = custom?.nodes.at(custom.nodes.at(custom.root)?.properties?.['header'] ?? -1);
    assert.deepEqual(header?.required, ['name', 'value']);
    const own = buildOne('type: object\nproperties:\n  header: {$ref: k8s:core/v1/HTTPHeader, x-unknown: near}').files;
    const kept = own.schema('x/v1', 'A');
    assert.deepEqual(kept?.nodes.at(kept.nodes.at(kept.root)?.properties?.['header'] ?? -1)?.required, ['name']);
  });

  const wrong: readonly (readonly [name: string, schema: string, message: RegExp])[] = [
    [
      'an unknown keyword',
      'type: object\nproperties:\n  a: {typo: 1, description: A.}',
      /x\/a\.v1\.yaml:6 "typo" is no keyword/,
    ],
    ['an unknown type', 'type: object\nproperties:\n  a: {type: text, description: A.}', /:6 "text" is no type/],
    [
      'a type that Kubernetes lacks',
      'type: object\nproperties:\n  a:\n    $ref: k8s:core/v1/Nope',
      /:7 "k8s:core\/v1\/Nope" is no type/,
    ],
    [
      'a definition that is not there',
      "type: object\nproperties:\n  a: {$ref: '#/definitions/Nope'}",
      /:6 "#\/definitions\/Nope" leads nowhere/,
    ],
    ['a required key without a property', 'type: object\nrequired: [b]\nproperties: {}', /:5 required names "b"/],
    [
      'a successor that is not there',
      'type: object\nproperties:\n  a: {x-successor: b, description: A.}',
      /:6 "b" leads nowhere/,
    ],
    [
      'a version of a value that is not listed',
      'properties:\n  a: {enum: [b], x-enum-versions: {c: ["1", "2"]}, description: A.}',
      /enum does not list "c"/,
    ],
    [
      'a rule that cannot be run',
      "type: object\nx-kubernetes-validations:\n  - {rule: 'self.a +', message: A.}",
      /:6 the expression cannot be run: /,
    ],
    ['a keyword written twice', 'type: object\ntype: string', /x\/a\.v1\.yaml:5 /],
    ['a schema that is no map', 'properties:\n  a: string', /:5 a schema is a map/],
  ];
  for (const [name, schema, message] of wrong) {
    test(`${name} is named with file and line`, () => assert.throws(() => buildOne(schema), message));
  }

  test('a field without help is counted, and an error if asked', () => {
    const schema = 'type: object\nproperties:\n  a: {type: string}\n  b: {$ref: k8s:core/v1/Toleration}';
    const { report } = buildOne(schema);
    assert.deepEqual(report.undescribed, ['schemas/systems/x/a.v1.yaml:6 "a" has no description']);
    assert.throws(() => buildOne(schema, { strict: true }), /"a" has no description/);
  });

  test('a pattern that JavaScript cannot express is dropped and listed', () => {
    const { report, files } = buildOne(
      "type: object\nproperties:\n  a: {type: string, pattern: '^\\C$', description: A.}",
    );
    assert.match(report.dropped.join('\n'), /:6 the pattern is not checked/);
    const schema = files.schema('x/v1', 'A');
    const field = schema?.nodes.at(schema.root)?.properties?.['a'];
    assert.deepEqual(Object.keys(schema?.nodes.at(field ?? -1) ?? {}), ['type', 'help']);
  });

  test('types of Kubernetes come with their help, whole numbers included', () => {
    const { files } = buildOne('type: object\nproperties:\n  pod: {$ref: k8s:core/v1/PodSpec, description: Ours.}');
    const schema = files.schema('x/v1', 'A');
    const help = files.help('x/v1', 'A');
    const at = (...path: string[]) => {
      let node = schema?.nodes.at(schema.root);
      for (const key of path) node = schema?.nodes.at((key === '*' ? node?.items : node?.properties?.[key]) ?? -1);
      return node;
    };
    assert.equal(help[at('pod')?.help ?? -1]?.text, 'Ours.');
    assert.deepEqual(at('pod', 'containers', '*')?.required, ['name']);
    assert.deepEqual(at('pod', 'containers')?.listKeys, ['name']);
    assert.deepEqual(at('pod', 'terminationGracePeriodSeconds')?.type, ['integer']);
    assert.deepEqual(at('pod', 'securityContext', 'supplementalGroups', '*')?.type, ['integer']);
    assert.deepEqual(at('pod', 'containers', '*', 'livenessProbe', 'httpGet', 'port')?.type, ['integer', 'string']);
    assert.equal(at('pod', 'tolerations', '*', 'operator')?.enumLenient, true);
    const policy = help[at('pod', 'containers', '*', 'imagePullPolicy')?.help ?? -1];
    assert.match(policy?.link ?? '', /^https:\/\/kubernetes\.io\//);
    assert.ok(policy?.values?.['Always']);
    assert.deepEqual(at('metadata', 'labels')?.values === undefined, false);
  });
});

describe('schema files', () => {
  test('are one table for all kinds of a pack', () => {
    const files = createSchemaFiles(join(projectRoot, 'dist', 'schemas'));
    const [team, cluster] = ['PostgresTeam', 'postgresql'].map((kind) => files.schema('acid.zalan.do/v1', kind));
    assert.ok(team && cluster);
    assert.equal(team.nodes, cluster.nodes);
    assert.equal(files.help('acid.zalan.do/v1', 'PostgresTeam'), files.help('acid.zalan.do/v1', 'postgresql'));
    assert.deepEqual(files.loaded(), [
      'index.json',
      'shared.jsonl',
      'zalando.jsonl',
      'shared.help.json',
      'zalando.help.json',
    ]);
  });

  test('are read when asked for, and once', () => {
    const files = buildToySchemas();
    assert.deepEqual(files.loaded(), []);
    assert.deepEqual(files.kinds(), [{ apiVersion: 'toy.example/v1', kind: 'Thing' }]);
    assert.equal(files.schema('toy.example/v1', 'Other'), undefined);
    assert.deepEqual(files.loaded(), ['index.json']);
    assert.equal(files.schema('toy.example/v1', 'Thing'), files.schema('toy.example/v1', 'Thing'));
    assert.deepEqual(files.loaded(), ['index.json', 'shared.jsonl', 'toy.jsonl']);
    assert.ok(files.help('toy.example/v1', 'Thing').length > 10);
    assert.deepEqual(files.loaded().slice(3), ['shared.help.json', 'toy.help.json']);
  });

  test('that are missing or broken are the same as no schema', () => {
    assert.deepEqual(createSchemaFiles(join(temporaryFolder(), 'none')).kinds(), []);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'index.json'), '[{"apiVersion": "a/v1", "kind": "B", "table": "b", "root": 0}]');
    writeFileSync(join(folder, 'shared.jsonl'), '""');
    writeFileSync(join(folder, 'b.jsonl'), '{');
    const files = createSchemaFiles(folder);
    assert.equal(files.schema('a/v1', 'B'), undefined);
    assert.deepEqual(files.help('a/v1', 'B'), []);
  });
});
