import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkError, statusError } from '../../../client/cluster/causes.ts';
import { hasControlCharacters, inertLines } from '../../../schemas/vocabulary/inertText.ts';
import { ClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { fc } from '../../support/fastCheck.ts';

const asked = { context: 'prod', server: 'https://k8s.example:6443' };
const subject = { verb: 'get', resource: 'configmaps', name: 'shop', namespace: 'web' };
const failure = (message: string, more: object = {}): string => JSON.stringify({ kind: 'Status', message, ...more });

describe('answers of the API server', () => {
  it('become the code that commands decide on', () => {
    const codes: readonly [number, ClusterErrorCode][] = [
      [400, 'refused'],
      [401, 'unauthenticated'],
      [404, 'missing'],
      [409, 'refused'],
      [422, 'refused'],
      [429, 'unreachable'],
      [500, 'unreachable'],
      [503, 'unreachable'],
      [504, 'timeout'],
    ];
    for (const [status, code] of codes)
      assert.equal(statusError(status, '', { subject }, asked).code, code, String(status));
  });

  it('names verb, type, namespace and user of what is forbidden', () => {
    const message =
      'secrets "shop" is forbidden: User "eve" cannot get resource "secrets" in API group "" in the namespace "web"';
    const error = statusError(403, failure(message), { subject }, asked);
    assert.equal(error.code, 'forbidden');
    assert.equal(error.message, 'Context prod (user eve) may not get configmaps in namespace web.');
    assert.match(error.remedy, /"get" on "configmaps" in namespace web/);
  });

  it('takes the verb from the answer: exec is another one to RBAC', () => {
    const message = 'pods "x" is forbidden: User "eve" cannot create resource "pods/exec" in API group ""';
    const error = statusError(403, failure(message), { subject: { ...subject, resource: 'pods/exec' } }, asked);
    assert.match(error.message, /may not create pods\/exec/);
  });

  it('knows the verb that the API server keeps to itself: create, for a WebSocket', () => {
    const said = failure('pods "x" is forbidden: ');
    for (const resource of ['pods/exec', 'pods/portforward']) {
      const error = statusError(403, said, { subject: { ...subject, resource } }, asked);
      assert.equal(error.code, 'forbidden');
      assert.match(error.message, new RegExp(`may not create ${resource} in namespace web`));
    }
    assert.equal(statusError(403, said, { subject: { ...subject, resource: 'pods' } }, asked).code, 'refused');
  });

  it('tells a quota, or a webhook, from a lack of rights', () => {
    const error = statusError(403, failure('pods "x" is forbidden: exceeded quota: q'), { subject }, asked);
    assert.equal(error.code, 'refused');
    assert.match(error.message, /exceeded quota/);
  });

  it('takes nobody for somebody who has to log in', () => {
    const message = 'secrets is forbidden: User "system:anonymous" cannot list resource "secrets"';
    assert.equal(statusError(403, failure(message), { subject }, asked).code, 'unauthenticated');
  });

  it('says why credentials do not work, where that is known', () => {
    const error = statusError(401, '', { subject }, { ...asked, expired: say`The token expired on Monday.` });
    assert.match(error.message, /context prod\. The token expired on Monday\.$/);
    assert.match(error.remedy, /Log in/);
  });

  it('keeps the complaints about fields', () => {
    const causes = [
      { reason: 'FieldValueInvalid', message: 'must be greater', field: 'spec.x' },
      { message: 'as a whole' },
      { field: 'no message' },
      null,
    ];
    assert.deepEqual(statusError(422, failure('invalid', { details: { causes } }), { subject }, asked).causes, [
      { field: 'spec.x', message: 'must be greater' },
      { message: 'as a whole' },
    ]);
  });

  it('reads fields out of messages that have no causes', () => {
    const typed =
      'failed to create typed patch object (a/b; v1, Kind=X): errors:\n  .spec.volum: field not declared in schema\n  .spec.n: expected numeric (int or float), got string';
    for (const status of [400, 500]) {
      const error = statusError(status, failure(typed), { subject }, asked);
      assert.equal(error.code, 'refused');
      assert.deepEqual(error.causes, [
        { field: 'spec.volum', message: 'field not declared in schema' },
        { field: 'spec.n', message: 'expected numeric (int or float), got string' },
      ]);
    }
    const decoded = 'strict decoding error: unknown field "spec.a", duplicate field "spec.b"';
    assert.deepEqual(statusError(400, failure(decoded), { subject }, asked).causes, [
      { field: 'spec.a', message: 'unknown field' },
      { field: 'spec.b', message: 'duplicate field' },
    ]);
  });

  it('has a remedy of its own for what exists already', () => {
    const exists = statusError(409, failure('x', { reason: 'AlreadyExists' }), { subject }, asked);
    const conflict = statusError(409, failure('x', { reason: 'Conflict' }), { subject }, asked);
    assert.notEqual(exists.remedy, conflict.remedy);
  });

  it('never throws, whatever a proxy in between has written, and stays short', () => {
    assert.doesNotMatch(statusError(502, '<html><body>Bad Gateway</body>', { subject }, asked).message, /</);
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        fc.oneof(fc.string(), fc.json(), fc.string({ minLength: 2000 })),
        (status, body) => {
          const { message, remedy } = statusError(status, body, { subject }, asked);
          return message.length < 800 && remedy !== '' && !message.includes('\n');
        },
      ),
    );
  });
});

