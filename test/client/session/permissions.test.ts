import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Permission } from '../../../client/cluster/connection.ts';
import { requirePermissions } from '../../../client/session/permissions.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn } from './support.ts';

const remove: Permission = { verb: 'delete', group: '', plural: 'pods', namespace: 'shop' };
const exec: Permission = { verb: 'create', group: '', plural: 'pods', subresource: 'exec', namespace: 'shop' };
const patch: Permission = { verb: 'patch', group: 'acid.zalan.do', plural: 'postgresqls', namespace: 'shop' };
const volumes: Permission = { verb: 'list', group: '', plural: 'persistentvolumes' };

test('whoever may do everything hears nothing', async () => {
  await requirePermissions(standIn().connection, [remove, exec], say`Restart of shop`);
  await requirePermissions(standIn().connection, [], say`Nothing`);
});

test('names every verb that is missing, and where', async () => {
  const { connection, forbid } = standIn({ context: 'kind' });
  forbid({ verb: 'delete' });
  forbid({ subresource: 'exec' });
  forbid({ group: 'acid.zalan.do' });
  forbid({ plural: 'persistentvolumes' });
  await assert.rejects(requirePermissions(connection, [remove, exec, patch, volumes], say`Restart of shop`), {
    code: 'forbidden',
    message:
      'Restart of shop: in context kind you may not delete pods, create pods/exec or patch postgresqls.acid.zalan.do ' +
      'in namespace shop, nor list persistentvolumes in the whole cluster.',
  });
});

test('what is allowed is not named, what is asked twice is named once', async () => {
  const { connection, forbid } = standIn();
  forbid({ verb: 'delete' });
  await assert.rejects(requirePermissions(connection, [exec, remove, remove], say`Restart`), {
    message: 'Restart: in context test you may not delete pods in namespace shop.',
  });
});

test('can be cancelled', async () => {
  await assert.rejects(requirePermissions(standIn().connection, [remove], say`x`, AbortSignal.abort()), {
    code: 'cancelled',
  });
});
