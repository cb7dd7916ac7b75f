import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { suggestPostgresVersions } from '../../../schemas/systems/zalando/suggestPostgresVersions.ts';
import { detectVersion, operatorVersions } from '../../../schemas/systems/zalando/versions.ts';
import { isBefore } from '../../../schemas/vocabulary/isBefore.ts';
import { resourceOf } from './support.ts';

describe('detectVersion', () => {
  for (const [image, version] of [
    ['ghcr.io/zalando/postgres-operator:v1.15.1', '1.15.1'],
    ['registry.opensource.zalan.do/acid/postgres-operator:v1.5.0', '1.5.0'],
    ['registry.example.com:5000/mirror/postgres-operator:2.0.1', '2.0.1'],
    ['ghcr.io/zalando/postgres-operator:v2.0.1@sha256:0123456789abcdef', '2.0.1'],
    ['ghcr.io/zalando/postgres-operator:v1.14.0-27-gabcdef', '1.14.0'],
    ['postgres-operator:v1.9', '1.9'],
    ['ghcr.io/zalando/postgres-operator:latest', undefined],
    ['ghcr.io/zalando/postgres-operator', undefined],
    ['registry.opensource.zalan.do/acid/postgres-operator:417f13c', undefined],
    ['ghcr.io/zalando/postgres-operator-ui:v1.15.1', undefined],
    ['registry.developers.crunchydata.com/crunchydata/postgres-operator:5.8.0', undefined],
    ['registry.example.com/percona-postgres-operator:2.6.0', undefined],
  ] as const) {
    test(`${image}: ${version ?? 'unknown'}`, () => {
      assert.equal(detectVersion(deploymentOf(image)), version);
    });
  }

  test('looks at every container, and at nothing but Deployments', () => {
    const text = (kind: string): string => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: postgres-operator}
spec: {template: {spec: {containers: [{image: "proxy:1.0"}, {image: "ghcr.io/zalando/postgres-operator:v1.13.0"}]}}}
`;
    assert.equal(detectVersion(resourceOf(text('Deployment'))), '1.13.0');
    assert.equal(detectVersion(resourceOf(text('StatefulSet'))), undefined);
  });

  test('placeholders and broken Deployments reveal nothing', () => {
    assert.equal(detectVersion(deploymentOf('ghcr.io/zalando/postgres-operator:${VERSION}')), undefined);
    assert.equal(detectVersion(resourceOf('apiVersion: apps/v1\nkind: Deployment\nspec: [1]\n')), undefined);
  });
});

test('isBefore compares number by number', () => {
  assert.equal(isBefore('1.9', '1.10'), true);
  assert.equal(isBefore('1.10', '1.9'), false);
  assert.equal(isBefore('1.9.0', '1.9'), false);
  assert.equal(isBefore('1.8.2', '1.9'), true);
  assert.equal(isBefore('2.0', '1.15.1'), false);
  assert.equal(isBefore('v1.15', '1.9'), false);
});

test('the known versions are in order', () => {
  const [first = '', ...rest] = operatorVersions;
  rest.reduce((before, version) => (assert.ok(isBefore(before, version)), version), first);
});

test('Postgres versions are those of the operator in force, newest first', () => {
  const majors = (version: string | undefined) => suggestPostgresVersions({ version }).map(({ value }) => value);
  assert.deepEqual(majors('2.0.1'), ['18', '17', '16', '15', '14']);
  assert.deepEqual(majors('1.15'), ['17', '16', '15', '14', '13']);
  assert.deepEqual(majors('1.10'), ['15', '14', '13', '12', '11', '10']);
  assert.equal(majors(undefined).length, 13);
});

function deploymentOf(image: string) {
  return resourceOf(
    `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - image: "${image}"\n`,
  );
}
