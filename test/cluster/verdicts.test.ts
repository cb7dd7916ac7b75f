import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { places } from '../support/places.ts';
import { constraintVerdicts } from '../support/constraintVerdicts.ts';
import { formatVerdicts } from '../support/formatVerdicts.ts';
import { holder, manifests, metadataVerdicts } from '../support/metadataVerdicts.ts';
import { ApiError, yaml } from './bed/apiClient.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { until } from '../support/until.ts';

/** What tests elsewhere say of the API server is asked of it again, so that it cannot grow stale. */

let bed: Bed;

before(async () => {
  bed = await needBed();
});

after(async () => {
  await bed.stop();
});

/** The words with which the API server refuses what would be made of a text; `undefined`: it takes it. */
async function refusal(path: string, manifest: string): Promise<string | undefined> {
  try {
    await bed.cluster.api.request('POST', `${path}?dryRun=All&fieldValidation=Strict`, manifest, yaml);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return error.message;
    throw error;
  }
}

/** Makes a kind, and waits until it takes `sample`. */
async function makeKind(crd: unknown, path: string, sample: string): Promise<void> {
  await bed.cluster.api.request('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', crd);
  let said: string | undefined;
  await until(
    async () => (said = await refusal(path, sample)) === undefined,
    () => `The sample is refused: ${String(said)}`,
  );
}

/** A kind whose `spec` has these properties. */
function crdOf(properties: Readonly<Record<string, unknown>>): unknown {
  const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', properties } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'formats.verdicts.example' },
    spec: {
      group: 'verdicts.example',
      scope: 'Namespaced',
      names: { kind: 'Format', plural: 'formats' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  };
}

describe('formats', () => {
  test('are decided as the table says', { timeout: 300_000 }, async () => {
    const schemas = formatVerdicts.map(({ type, format }) => ({ type, ...(format === undefined ? {} : { format }) }));
    const lists = schemas.map((items, index) => [`f${String(index)}`, { type: 'array', items }] as const);
    const path = '/apis/verdicts.example/v1/namespaces/default/formats';
    const manifestOf = (spec: string) =>
      `apiVersion: verdicts.example/v1\nkind: Format\nmetadata: {name: a}\nspec: ${spec}\n`;
    await makeKind(crdOf(Object.fromEntries(lists)), path, manifestOf('{}'));
    const wrong: string[] = [];
    for (const [index, { type, format = type, accepted, refused }] of formatVerdicts.entries()) {
      const written = (value: string) => (type === 'string' ? JSON.stringify(value) : value);
      const ask = (values: readonly string[]) =>
        refusal(path, manifestOf(`{f${String(index)}: [${values.map(written).join()}]}`));
      const words = await ask(accepted);
      if (words !== undefined) wrong.push(`${format}: ${words}`);
      const answers = await Promise.all(refused.map((value) => ask([value])));
      wrong.push(...refused.filter((_, at) => answers[at] === undefined).map((value) => `${format} takes ${value}`));
    }
    assert.deepEqual(wrong, []);
  });
});

describe('metadata', () => {
  test('is decided as the table says', { timeout: 300_000 }, async () => {
    const { custom } = manifests;
    await makeKind(holder, custom.path, `${custom.head}{name: a}\n`);
    const wrong: string[] = [];
    for (const { kinds, accepted, refused } of metadataVerdicts) {
      for (const kind of kinds) {
        const { head, tail, path } = manifests[kind];
        const ask = (metadata: string) => refusal(path, `${head}${metadata}\n${tail}`);
        for (const metadata of accepted) {
          const words = await ask(metadata);
          if (words !== undefined) wrong.push(`${kind} ${metadata.slice(0, 200)}: ${words.slice(0, 500)}`);
        }
        const answers = await Promise.all(refused.map(ask));
        wrong.push(
          ...refused.filter((_, at) => answers[at] === undefined).map((each) => `${kind} takes ${each.slice(0, 200)}`),
        );
      }
    }
    assert.deepEqual(wrong, []);
  });
});

describe("constraints of Kubernetes' own types", () => {
  test('are decided as the table says', { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    for (const { place, accepted, refused } of constraintVerdicts) {
      const { path, manifest } = places[place];
      const ask = async (value: string) => ({ value, words: await refusal(path, manifest(value)) });
      const [taken, failed] = await Promise.all([Promise.all(accepted.map(ask)), Promise.all(refused.map(ask))]);
      for (const { value, words } of taken) if (words !== undefined) wrong.push(`${place} ${value}: ${words}`);
      for (const { value, words } of failed) if (words === undefined) wrong.push(`${place} takes ${value}`);
    }
    assert.deepEqual(wrong, []);
  });
});
