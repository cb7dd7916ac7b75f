import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { compileLater } from '../../../server/host/definitions/compileLater.ts';
import { compileNow } from '../../../server/host/definitions/compileNow.ts';
import { DefinitionWorker } from '../../../server/host/definitions/definitionWorker.ts';
import { startCompiler } from '../../../server/host/definitions/startCompiler.ts';
import type { PlacedJob } from '../../../server/language/definitions/compilations.ts';
import { nothingCompiled } from '../../../server/language/definitions/compiledDefinition.ts';
import type { CompiledDefinition } from '../../../server/language/definitions/compiledDefinition.ts';
import { dist } from '../../support/fixtures.ts';
import { toyDefinition } from '../../support/toyDefinition.ts';
import { until } from '../../support/until.ts';

const job = (text: string, place = 'a'): PlacedJob => ({ text, numbers: [0], version: 'v1', place });

function unexpected(error: unknown): never {
  throw new Error('the thread failed', { cause: error });
}

describe('a thread that compiles definitions', () => {
  test('makes what would be made here, and the same again without work', async () => {
    const worker = new DefinitionWorker(() => startCompiler(dist), unexpected);
    const compiled = await worker.compile(job(toyDefinition()));
    compileNow(dist)(job(toyDefinition()), (here) => assert.deepEqual(compiled, here));
    assert.equal(compiled.schema?.id, 'toy.example/v1 Thing');
    assert.equal(await worker.compile(job(toyDefinition())), compiled);
  });

  test('answers for one that cannot be read, and goes on', async () => {
    const worker = new DefinitionWorker(() => startCompiler(dist), unexpected);
    assert.equal((await worker.compile(job('a: ['))).schema, undefined);
    assert.notEqual((await worker.compile(job(toyDefinition()))).schema, undefined);
  });

  test('begins with what an earlier one has compiled, if that is kept', async (context) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'thread-'));
    process.env['NODE_COMPILE_CACHE'] = folder;
    context.after(() => {
      delete process.env['NODE_COMPILE_CACHE'];
      rmSync(folder, { recursive: true });
    });
    const compiled = () => new DefinitionWorker(() => startCompiler(dist), unexpected).compile(job(toyDefinition()));
    const first = await compiled();
    await until(() => readdirSync(folder).some((name) => /^definitions\.cjs-[^.]*(?:\.\d+){2}-\w+$/.test(name)));
    assert.deepEqual(await compiled(), first);
  });

  test('that cannot start says nothing of any definition', async () => {
    const failures: unknown[] = [];
    const worker = new DefinitionWorker(
      () => startCompiler('/nowhere'),
      (error) => failures.push(error),
    );
    const compiled = await worker.compile(job(toyDefinition()));
    assert.deepEqual([compiled.schema, compiled.faults[0]?.fault, failures.length], [undefined, 'too-large', 1]);
  });
});

describe('definitions that are compiled later', () => {
  test('are done one after the other, and of two about one thing the later', async () => {
    const done: string[] = [];
    let count = 0;
    const compile = compileLater(
      ({ text }) => {
        done.push(text);
        return Promise.resolve<CompiledDefinition>({ ...nothingCompiled });
      },
      () => count++,
    );
    const told: string[] = [];
    const ask = (text: string, place: string) => compile(job(text, place), () => told.push(text));
    ask('a1', 'a');
    ask('b1', 'b');
    ask('a2', 'a');
    ask('b2', 'b');
    await until(
      () => count === 3,
      () => `${String(count)} are done`,
    );
    assert.deepEqual(done, ['a1', 'a2', 'b2']);
    assert.deepEqual(told, done);
  });
});
