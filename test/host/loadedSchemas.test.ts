import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { loadSchemas } from '../../server/host/loadSchemas.ts';
import type { CompiledSchema } from '../../schemas/contract/index.ts';
import { createSchemaFiles } from '../../server/host/schemaFiles.ts';
import { joinNodes } from '../../server/host/schemaTables.ts';
import { reachOf } from '../../server/language/schema/ruleReach.ts';
import { dist } from '../support/fixtures.ts';

const zalando = ['acid.zalan.do/v1', 'postgresql'] as const;

/** Reads as the browser does, and remembers what for. */
function reader(broken: (file: string) => boolean = () => false) {
  const asked: string[] = [];
  const readText = (file: string): Promise<string> => {
    asked.push(file);
    if (broken(file)) return Promise.reject(new Error('offline'));
    return Promise.resolve(readFileSync(path.join(dist, file), 'utf8'));
  };
  return { asked, readText };
}

/** All of it: nodes are read when they are asked for. */
const written = (schema: CompiledSchema | undefined) => schema && { ...schema, nodes: [...schema.nodes] };
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('the same schemas and texts as from files', async () => {
  const { readText } = reader();
  const loaded = await loadSchemas(readText, () => undefined);
  const files = createSchemaFiles(path.join(dist, 'schemas'));
  assert.deepEqual(loaded.kinds(), files.kinds());
  for (const { apiVersion, kind } of files.kinds()) {
    loaded.schema(apiVersion, kind);
    await turn();
    assert.deepEqual(written(loaded.schema(apiVersion, kind)), written(files.schema(apiVersion, kind)));
    await turn();
    assert.deepEqual(loaded.help(apiVersion, kind), files.help(apiVersion, kind));
  }
  assert.equal(loaded.schema('v1', 'Nothing'), undefined);
  assert.deepEqual(loaded.help('v1', 'Nothing'), []);
});

test('what is fetched is that of the packs whose kinds are looked at, once, and it is said when it has come', async () => {
  const { asked, readText } = reader();
  let arrivals = 0;
  const schemas = await loadSchemas(readText, () => arrivals++);
  assert.deepEqual(asked, ['schemas/index.json']);
  assert.equal(schemas.schema(...zalando), undefined);
  for (let time = 0; time < 3; time++) {
    await turn();
    schemas.schema(...zalando);
  }
  assert.equal(arrivals, 1);
  assert.equal(schemas.schema(...zalando), schemas.schema(...zalando));
  const files = ['shared.jsonl', 'zalando.jsonl', 'shared.help.json', 'zalando.help.json'];
  assert.deepEqual(
    asked.slice(1),
    files.map((file) => `schemas/${file}`),
  );
});

test('what cannot be fetched is missing, and is asked for again', async () => {
  let offline = true;
  const { readText } = reader((file) => offline && file !== 'schemas/index.json');
  const schemas = await loadSchemas(readText, () => undefined);
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

test('a file that is damaged is the same as no schema, and a damaged line in it says nothing', () => {
  const [shared, own] = ['shared', 'zalando'].map((table) =>
    readFileSync(path.join(dist, 'schemas', `${table}.jsonl`), 'utf8'),
  );
  assert.ok(shared !== undefined && own !== undefined);
  const whole = joinNodes(shared, own);
  assert.ok(whole);
  for (const part of [undefined, '', '{}', own.slice(0, own.length / 2)])
    assert.equal(joinNodes(shared, part), undefined);
  assert.equal(joinNodes(undefined, own), undefined);
  const last = whole.length - 1;
  assert.deepEqual(joinNodes(shared, own.slice(0, -3))?.at(last), {});
  assert.deepEqual([whole.at(whole.length), whole.at(-1)], [undefined, undefined]);
});

test('what can be reached from a node is what is worked out of the nodes', () => {
  const files = createSchemaFiles(path.join(dist, 'schemas'));
  for (const { apiVersion, kind } of files.kinds()) {
    const nodes = files.schema(apiVersion, kind)?.nodes;
    assert.ok(nodes);
    assert.deepEqual(nodes.reach, reachOf([...nodes]));
  }
});
