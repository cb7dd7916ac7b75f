import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { endedPostgresMajors } from '../../../schemas/vocabulary/endedPostgresMajors.ts';
import {
  majorsWithImage,
  suggestPostgisVersions,
  suggestPostgresVersions,
} from '../../../schemas/systems/crunchy/postgresVersions.ts';
import { detectVersion, operatorVersions } from '../../../schemas/systems/crunchy/versions.ts';
import { isBefore } from '../../../schemas/vocabulary/isBefore.ts';
import { manifestOf, resourceOf } from '../../support/names.ts';
import { workspaceOf } from '../../support/workspaceOf.ts';

const control = 'postgres-operator.crunchydata.com/control-plane: postgres-operator';

describe('detectVersion', () => {
  for (const [image, version] of [
    ['registry.developers.crunchydata.com/crunchydata/postgres-operator:ubi8-5.4.0-0', '5.4.0'],
    ['registry.developers.crunchydata.com/crunchydata/postgres-operator:ubi9-5.8.2-0', '5.8.2'],
    ['registry.developers.crunchydata.com/crunchydata/postgres-operator:centos8-5.0.4-0', '5.0.4'],
    ['registry.example.com:5000/mirror/postgres-operator:ubi9-6.0.3-2621@sha256:0123', '6.0.3'],
    ['crunchydata/postgres-operator:6.0.1', '6.0.1'],
    ['ghcr.io/zalando/postgres-operator:v1.15.1', undefined],
    ['registry.example.com/percona-postgresql-operator:2.6.0', undefined],
    ['crunchydata/crunchy-postgres:ubi9-17.5-2520', undefined],
    ['crunchydata/postgres-operator', undefined],
    ['crunchydata/postgres-operator:ubi9-${VERSION}', undefined],
  ] as const) {
    test(`${image}: ${version ?? 'unknown'}`, () => {
      assert.equal(detectVersion(deploymentOf(image)), version);
    });
  }

  test('the label of the installers says it where the image does not', () => {
    const text = (labels: string, version = '5.8.9'): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: pgo, labels: {app.kubernetes.io/version: "${version}"${labels}}}\nspec: {template: {spec: {containers: [{image: "pgo@sha256:01"}]}}}\n`;
    assert.equal(detectVersion(resourceOf(text(`, ${control}`))), '5.8.9');
    assert.equal(detectVersion(resourceOf(text(`, ${control}`, 'latest'))), undefined);
    assert.equal(detectVersion(resourceOf(text(''))), undefined);
  });

  test('nothing but Deployments, and broken ones reveal nothing', () => {
    const text = (kind: string): string =>
      `apiVersion: apps/v1\nkind: ${kind}\nspec: {template: {spec: {containers: [{image: "crunchydata/postgres-operator:ubi9-5.8.2-0"}]}}}\n`;
    assert.equal(detectVersion(resourceOf(text('StatefulSet'))), undefined);
    assert.equal(detectVersion(resourceOf('apiVersion: apps/v1\nkind: Deployment\nspec: [1]\n')), undefined);
  });
});

describe('versions', () => {
  test('are compared number by number', () => {
    assert.ok(isBefore('5.8', '5.10'));
    assert.ok(isBefore('5.8.9', '6.0'));
    assert.ok(!isBefore('6.0.0', '6.0'));
    for (const [index, version] of operatorVersions.entries()) {
      const next = operatorVersions[index + 1];
      if (next !== undefined) assert.ok(isBefore(version, next), next);
    }
  });

  test('of Postgres are those that the operator brings an image for', () => {
    assert.deepEqual(majorsWithImage('6.0.3'), [18, 17, 16, 15]);
    assert.deepEqual(majorsWithImage('5.7'), [17, 16, 15]);
    assert.deepEqual(majorsWithImage('5.0.4'), [14, 13]);
    assert.deepEqual(majorsWithImage(undefined), [18, 17, 16, 15, 14, 13]);
    assert.deepEqual(majorsWithImage('6.0', '3.4'), [17, 16]);
    assert.deepEqual(majorsWithImage('6.0', '9.9'), []);
    assert.deepEqual(
      suggestPostgresVersions({ version: '5.4' }).map(({ value }) => value),
      [15, 14],
    );
    for (const [major, day] of endedPostgresMajors) assert.match(`${major} ${day}`, /^(?:9\.\d|1\d) 20\d\d-\d\d-\d\d$/);
  });

  test('of PostGIS are those that go with the version of Postgres', () => {
    const suggest = (spec: string, version?: string) => {
      const resource = manifestOf('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', 'hippo', spec);
      const suggestions = suggestPostgisVersions({ resource, node: resource.root, version, workspace: workspaceOf() });
      return suggestions.map(({ value }) => value);
    };
    assert.deepEqual(suggest('postgresVersion: 17', '6.0'), ['3.6', '3.5', '3.4']);
    assert.deepEqual(suggest('postgresVersion: 17', '5.7'), ['3.4']);
    assert.deepEqual(suggest('postgresVersion: 12'), []);
    assert.ok(suggest('').length > 4);
  });
});

function deploymentOf(image: string): ReturnType<typeof resourceOf> {
  return resourceOf(
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: pgo}\nspec: {template: {spec: {containers: [{name: operator, image: "${image}"}]}}}\n`,
  );
}
