import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endSessions, keepSession } from '../../client/ui/openSessions.ts';

test('Disconnect ends what runs over the context, each once, and nothing else', () => {
  const ended: string[] = [];
  const keep = (context: string, name: string): (() => void) => keepSession(context, () => void ended.push(name));
  const left = keep('shop', 'ended by itself');
  keep('shop', 'psql');
  keep('prod', 'logs');
  left();
  endSessions('shop');
  endSessions('shop');
  assert.deepEqual(ended, ['psql']);
  keep('shop', 'another');
  endSessions();
  assert.deepEqual(ended, ['psql', 'logs', 'another']);
});

test('one that fails to end does not keep the others', () => {
  const ended: string[] = [];
  keepSession('shop', () => {
    throw new Error('The terminal is gone.');
  });
  keepSession('shop', () => {
    ended.push('logs');
    // As a terminal that tells of its end.
    endSessions('shop');
  });
  keepSession('shop', () => void ended.push('psql'));
  endSessions('shop');
  assert.deepEqual(ended, ['logs', 'psql']);
});
