import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { expiryOf, expiryOfToken } from '../../../client/cluster/expiry.ts';
import { PluginLogin, type PluginCredentials } from '../../../client/cluster/loginPlugin.ts';
import { configMaps } from '../../../schemas/vocabulary/objectTypes.ts';
import { createAuthority } from '../../cluster/bed/certificates.ts';
import { until } from '../../support/until.ts';
import { counted, runs, script, site } from './site.ts';

const failsWith = (code: ClusterErrorCode) => (error: unknown) => isClusterError(error, code);
const map = { ...configMaps, name: 'x', namespace: 'web' };

describe('credentials of a kubeconfig', () => {
  it('are tokens, files with tokens, names with passwords', async (t) => {
    const { connect, seen, folder } = await site(t);
    await (await connect({ token: 'abc' })).read(map);
    writeFileSync(join(folder, 'token'), 'from a file\n');
    await (await connect({ tokenFile: 'token' })).read(map);
    await (await connect({ username: 'ada', password: 'pässword' })).read(map);
    await (await connect({})).read(map);
    assert.deepEqual(
      seen.map(({ authorization }) => authorization),
      ['Bearer abc', 'Bearer from a file', `Basic ${Buffer.from('ada:pässword').toString('base64')}`, undefined],
    );
  });

  it('are certificates, and whom one stands in for', async (t) => {
    const { connect, seen, authority, folder } = await site(t);
    const { certificate, key } = await authority.issue({ commonName: 'ada', usage: 'client' });
    writeFileSync(join(folder, 'u.crt'), certificate);
    writeFileSync(join(folder, 'u.key'), key);
    const user = { 'client-certificate': 'u.crt', 'client-key': 'u.key', as: 'bob', 'as-groups': ['a', 'b'] };
    await (await connect(user)).read(map);
    assert.equal(seen[0]?.subject, 'ada');
    assert.equal(seen[0].headers['impersonate-user'], 'bob');
    assert.equal(seen[0].headers['impersonate-group'], 'a, b');
  });

  it('that have expired are named', async (t) => {
    const token = `x.${Buffer.from('{"exp":1767225600}').toString('base64url')}.y`;
    const { connect } = await site(t, { refuses: [`Bearer ${token}`] });
    await assert.rejects((await connect({ token })).read(map), (error) => {
      assert.ok(isClusterError(error, 'unauthenticated'));
      assert.doesNotMatch(JSON.stringify([error.message, error.remedy, error.cause]), new RegExp(token));
      return error.message.includes('The token expired on 2026-01-01 00:00 UTC.');
    });
  });

  it('that cannot be read are a fault of the kubeconfig', async (t) => {
    const { connect } = await site(t);
    await assert.rejects((await connect({ tokenFile: 'nowhere' })).read(map), failsWith('bad-kubeconfig'));
    const broken = { 'client-certificate-data': 'bm9uc2Vuc2U=', 'client-key-data': 'bm9uc2Vuc2U=' };
    await assert.rejects((await connect(broken)).read(map), failsWith('bad-kubeconfig'));
  });
});

describe('the certificate of a server', () => {
  it('is not taken from just anybody, unless one asks for that', async (t) => {
    const { connect } = await site(t);
    const other = await createAuthority('other');
    const wrong = { 'certificate-authority-data': Buffer.from(other.certificate).toString('base64') };
    await assert.rejects((await connect({ token: 'x' }, wrong)).read(map), failsWith('untrusted-server'));
    await assert.rejects((await connect({ token: 'x' }, {})).read(map), failsWith('untrusted-server'));
    assert.ok(await (await connect({ token: 'x' }, { 'insecure-skip-tls-verify': true })).read(map));
  });

  it('has the name that the kubeconfig says', async (t) => {
    const { connect, authority } = await site(t);
    const known = { 'certificate-authority-data': Buffer.from(authority.certificate).toString('base64') };
    assert.ok(await (await connect({ token: 'x' }, { ...known, 'tls-server-name': 'kubernetes' })).read(map));
    const misnamed = { ...known, 'tls-server-name': 'somebody.else' };
    await assert.rejects((await connect({ token: 'x' }, misnamed)).read(map), failsWith('untrusted-server'));
  });
});

