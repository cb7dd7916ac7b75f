import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { DiagnosticsScheduler } from '../../server/host/lsp/diagnosticsScheduler.ts';

describe('a check that was asked for', () => {
  let done: string[];
  let scheduler: DiagnosticsScheduler;
  const turns = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    return done.splice(0);
  };
  afterEach(() => mock.timers.reset());
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    done = [];
    scheduler = new DiagnosticsScheduler((uri) => done.push(uri));
  });

  test('is made once the messages are read, a file after the other', async () => {
    scheduler.request('a');
    scheduler.request('b');
    scheduler.request('a');
    assert.deepEqual(await turns(), ['b', 'a']);
  });

  test('waits for a pause where there is to be one, anew with each key', async () => {
    for (let key = 0; key < 3; key++) {
      scheduler.request('a', 40);
      mock.timers.tick(30);
      assert.deepEqual(await turns(), []);
    }
    mock.timers.tick(10);
    assert.deepEqual(await turns(), ['a']);
  });

  test('is made in the end though keys come without a pause', async () => {
    const checked: number[] = [];
    for (let key = 0; key < 30; key++) {
      scheduler.request('a', 40);
      mock.timers.tick(30);
      if ((await turns()).length > 0) checked.push(key);
    }
    assert.deepEqual(checked, [9, 19, 29]);
  });

  test('takes one that waits for a pause along', async () => {
    scheduler.request('a', 40);
    scheduler.request('b');
    assert.deepEqual(await turns(), ['a', 'b']);
    mock.timers.tick(100);
    assert.deepEqual(await turns(), []);
  });

  test('is not made of a file that has been closed, nor after the end', async () => {
    scheduler.request('a', 40);
    scheduler.cancel('a');
    mock.timers.tick(40);
    assert.deepEqual(await turns(), []);
    scheduler.request('a', 40);
    scheduler.stop();
    mock.timers.tick(40);
    assert.deepEqual(await turns(), []);
  });
});
