import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';
import { HandOvers } from '../../../client/session/handOvers.ts';
import type { Tunnels } from '../../../client/session/tunnels.ts';

type Listener = Parameters<Tunnels['onChange']>[0];

function tunnels() {
  const listeners = new Set<Listener>();
  return {
    onChange: (listener: Listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (id: string, kind: 'stopped' | 'reconnecting') => {
      for (const each of listeners) each({ id } as Parameters<Listener>[0], { kind, since: new Date() });
    },
  };
}

test('what was handed over ends once, with its tunnel', async () => {
  const all = tunnels();
  const handOvers = new HandOvers(all);
  const ended: string[] = [];
  const keep = (tunnel: string, key: string, name: string) =>
    handOvers.keep({
      ...{ tunnel, key },
      end: async () => {
        await wait(1);
        ended.push(name);
      },
    });
  keep('a', 'sqltools', 'old');
  keep('a', 'sqltools', 'new');
  keep('a', 'dbcode', 'other');
  keep('b', 'sqltools', 'elsewhere');
  all.tell('a', 'reconnecting');
  await handOvers.settled();
  assert.deepEqual(ended, []);
  all.tell('a', 'stopped');
  all.tell('a', 'stopped');
  await handOvers.settled();
  assert.deepEqual(ended.sort(), ['new', 'other']);
  handOvers.dispose();
  all.tell('b', 'stopped');
  await handOvers.settled();
  assert.equal(ended.length, 2);
});
