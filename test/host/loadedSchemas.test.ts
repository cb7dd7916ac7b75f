import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { loadSchemas } from '../../server/host/loadedSchemas.ts';
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
  const loaded = await loadSchemas(readJson);
  const files = createSchemaFiles(path.join(dist, 'schemas'));
  assert.deepEqual(loaded.kinds(), files.kinds());
  for (const { apiVersion, kind } of files.kinds()) {
    assert.deepEqual(loaded.schema(apiVersion, kind), files.schema(apiVersion, kind));
    await turn();
    assert.deepEqual(loaded.help(apiVersion, kind), files.help(apiVersion, kind));
  }
  assert.equal(loaded.schema('v1', 'Nothing'), undefined);
  assert.deepEqual(loaded.help('v1', 'Nothing'), []);
});

test('texts are fetched once, for the kinds that are looked at', async () => {
  const { asked, readJson } = reader();
  const schemas = await loadSchemas(readJson);
  assert.deepEqual(
    asked.filter((file) => file.endsWith('.help.json')),
    [],
  );
  for (let time = 0; time < 3; time++) {
    schemas.schema(...zalando);
    await turn();
  }
  assert.equal(asked.filter((file) => file.endsWith('.help.json')).length, 1);
});

test('what cannot be fetched is missing, and texts are asked for again', async () => {
  let offline = true;
  const { readJson } = reader((file) => offline && (file.endsWith('.help.json') || file === 'schemas/0.json'));
  const schemas = await loadSchemas(readJson);
  assert.equal(schemas.kinds().length, createSchemaFiles(path.join(dist, 'schemas')).kinds().length - 1);
  const [first] = schemas.kinds();
  assert.ok(first);
  assert.deepEqual(schemas.help(first.apiVersion, first.kind), []);
  await turn();
  offline = false;
  schemas.schema(first.apiVersion, first.kind);
  await turn();
  assert.ok(schemas.help(first.apiVersion, first.kind).length > 0);
});
