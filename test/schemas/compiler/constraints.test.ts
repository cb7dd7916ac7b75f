import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { expandSchema } from '../../../schemas/compiler/expandSchema.ts';
import { newReport } from '../../../schemas/compiler/schemaFile.ts';
import { readKubernetesTypes } from '../../../tools/schemas/readKubernetesTypes.ts';
import { projectRoot, temporaryFolder } from '../../language/schema/support.ts';

/** Types with what one file says of them. */
function typesWith(constraints: string) {
  const folder = temporaryFolder();
  const problems: string[] = [];
  writeFileSync(join(folder, 'a.yaml'), constraints);
  const types = readKubernetesTypes(projectRoot, problems, folder);
  return { types, problems };
}

describe('constraints of the types of Kubernetes', () => {
  test('are merged into the type', () => {
    const { types, problems } = typesWith('core/v1/ContainerPort:\n  properties:\n    containerPort: { minimum: 1 }');
    const port = types.find('core/v1/ContainerPort')?.properties?.['containerPort'];
    assert.ok(port);
    assert.equal(port.minimum, 1);
    assert.equal(port.type, 'integer');
    assert.match(port.description ?? '', /port/i);
    assert.deepEqual(problems, []);
  });

  test('hold in custom resources and in what the API server decodes, which may have others instead', () => {
    const { types } = typesWith(
      [
        'core/v1/ContainerPort:',
        '  x-kubernetes-validations: [{ rule: "self.containerPort != 1", message: A. }]',
        '  properties:',
        '    containerPort: { minimum: 1, x-decoded: { minimum: 2 } }',
      ].join('\n'),
    );
    const file = { name: '', definitions: {}, line: () => 1 };
    const at = (openness: object) =>
      expandSchema({ $ref: 'k8s:core/v1/ContainerPort', ...openness }, { file, types, report: newReport() });
    for (const [port, minimum] of [
      [at({}), 1],
      [at({ 'x-unknown': 'near' }), 2],
    ] as const) {
      assert.equal(port.properties?.['containerPort']?.minimum, minimum);
      assert.deepEqual(port.rules, [{ rule: 'self.containerPort != 1', message: 'A.' }]);
    }
    const rules = [{ rule: 'true' }];
    assert.deepEqual(
      at({ 'x-kubernetes-validations': rules }).rules?.map(({ rule }) => rule),
      ['self.containerPort != 1', 'true'],
    );
  });

  test('may add a field, if they say what it is', () => {
    const { types, problems } = typesWith('core/v1/ContainerPort:\n  properties:\n    new: { type: string }');
    assert.equal(types.find('core/v1/ContainerPort')?.properties?.['new']?.type, 'string');
    assert.deepEqual(problems, []);
  });

  const slips: readonly (readonly [constraints: string, problem: RegExp])[] = [
    ['core/v1/Contaner: {}', /a\.yaml:1 "core\/v1\/Contaner" is no type/],
    ['core/v1/ContainerPort:\n  minimun: 1', /a\.yaml:2 "minimun" is no keyword/],
    [
      'core/v1/ContainerPort:\n  properties:\n    containerport: { minimum: 1 }',
      /a\.yaml:3 the type has no field "containerport"/,
    ],
    [
      'core/v1/Probe:\n  properties:\n    httpGet:\n      properties:\n        prot: { minimum: 1 }',
      /a\.yaml:5 the type has no field "prot"/,
    ],
    ['core/v1/ContainerPort: {}\ncore/v1/ContainerPort: {}', /a\.yaml:2 /],
  ];
  for (const [constraints, problem] of slips) {
    test(String(problem), () => {
      const { types, problems } = typesWith(constraints);
      types.find('core/v1/ContainerPort');
      types.find('core/v1/Probe');
      assert.match(problems.join('\n'), problem);
    });
  }
});
