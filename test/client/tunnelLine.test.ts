import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TunnelState } from '../../client/session/tunnel.ts';
import type { TunnelPlace } from '../../client/session/tunnels.ts';
import { tunnelLine } from '../../client/ui/tunnelLine.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { say } from '../../schemas/vocabulary/say.ts';

function lineOf(state: Omit<TunnelState, 'since'>, leadsTo: TunnelPlace['leadsTo'] = 'postgresql') {
  return tunnelLine({
    ...{ id: 'id', name: 'shop', namespace: 'web' },
    leadsTo,
    tunnel: { port: 15432, state: { ...state, since: new Date(0) } },
  });
}

test('the address is the one to connect to, and only on this machine', () => {
  const line = lineOf({ kind: 'connected', pod: 'shop-0' });
  assert.equal(line.address, '127.0.0.1:15432');
  assert.deepEqual([line.id, line.name], ['id', 'web/shop']);
  assert.equal(line.leadsTo, 'database');
});

test('a page has a URL, and says what it is', () => {
  const { address, leadsTo, text } = lineOf({ kind: 'connected', pod: 'ui-0' }, 'page');
  assert.deepEqual([address, leadsTo, render(text)], ['http://127.0.0.1:15432/', 'page', "operator's page, to ui-0"]);
});

test('each state says where the port leads, or why nowhere', () => {
  const texts = [
    lineOf({ kind: 'connected', pod: 'shop-0' }),
    lineOf({ kind: 'connected' }),
    lineOf({ kind: 'primary-moved', pod: 'shop-1' }),
    lineOf({ kind: 'primary-moved' }),
    lineOf({ kind: 'reconnecting', reason: say`No primary.` }),
    lineOf({ kind: 'reconnecting' }),
    lineOf({ kind: 'stopped' }),
  ].map(({ text }) => render(text));
  assert.deepEqual(texts, [
    'to shop-0',
    'connected',
    'the primary has moved to shop-1',
    'the primary has moved',
    'reconnecting: No primary.',
    'reconnecting',
    'stopped',
  ]);
});
