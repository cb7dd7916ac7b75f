import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isClusterError } from '../../../client/cluster/errors.ts';
import { configMaps } from '../../../schemas/vocabulary/objectTypes.ts';
import { createAuthority } from '../../cluster/bed/certificates.ts';
import { site } from './site.ts';

const map = { ...configMaps, name: 'x', namespace: 'web', uid: 'u' };
const authorizations = (seen: readonly { authorization: string | undefined }[]) =>
  seen.map((each) => each.authorization);

/** What a command began with is what it ends with; what the kubeconfig says later is for the next one. */
describe('a connection, while its kubeconfig is rewritten', () => {
  it('stays with its server', async (t) => {
    const [one, other] = [await site(t), await site(t)];
    const connection = await one.connect({ token: 'a' });
    await connection.read(map);
    one.write({ token: 'a' }, { server: other.url, 'insecure-skip-tls-verify': true });
    await connection.patch(map, {});
    assert.deepEqual([one.seen.length, other.seen.length], [2, 0]);
    await (await one.clusters.connect('c', connection)).read(map);
    assert.deepEqual([one.seen.length, other.seen.length], [2, 1]);
  });

  it('stays with its certificate authority, also if that is in a file of its own', async (t) => {
    const { connect, folder, authority, seen, write } = await site(t);
    const stranger = await createAuthority('stranger');
    const file = join(folder, 'ca.crt');
    writeFileSync(file, stranger.certificate);
    const connection = await connect({ token: 'a' }, { 'certificate-authority': 'ca.crt' });
    writeFileSync(file, authority.certificate);
    await assert.rejects(connection.read(map), (error) => isClusterError(error, 'untrusted-server'));
    write({ token: 'a' }, { 'insecure-skip-tls-verify': true });
    await assert.rejects(connection.read(map), (error) => isClusterError(error, 'untrusted-server'));
    assert.deepEqual(seen, []);
  });

  it('stays with its credentials as long as they are accepted', async (t) => {
    const { connect, seen, write } = await site(t, { refuses: ['Bearer old'] });
    const connection = await connect({ token: 'good' });
    write({ token: 'of somebody else' });
    await connection.read(map);
    assert.deepEqual(authorizations(seen), ['Bearer good']);
  });

  it('takes those that replace expired ones, if they are for the same user of the same server', async (t) => {
    const { connect, seen, write, url } = await site(t, { refuses: ['Bearer old'] });
    const connection = await connect({ token: 'old' });
    write({ token: 'new' });
    await connection.read(map);
    assert.deepEqual(authorizations(seen), ['Bearer old', 'Bearer new']);
    const second = await connect({ token: 'old' });
    write({ token: 'new' }, { server: url, 'insecure-skip-tls-verify': true });
    await assert.rejects(second.read(map), (error) => isClusterError(error, 'unauthenticated'));
    assert.deepEqual(authorizations(seen).slice(2), ['Bearer old', 'Bearer old']);
  });

  it('is the one for the next command too, unless something about its context has changed', async (t) => {
    const { connect, clusters, write } = await site(t);
    const connection = await connect({ token: 'a' });
    write({ token: 'a' });
    assert.equal(await clusters.connect('c', connection), connection);
    write({ token: 'b' });
    const next = await clusters.connect('c', connection);
    assert.notEqual(next, connection);
    next.close();
  });
});
