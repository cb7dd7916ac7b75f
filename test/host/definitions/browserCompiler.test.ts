import assert from 'node:assert/strict';
import { resolveObjectURL } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { compileNow } from '../../../server/host/definitions/compileNow.ts';
import { DefinitionWorker } from '../../../server/host/definitions/definitionWorker.ts';
import { typesFile } from '../../../server/host/schemaTables.ts';
import { startBrowserThread } from '../../../server/host/startBrowserThread.ts';
import type { CompiledDefinition } from '../../../server/language/definitions/compiledDefinition.ts';
import { dist } from '../../support/fixtures.ts';
import { toyDefinition } from '../../support/toyDefinition.ts';

/** What a browser's worker finds that Node's does not. */
const scope = `{
  const { parentPort } = require('node:worker_threads');
  globalThis.addEventListener = (type, listener, options) =>
    parentPort[options?.once ? 'once' : 'on']('message', (data) => listener({ data }));
  globalThis.postMessage = (message) => parentPort.postMessage(message);
}
`;

/** A web worker, as far as the server uses one, in a thread of Node. */
class WebWorker {
  readonly #worker: Promise<Worker>;

  constructor(url: string) {
    const script = resolveObjectURL(url)?.text() ?? Promise.resolve('');
    this.#worker = script.then((text) => new Worker(scope + text, { eval: true }));
  }

  addEventListener(type: 'message' | 'error', listener: (event: object) => void): void {
    void this.#worker.then((worker) =>
      type === 'message'
        ? worker.on('message', (data) => listener({ data: data as unknown }))
        : worker.on('error', (error: Error) => listener({ message: error.message })),
    );
  }

  postMessage(message: unknown): void {
    void this.#worker.then((worker) => worker.postMessage(message));
  }

  terminate(): void {
    void this.#worker.then((worker) => worker.terminate());
  }
}

const holder = globalThis as { Worker?: unknown };
const others = holder.Worker;
before(() => (holder.Worker = WebWorker));
after(() => (holder.Worker = others));

const server = path.join(dist, 'browser/server.js');
const types: unknown = JSON.parse(readFileSync(path.join(dist, 'schemas', typesFile), 'utf8'));
const job = { text: toyDefinition(), numbers: [0], version: 'v1', place: '' };

test('in a browser definitions are compiled in a worker by the code of the server, which answers meanwhile', async () => {
  const threads: { end(): void }[] = [];
  const worker = new DefinitionWorker(
    async () => {
      const thread = await startBrowserThread<object, CompiledDefinition>(readFileSync(server, 'utf8'), { types });
      threads.push(thread);
      return thread;
    },
    (error) => assert.fail(String(error)),
  );
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  const compiled = await worker.compile(job);
  clearInterval(counting);
  compileNow(dist)(job, (here) => assert.deepEqual(compiled, here));
  assert.ok(turns > 0);
  assert.equal(await worker.compile(job), compiled);
  assert.equal(threads.length, 1);
  for (const thread of threads) thread.end();
});

test('a worker that fails says why, to whoever waits for it', async () => {
  await assert.rejects(startBrowserThread('throw new Error("no room")'), /no room/);
  const thread = await startBrowserThread<string, never>(
    'addEventListener("message", () => { throw new Error("too much"); }); postMessage("ready");',
  );
  await assert.rejects(thread.ask('a'), /too much/);
  thread.end();
});
