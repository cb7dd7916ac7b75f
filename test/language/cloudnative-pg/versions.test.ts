import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  imageTag,
  majorOfTag,
  majorVersion,
  newestImage,
} from '../../../schemas/systems/cloudnative-pg/postgresVersions.ts';
import { detectVersion, operatorVersions } from '../../../schemas/systems/cloudnative-pg/versions.ts';
import { isBefore } from '../../../schemas/vocabulary/isBefore.ts';
import { ofKind, resourceOf } from './support.ts';

describe('the version of the operator', () => {
  for (const [image, version] of [
    ['ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0', '1.30.0'],
    ['registry.example.com:5000/mirror/cloudnative-pg:1.25.4@sha256:0123456789abcdef', '1.25.4'],
    ['ghcr.io/cloudnative-pg/cloudnative-pg:1.28.0-rc1', '1.28.0'],
    ['ghcr.io/cloudnative-pg/cloudnative-pg:latest', undefined],
    ['ghcr.io/cloudnative-pg/cloudnative-pg', undefined],
    ['ghcr.io/cloudnative-pg/cloudnative-pg-testing:dev-123', undefined],
    ['ghcr.io/cloudnative-pg/postgresql:18.4', undefined],
    ['ghcr.io/cloudnative-pg/plugin-barman-cloud:v0.14.0', undefined],
    ['ghcr.io/cloudnative-pg/cloudnative-pg:${VERSION}', undefined],
  ] as const) {
    test(`${image}: ${version ?? 'unknown'}`, () => {
      const text = `apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{image: "${image}"}]}}}\n`;
      assert.equal(detectVersion(resourceOf(text)), version);
      assert.equal(detectVersion(resourceOf(text.replace('Deployment', 'StatefulSet'))), undefined);
    });
  }

  test('the known ones are in order', () => {
    const [first = '', ...rest] = operatorVersions;
    rest.reduce((before, version) => (assert.ok(isBefore(before, version)), version), first);
  });
});

test('isBefore compares number by number', () => {
  assert.equal(isBefore('1.9', '1.10'), true);
  assert.equal(isBefore('1.10', '1.9'), false);
  assert.equal(isBefore('1.9.0', '1.9'), false);
});

describe('the version of PostgreSQL', () => {
  for (const [image, tag, major] of [
    ['ghcr.io/cloudnative-pg/postgresql:18.4-minimal-trixie', '18.4-minimal-trixie', 18],
    ['registry.example.com:5000/postgresql:17', '17', 17],
    ['registry.example.com:5000/postgresql', 'latest', undefined],
    ['postgresql', 'latest', undefined],
    ['postgresql:17beta1', '17beta1', 17],
    ['postgresql:16.2@sha256:0123abcd', '16.2', 16],
    ['postgresql@sha256:0123abcd', '', undefined],
  ] as const) {
    test(`is ${major ?? 'not known'} by ${image}`, () => {
      assert.equal(imageTag(image), tag);
      assert.equal(majorOfTag(tag), major);
      assert.equal(majorVersion(resourceOf(ofKind('Cluster', `imageName: ${image}`)).root.at('spec')), major);
    });
  }

  test('is that of the entry where there is a catalog', () => {
    const spec = resourceOf(ofKind('Cluster', 'imageCatalogRef: {kind: ImageCatalog, name: pg, major: 17}')).root.at(
      'spec',
    );
    assert.equal(majorVersion(spec), 17);
    assert.equal(newestImage(17)?.name, 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-trixie');
    assert.equal(newestImage()?.major, 18);
    assert.equal(newestImage(9), undefined);
  });
});
