import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KnownOffers, mayHoldOffers, offersFor, offersOf } from '../../client/ui/offers.ts';
import type { Action, DatabaseAccess } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { serviceWith, uri } from '../support/manifests.ts';

const access: DatabaseAccess = {
  engine: 'postgresql',
  container: 'postgres',
  port: 5432,
  logins: [],
  databases: [],
  tls: { mode: 'require' },
  localClient: ['psql'],
  readOnlySessions: 'kept' as const,
};
const action = (command: Action['command']): Action => ({
  id: command,
  command,
  title: say`${command}`,
  consequence: say`Something happens.`,
  steps: () => [],
});

describe('what a lens offers', () => {
  test('a session first, a restart last', () => {
    const actions = [action('backup'), action('restart'), action('restart')];
    assert.deepEqual(offersOf({ access, actions }), [
      'connect',
      'openTunnel',
      'credentials',
      'verify',
      'describe',
      'apply',
      'restart',
    ]);
  });

  test('a tunnel, and no session, where nothing here speaks the protocol', () => {
    assert.deepEqual(offersOf({ listens: { port: 32080 }, actions: [action('restart')] }), [
      'openTunnel',
      'verify',
      'describe',
      'apply',
      'restart',
    ]);
  });

  test('no session where nobody connects, no restart where there is none', () => {
    assert.deepEqual(offersOf({ actions: [action('switchover')] }), ['verify', 'describe', 'apply']);
  });

  test('nothing for kinds without databases, of other versions, and without a name', () => {
    const value = {};
    const identity = { apiVersion: 'v1', kind: 'Secret', name: 'a', namespace: '' };
    assert.deepEqual(offersFor({ identity, value }), []);
    const unknown = { ...identity, apiVersion: 'acid.zalan.do/v9', kind: 'postgresql' };
    assert.deepEqual(offersFor({ identity: unknown, value }), []);
    const unnamed = { ...identity, apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', name: '' };
    assert.deepEqual(offersFor({ identity: unnamed, value }), []);
  });

  test('files that hold nothing of the kind are not read', () => {
    assert.ok(!mayHoldOffers('services:\n  db:\n    image: postgres\n'));
    assert.ok(!mayHoldOffers('apiVersion: v1\nkind: Secret\n'));
    assert.ok(mayHoldOffers('# a cluster\napiVersion: "acid.zalan.do/v1"\nkind: postgresql\n'));
  });

  test('a recipe is asked again for what has changed only', () => {
    const offers = new KnownOffers();
    const cluster = (name: string) => {
      const identity = { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', name, namespace: '' };
      return { identity, value: { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name }, spec: {} } };
    };
    const [one, two, three] = [cluster('one'), cluster('two'), cluster('three')];
    const other = { ...one, identity: { ...one.identity, kind: 'Secret' }, value: {} };
    const [, first] = offers.of([other, one, two]);
    assert.ok(first?.includes('verify'));
    assert.deepEqual(offers.of([other])[0], []);
    assert.notEqual(offers.of([one])[0], first);
    const [again, changed] = [offers.of([one])[0], offers.of([three, one])];
    assert.equal(changed[1], again);
  });

  test('a manifest as the server reads it', () => {
    const manifest =
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-shop\nspec:\n  teamId: acid\n  numberOfInstances: 2\n';
    const [resource] = serviceWith(manifest).resources(uri);
    assert.ok(resource);
    const offered = ['connect', 'openTunnel', 'credentials', 'verify', 'describe', 'apply', 'restart'];
    assert.deepEqual(offersFor(resource), offered);
    // What is not filled in is not applied.
    assert.ok(!offersFor({ ...resource, incomplete: true }).includes('apply'));
  });
});