describe('errors of the network', () => {
  const coded = (code: string): Error => Object.assign(new Error('x'), { code });
  it('tell what cannot be reached from what is not trusted', () => {
    const codes: readonly [string, ClusterErrorCode, RegExp][] = [
      ['ECONNREFUSED', 'unreachable', /nothing listens/],
      ['ENOTFOUND', 'unreachable', /name/],
      ['ETIMEDOUT', 'unreachable', /does not answer/],
      ['ESOMETHING', 'unreachable', /ESOMETHING/],
      ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted-server', /authority/],
      ['CERT_HAS_EXPIRED', 'untrusted-server', /expired/],
      ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted-server', /another name/],
      ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'unauthenticated', /client certificate/],
      ['ERR_OSSL_PEM_NO_START_LINE', 'bad-kubeconfig', /cannot be read/],
      ['ABORT_ERR', 'cancelled', /Cancelled/],
    ];
    for (const [code, expected, message] of codes) {
      const error = networkError(coded(code), asked);
      assert.equal(error.code, expected, code);
      assert.match(error.message, message);
    }
  });

  it('leave a ClusterError as it is', () => {
    const error = new ClusterError('timeout', say`a`, say`b`);
    assert.equal(networkError(error, asked), error);
  });

  it('name the server and the context', () => {
    const { message, remedy } = networkError(coded('ECONNREFUSED'), asked);
    assert.ok(message.includes(asked.server));
    assert.ok(remedy.includes('prod'));
  });
});

describe('an error', () => {
  it('has no control character in any of its texts, and an end', () => {
    const hostile = `\u001b[2J\u202e${'x'.repeat(100_000)}`;
    const text = status422(hostile);
    const error = statusError(422, text, { subject }, { context: hostile, server: hostile });
    for (const said of [
      error.message,
      error.remedy,
      ...error.causes.flatMap((each) => [each.field ?? '', each.message]),
    ]) {
      assert.ok(!hasControlCharacters(said));
      assert.ok(said.length <= 1000);
    }
    assert.ok(error.causes.length <= 100);
    assert.equal(inertLines(error.answer?.message ?? '', 20_000), error.answer?.message);
  });
});

function status422(text: string): string {
  const causes = Array.from({ length: 1000 }, () => ({ field: text.slice(0, 500), message: text }));
  return failure(`line\n${text}`, { reason: text, details: { causes } });
}
