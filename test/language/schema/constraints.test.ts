import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { places } from '../../support/places.ts';
import { constraintVerdicts } from '../../support/constraintVerdicts.ts';
import { serviceWith, uri } from '../../support/manifests.ts';

function errorsOf(text: string): readonly string[] {
  const errors = serviceWith(text)
    .diagnose(uri)
    .filter(({ severity }) => severity === 'error');
  return errors.map(({ code, message }) => `${code} ${message}`);
}

describe("values of Kubernetes' own types, as the API server decides", () => {
  for (const { place, accepted, refused, postgresql } of constraintVerdicts) {
    const { manifest } = places[place];
    test(place, () => {
      assert.deepEqual(
        accepted.flatMap((value) => errorsOf(manifest(value)).map((error) => `${value}: ${error}`)),
        [],
      );
      assert.deepEqual(
        refused.filter((value) => errorsOf(manifest(value)).length === 0),
        [],
      );
    });
    if (postgresql === undefined) continue;
    test(`${place} of a postgresql`, () => {
      assert.deepEqual(
        accepted.flatMap((value) => errorsOf(postgresql(value)).map((error) => `${value}: ${error}`)),
        [],
      );
      assert.deepEqual(
        refused.filter((value) => errorsOf(postgresql(value)).length === 0),
        [],
      );
    });
  }
});
