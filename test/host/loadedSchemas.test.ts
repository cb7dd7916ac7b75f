import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { loadSchemas } from '../../server/host/loadSchemas.ts';
import { createSchemaFiles } from '../../server/host/schemaFiles.ts';
import { dist } from '../support/fixtures.ts';

const zalando = ['acid.zalan.do/v1', 'postgresql'] as const;

/** Reads as the browser does, and remembers what for. */
function reader(broken: (file: string) => boolean = () => false) {
  const asked: string[] = [];
  const readJson = (file: string): Promise<unknown> => {
    asked.push(file);
    if (broken(file)) return Promise.reject(new Error('offline'));
    return Promise.resolve(JSON.parse(readFileSync(path.join(dist, file), 'utf8')) as unknown);
  };
  return { asked, readJson };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('the same schemas and texts as from files', async () => {
  const { readJson } = reader();
  const loaded = await loadSchemas(readJson, () => undefined);
  const files = createSchemaFiles(path.join(dist, 'schemas'));
  assert.deepEqual(loaded.kinds(), files.kinds());
  for (const { apiVersion, kind } of files.kinds()) {
    loaded.schema(apiVersion, kind);
    await turn();
    assert.deepEqual(loaded.schema(apiVersion, kind), files.schema(apiVersion, kind));
    await turn();
    assert.deepEqual(loaded.help(apiVersion, kind), files.help(apiVersion, kind));
  }
  assert.equal(loaded.schema('v1', 'Nothing'), undefined);
  assert.deepEqual(loaded.help('v1', 'Nothing'), []);
});

test('what is fetched is that of the packs whose kinds are looked at, once, and it is said when it has come', async () => {
  const { asked, readJson } = reader();
  let arrivals = 0;
  const schemas = await loadSchemas(readJson, () => arrivals++);
  assert.deepEqual(asked, ['schemas/index.json']);
  assert.equal(schemas.schema(...zalando), undefined);
  for (let time = 0; time < 3; time++) {
    await turn();
    schemas.schema(...zalando);
  }
  assert.equal(arrivals, 1);
  assert.equal(schemas.schema(...zalando), schemas.schema(...zalando));
  const files = ['shared.json', 'zalando.json', 'shared.help.json', 'zalando.help.json'];
  assert.deepEqual(
    asked.slice(1),
    files.map((file) => `schemas/${file}`),
  );
});

test('what cannot be fetched is missing, and is asked for again', async () => {
  let offline = true;
  const { readJson } = reader((file) => offline && file !== 'schemas/index.json');
  const schemas = await loadSchemas(readJson, () => undefined);
  assert.equal(schemas.schema(...zalando), undefined);
  await turn();
  assert.equal(schemas.schema(...zalando), undefined);
  await turn();
  offline = false;
  assert.equal(schemas.schema(...zalando), undefined);
  await turn();
  assert.ok(schemas.schema(...zalando));
  offline = true;
  assert.deepEqual(schemas.help(...zalando), []);
  await turn();
  offline = false;
  schemas.schema(...zalando);
  await turn();
  assert.ok(schemas.help(...zalando).length > 0);
});
