import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { environmentProxy } from '../../../client/cluster/environmentProxy.ts';

const proxy = (server: string, environment: Record<string, string>): string | undefined =>
  environmentProxy(new URL(server), environment);

describe('the proxy of the environment', () => {
  const HTTPS_PROXY = 'http://proxy:3128';

  it('is that for the scheme, in either case', () => {
    assert.equal(proxy('https://k8s', { HTTPS_PROXY }), HTTPS_PROXY);
    assert.equal(proxy('https://k8s', { https_proxy: HTTPS_PROXY }), HTTPS_PROXY);
    assert.equal(proxy('http://k8s', { HTTPS_PROXY }), undefined);
    assert.equal(proxy('https://k8s', { HTTPS_PROXY: 'proxy:3128' }), 'http://proxy:3128');
  });

  it('is never used for this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      assert.equal(proxy(`https://${host}:6443`, { HTTPS_PROXY }), undefined, host);
    }
  });

  it('spares what NO_PROXY names', () => {
    const cases: readonly [string, string, boolean][] = [
      ['https://api.corp.example', '.corp.example', true],
      ['https://api.corp.example', 'corp.example', true],
      ['https://corp.example', '.corp.example', false],
      ['https://notcorp.example', 'corp.example', false],
      ['https://api.corp.example:6443', 'api.corp.example:443', false],
      ['https://api.corp.example', 'x, api.corp.example:443', true],
      ['https://10.1.2.3:6443', '10.0.0.0/8', true],
      ['https://11.1.2.3:6443', '10.0.0.0/8', false],
      ['https://10.1.2.3', '10.1.2.3', true],
      ['https://k8s', '*', true],
      ['https://k8s', '', false],
    ];
    for (const [server, spared, expected] of cases) {
      assert.equal(proxy(server, { HTTPS_PROXY, NO_PROXY: spared }) === undefined, expected, `${server} ${spared}`);
    }
  });
});
