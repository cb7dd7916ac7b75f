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
    assert.deepEqual(remedyFor(errorOf(code), 'shop'), { command: 'dbManifests.chooseContext' });
  }
});

test('a missing verb leads to the namespaces of that context', () => {
  assert.deepEqual(remedyFor(errorOf('forbidden'), 'shop'), {
    command: 'dbManifests.chooseNamespace',
    argument: 'shop',
  });
  assert.deepEqual(remedyFor(errorOf('forbidden')), { command: 'dbManifests.chooseNamespace' });
});

test('nothing is offered where no command helps', () => {
  for (const code of ['no-primary', 'cancelled', 'database', 'unsafe'] as const) {
    assert.equal(remedyFor(errorOf(code)), undefined, code);
  }
  assert.equal(remedyFor(new Error('broken')), undefined);
  assert.equal(remedyFor('broken'), undefined);
});
