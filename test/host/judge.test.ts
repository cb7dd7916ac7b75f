import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { Judge } from '../../server/host/judge/judge.ts';
import { judgeRequests } from '../../server/host/judge/judgeRequests.ts';
import { startNodeThread } from '../../server/host/judge/startNodeThread.ts';
import type { JudgeQuestion } from '../../server/language/charts/judgement.ts';
import { dist } from '../support/fixtures.ts';

const question = (schema: object, values: unknown): JudgeQuestion => ({ id: 0, schema, values, open: [] });
const isText = { properties: { a: { type: ['string'] as const } } };
const wrong = { faults: [{ path: ['a'], what: { is: 'type', types: ['string'] } }] };
/** Every item is compared with every other. */
const slow = { properties: { a: { uniqueItems: true } } };
const many = { a: Array.from({ length: 30_000 }, (_, at) => ({ at })) };

describe('the judge of values', () => {
  let judge: Judge;
  afterEach(() => judge.end());

  test('answers from a thread of its own', async () => {
    judge = new Judge(() => startNodeThread(dist), 60_000);
    assert.deepEqual(await judge.judge(question(isText, { a: 1 })), wrong);
    assert.deepEqual(await judge.judge(question(isText, { a: 'b' })), { faults: [] });
    assert.deepEqual(await judge.judge({ ...question(isText, {}), schema: false }), {
      faults: [{ path: [], what: { is: 'refused' } }],
    });
  });

  test('ends it after a while, asks no more about that schema, and goes on with others', async () => {
    const threads: number[] = [];
    judge = new Judge(() => {
      threads.push(threads.length);
      return startNodeThread(dist);
    }, 500);
    const start = performance.now();
    assert.deepEqual(await judge.judge(question(slow, many)), { unable: 'late' });
    assert.ok(performance.now() - start < 60_000);
    assert.deepEqual(await judge.judge(question(slow, {})), { unable: 'late' });
    const patient = new Judge(() => startNodeThread(dist), 60_000);
    assert.deepEqual(await patient.judge(question(isText, { a: 1 })), wrong);
    patient.end();
    assert.equal(threads.length, 1);
    await judge.judge(question({ ...isText }, { a: 1 }));
    assert.equal(threads.length, 2);
  });

  test('says that it cannot where there are no threads, and does not try again', async () => {
    let starts = 0;
    judge = new Judge(() => {
      starts++;
      return startNodeThread(path.join(dist, 'nowhere'));
    });
    assert.deepEqual(await judge.judge(question(isText, {})), { unable: 'failed' });
    assert.deepEqual(await judge.judge(question(isText, {})), { unable: 'failed' });
    assert.equal(starts, 1);
  });

  test('gives a schema up with which the thread ends', async () => {
    let ended = 0;
    judge = new Judge(() =>
      Promise.resolve({ ask: () => Promise.reject(new Error('out of memory')), end: () => (ended += 1) }),
    );
    assert.deepEqual(await judge.judge(question(isText, {})), { unable: 'late' });
    assert.equal(ended, 1);
  });
});

test('a thread keeps a few schemas ready and makes the others anew', () => {
  const answer = judgeRequests();
  for (const round of [0, 1]) {
    for (let schema = 0; schema < 20; schema++) {
      const text = JSON.stringify({ properties: { a: { const: schema } } });
      const { faults } = answer({
        ...{ schema, values: { a: -1 }, open: [] },
        ...(round === 0 ? { schemaText: text } : {}),
      });
      assert.deepEqual(faults, [{ path: ['a'], what: { is: 'enum', allowed: [schema] } }]);
    }
  }
  assert.deepEqual(answer({ schema: 99, schemaText: '{', values: {}, open: [] }), { faults: undefined });
});
