import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isClusterError } from '../../../client/cluster/errors.ts';
import { configMaps } from '../../../schemas/vocabulary/objectTypes.ts';
import { counted, runs, site } from './site.ts';

const map = { ...configMaps, name: 'x', namespace: 'web' };

describe('over plain HTTP', () => {
  it('requests go out without any credentials, as those of kubectl do, and no plug-in runs', async (t) => {
    const { connect, seen, folder } = await site(t, { plain: true });
    writeFileSync(join(folder, 'token'), 'from a file');
    const users: readonly object[] = [
      { token: 'secret' },
      { tokenFile: 'token' },
      { username: 'ada', password: 'secret' },
      counted(folder, '{token:"secret"}'),
      { 'auth-provider': { name: 'oidc', config: { 'id-token': 'secret' } } },
      { 'auth-provider': { name: 'gcp', config: { 'cmd-path': 'secret' } } },
      { token: 'secret', as: 'bob', 'as-groups': ['a'], 'as-uid': '5', 'as-user-extra': { reason: ['secret'] } },
      { 'client-certificate': 'nowhere', 'client-key': 'nowhere' },
    ];
    for (const user of users) assert.ok(await (await connect(user, {})).read(map));
    assert.equal(seen.length, users.length);
    for (const { headers } of seen)
      assert.deepEqual(Object.keys(headers).sort(), ['accept', 'connection', 'host'], JSON.stringify(headers));
    assert.equal(runs(folder), 0);
  });

  it('they do not either where the address is written in another way', async (t) => {
    const { connect, seen, folder, url } = await site(t, { plain: true });
    const user = counted(folder, '{token:"secret"}');
    assert.ok(await (await connect(user, { server: url.replace('http', 'HTTP') })).read(map));
    assert.equal(seen[0]?.authorization, undefined);
    for (const server of [` ${url}`, url.replace('tp', 't\tp'), url.replace('://', ':')])
      await assert.rejects(
        connect(user, { server }).then((connection) => connection.read(map)),
        isClusterError,
        server,
      );
    assert.deepEqual([seen.length, runs(folder)], [1, 0]);
  });

  it('it is said what is missing, where a server wants to know whom it deals with', async (t) => {
    const { connect, folder } = await site(t, { plain: true, refuses: [''] });
    const connection = await connect(counted(folder, '{token:"secret"}'), {});
    await assert.rejects(
      connection.read(map),
      (error) =>
        isClusterError(error, 'unauthenticated') &&
        /over plain HTTP none are sent/.test(error.message) &&
        /https:/.test(error.remedy),
    );
    await assert.rejects(
      connection.exec({ namespace: 'web', pod: 'p', container: 'c', command: ['x'], stdout: process.stdout }),
    );
    assert.equal(runs(folder), 0);
  });
});
