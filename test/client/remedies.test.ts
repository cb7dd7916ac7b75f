import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterError } from '../../client/cluster/errors.ts';
import type { ClusterErrorCode } from '../../client/cluster/errors.ts';
import { remedyFor } from '../../client/commands/remedyFor.ts';
import { say } from '../../schemas/vocabulary/say.ts';

const errorOf = (code: ClusterErrorCode) => new ClusterError(code, say`It does not work.`, say`Do something.`);

test('what the settings can mend opens the setting', () => {
  const opened = (code: ClusterErrorCode) => remedyFor(errorOf(code));
  for (const code of ['no-kubeconfig', 'bad-kubeconfig'] as const) {
    assert.deepEqual(opened(code), { command: 'workbench.action.openSettings', argument: 'dbManifests.kubeconfig' });
  }
  assert.deepEqual(opened('missing-program'), {
    command: 'workbench.action.openSettings',
    argument: 'dbManifests.psqlPath',
  });
});

test('a cluster that does not answer or let in leads to the other contexts', () => {
  for (const code of ['unauthenticated', 'unreachable', 'bad-answer', 'untrusted-server'] as const) {
    assert.deepEqual(remedyFor(errorOf(code), { context: 'shop' }), { command: 'dbManifests.chooseContext' });
  }
});

test('a missing verb leads to the namespaces of that context', () => {
  assert.deepEqual(remedyFor(errorOf('forbidden'), { context: 'shop' }), {
    command: 'dbManifests.chooseNamespace',
    argument: 'shop',
  });
  assert.deepEqual(remedyFor(errorOf('forbidden')), { command: 'dbManifests.chooseNamespace' });
});

test('what is wrong with a cluster leads to what looks at it, on the same resource', () => {
  const argument = { from: 'manifest', uri: { path: '/a' } as never, index: 1 } as const;
  for (const code of ['no-pod', 'no-primary', 'two-primaries', 'missing-secret', 'database'] as const) {
    const place = { command: 'dbManifests.connect', argument };
    assert.deepEqual(remedyFor(errorOf(code), place), { command: 'dbManifests.verify', argument }, code);
    assert.equal(remedyFor(errorOf(code), { command: 'dbManifests.verify' }), undefined, 'no remedy for itself');
  }
  assert.deepEqual(remedyFor(errorOf('missing'), { command: 'dbManifests.connect', argument }), {
    ...{ command: 'dbManifests.apply', argument },
  });
  assert.deepEqual(remedyFor(errorOf('missing')), { command: 'dbManifests.chooseContext' });
  assert.equal(remedyFor(errorOf('no-pod')), undefined, 'in the view nothing is pointed at');
  assert.deepEqual(remedyFor(errorOf('refused'), { command: 'dbManifests.apply' }), {
    command: 'workbench.actions.view.problems',
  });
  assert.deepEqual(remedyFor(errorOf('stream'), { command: 'dbManifests.connect' }), { command: 'dbManifests.logs' });
});

test('nothing is offered where no command helps', () => {
  for (const code of ['cancelled', 'unsafe'] as const) {
    assert.equal(remedyFor(errorOf(code)), undefined, code);
  }
  assert.equal(remedyFor(new Error('broken')), undefined);
  assert.equal(remedyFor('broken'), undefined);
});