describe('a login plug-in', () => {
  it('is run once for all who wait, and again when its credentials are refused', async (t) => {
    const { connect, seen, folder } = await site(t, { refuses: ['Bearer bad'] });
    const connection = await connect(counted(folder, '{token:"good "+process.env.WHO}'));
    await Promise.all([1, 2, 3].map(() => connection.read(map)));
    assert.equal(runs(folder), 1);
    assert.equal(seen[0]?.authorization, 'Bearer good me');
    const refused = await connect(counted(folder, '{token:"bad"}'));
    await assert.rejects(refused.read(map), failsWith('unauthenticated'));
    assert.equal(runs(folder), 3);
  });

  it('is run again once its credentials have expired', async (t) => {
    const { connect, folder } = await site(t);
    const connection = await connect(counted(folder, '{token:"a",expirationTimestamp:"2020-01-01T00:00:00Z"}'));
    await connection.read(map);
    await connection.read(map);
    assert.equal(runs(folder), 2);
  });

  it('hands out certificates too', async (t) => {
    const { connect, seen, authority, folder } = await site(t);
    const { certificate, key } = await authority.issue({ commonName: 'plugged', usage: 'client' });
    await (
      await connect(counted(folder, JSON.stringify({ clientCertificateData: certificate, clientKeyData: key })))
    ).read(map);
    assert.equal(seen[0]?.subject, 'plugged');
  });

  it('learns of the cluster only where it may, and has no input', async (t) => {
    const { connect, seen, url } = await site(t);
    const source =
      'process.stdin.on("data",()=>{}).on("end",()=>console.log(JSON.stringify({status:{token:JSON.parse(process.env.KUBERNETES_EXEC_INFO).spec.cluster?.server??"none"}})))';
    await (await connect({ exec: script(source) })).read(map);
    await (await connect({ exec: { ...script(source), provideClusterInfo: true } })).read(map);
    assert.deepEqual(
      seen.map(({ authorization }) => authorization),
      ['Bearer none', `Bearer ${url}`],
    );
  });

  it('that fails says why, and what to do', async (t) => {
    const { connect } = await site(t);
    const complaint = async (exec: object, code: ClusterErrorCode): Promise<string> => {
      const error: unknown = await (await connect({ exec })).read(map).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      assert.ok(isClusterError(error, code));
      return `${error.message} ${error.remedy}`;
    };
    assert.match(
      await complaint(script('console.error("first\\nrun aws sso login.");process.exit(3)'), 'unauthenticated'),
      /status 3: run aws sso login\. Log in/,
    );
    assert.match(await complaint(script('console.log("hello")'), 'unauthenticated'), /gave no credentials/);
    assert.match(
      await complaint({ command: 'no-such-login', installHint: 'Install it from there.\nOr not.' }, 'missing-program'),
      /no-such-login.*Install it from there\.$/,
    );
    assert.match(await complaint({ ...script(''), interactiveMode: 'Always' }, 'unauthenticated'), /terminal/);
  });

  it('that hangs is stopped with the signal', async (t) => {
    const { connect, folder } = await site(t);
    const pid = join(folder, 'pid');
    const plugin = script(
      'require("fs").writeFileSync(process.env.PID, String(process.pid)); setInterval(()=>{},1000)',
    ) as { env: object[] };
    plugin.env.push({ name: 'PID', value: pid });
    const controller = new AbortController();
    const reading = (await connect({ exec: plugin })).read(map, controller.signal);
    const written = (): string => {
      try {
        return readFileSync(pid, 'utf8');
      } catch {
        return '';
      }
    };
    void until(() => written() !== '').then(() => {
      controller.abort();
    });
    await assert.rejects(reading, failsWith('cancelled'));
    await until(() => !lives(Number(written())));
  });

  it('goes on for the others when one gives up', async () => {
    let finish: (credentials: PluginCredentials) => void = () => undefined;
    let stopped = false;
    const login = new PluginLogin((signal) => {
      signal.addEventListener('abort', () => (stopped = true));
      return new Promise((resolve) => (finish = resolve));
    });
    const controller = new AbortController();
    const [first, second] = [login.credentials({ signal: controller.signal }), login.credentials()];
    controller.abort();
    await assert.rejects(first, failsWith('cancelled'));
    assert.equal(stopped, false);
    finish({ token: 'a' });
    assert.deepEqual(await second, { token: 'a' });
  });
});

describe('expiry', () => {
  it('is read from tokens that say it, and from no others', () => {
    const token = (claims: unknown): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
    assert.equal(expiryOfToken(token({ exp: 5 })), 5000);
    for (const other of ['', 'opaque', 'a.b.c', token({}), token(null), token({ exp: 'soon' })]) {
      assert.equal(expiryOfToken(other), undefined, other);
    }
    assert.equal(expiryOf({ token: token({ exp: 9e9 }) }), undefined);
    assert.equal(expiryOf({ certificate: 'nonsense' }), undefined);
  });
});

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
