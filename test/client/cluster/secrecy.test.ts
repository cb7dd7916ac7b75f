import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statusError, warningOf, type Question } from '../../../client/cluster/causes.ts';
import type { ClusterError } from '../../../client/cluster/errors.ts';
import { secretValues } from '../../../client/cluster/secretValues.ts';
import { withholder } from '../../../client/cluster/withholder.ts';
import { readRefusal } from '../../../client/session/readRefusal.ts';
import { fc } from '../../support/fastCheck.ts';

const asked = { context: 'prod', server: 'https://k8s.example:6443' };
const status = (message: string, causes: readonly object[] = [], reason = 'Invalid'): string =>
  JSON.stringify({ kind: 'Status', message, reason, details: { causes } });
const everything = (error: ClusterError): string =>
  JSON.stringify([error.message, error.remedy, error.causes, error.answer, error.cause, readRefusal(error)]);

const secretOf = (data: unknown): Question => ({
  subject: { verb: 'patch', resource: 'secrets', name: 'shop', namespace: 'web' },
  body: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop' }, stringData: data },
});

describe('what an API server says about a Secret', () => {
  const cases: readonly (readonly [string, number, string, unknown, RegExp])[] = [
    [
      'a number',
      500,
      'failed to create typed patch object (web/shop; /v1, Kind=Secret): .stringData.password: expected string, got &value.valueUnstructured{Value:73917391}',
      { password: 73917391 },
      /stringData\.password: it has to be text: put quotation marks around it\.$/,
    ],
    [
      'a map',
      400,
      'failed to create typed patch object (web/shop; /v1, Kind=Secret): .stringData.password: expected string, got map[inner:hunter2hunter2]',
      { password: { inner: 'hunter2hunter2' } },
      /stringData\.password: it has to be text/,
    ],
    [
      'what is not base64',
      400,
      'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 4: hunter2hunter2',
      { password: 'hunter2hunter2' },
      /not base64; text as it is goes into stringData/,
    ],
    [
      'what nobody has foreseen',
      422,
      'the entropy of hunter2hunter2 (rot13: uhagre2uhagre2) is too low',
      { password: 'hunter2hunter2' },
      /does not accept it; its words are not shown/,
    ],
    [
      'a webhook',
      403,
      'admission webhook "policy.example.com" denied the request: password uhagre2 is weak',
      { password: 'hunter2' },
      /the webhook policy\.example\.com refuses it/,
    ],
  ];
  for (const [what, code, message, data, words] of cases)
    it(`${what}: the field and the reason, in our words`, () => {
      const error = statusError(code, status(message), secretOf(data), asked);
      assert.equal(error.code, 'refused');
      assert.match(error.message, words);
      assert.doesNotMatch(everything(error), /73917391|7\.39|hunter2|uhagre2|entropy|weak/);
    });

  it('keeps fields, managers and verbs apart from words', () => {
    const causes = [
      { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-edit" using v1', field: '.data.password' },
      { message: 'Invalid value: "hunter2": may only have "uhagre2"', field: 'data[password]' },
      { message: 'Invalid value', field: 'data "hunter2"' },
    ];
    const error = statusError(409, status('Apply failed with 1 conflict', causes, 'Conflict'), secretOf({}), asked);
    assert.deepEqual(error.causes, [
      { field: 'data.password', message: 'conflict with "kubectl-edit"' },
      { field: 'data[password]', message: 'the value is not one that it can have' },
      { message: 'the value is not one that it can have' },
    ]);
    assert.deepEqual(readRefusal(error).conflicts, [{ manager: 'kubectl-edit', field: 'data.password' }]);
    const forbidden = 'secrets "shop" is forbidden: User "eve" cannot patch resource "secrets" in API group ""';
    assert.match(statusError(403, status(forbidden), secretOf({}), asked).message, /user eve\) may not patch secrets/);
    assert.match(statusError(404, status('secrets "shop" not found'), secretOf({}), asked).message, /does not exist/);
  });

  it('stays ours in warnings too', () => {
    const about = secretOf({ password: 'hunter2' });
    assert.equal(warningOf('unknown field "stringdata"', about), 'stringdata: unknown field');
    assert.match(warningOf('uhagre2 is weak', about), /its words are not shown/);
  });
});

describe('what an API server says about other kinds', () => {
  it('is said in its words, without values that are secret', () => {
    const body = {
      kind: 'Database',
      metadata: {
        name: 'shop',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{"kind":"Secret","data":{"a":"Z3JhdmVsZ3JhdmVs"}}',
        },
      },
      spec: {
        password: 'one-password',
        adminPassword: { value: 4815162342 },
        users: [{ name: 'ada', passwordSecret: { name: 'shop-login', key: 'password' } }],
        env: [{ name: 'PGPASSWORD', value: 'two-password' }],
        url: 'postgres://ada:three-password@db/shop',
        template: { stringData: { 'a.conf': 'first line\nfour-password\n' } },
        replicas: 3,
      },
    };
    const message =
      'spec.replicas: Invalid value: 3 (shop-login, ada, one-password, 4.815162342e+09, 4815162342, two-password, ' +
      'three-password, four-password, "first line\\nfour-pass..., Z3JhdmVsZ3JhdmVs, gravelgravel, b25lLXBhc3N3b3Jk)';
    const error = statusError(422, status(message), { subject: { verb: 'patch', resource: 'databases' }, body }, asked);
    const hidden = '(not shown)';
    const said = `spec.replicas: Invalid value: 3 (shop-login, ada${`, ${hidden}`.repeat(6)}, "${hidden}...${`, ${hidden}`.repeat(3)})`;
    assert.equal(error.message, `The API server refused to patch databases: ${said}.`);
  });

  it('holds no value, in any form that a server is known to use', () => {
    const forms: readonly ((value: string) => string)[] = [
      (value) => value,
      (value) => JSON.stringify(value),
      (value) => JSON.stringify(JSON.stringify(value)),
      (value) => Buffer.from(value).toString('base64'),
      (value) => encodeURIComponent(value),
      (value) => [...Buffer.from(value)].join(' '),
      (value) => `${value.slice(0, 9)}...`,
    ];
    fc.assert(
      fc.property(
        fc.string({ minLength: 10, maxLength: 40, unit: 'grapheme' }),
        fc.constantFrom(...forms),
        fc.constantFrom('', 'x', ' ', '"'),
        (value, form, around) => {
          const shown = form(value);
          const text = withholder(new Set([value]))(`spec: Invalid value: ${around}${shown}${around}: no`);
          const core = shown.replace(/^[\s"\\]+|[\s"\\.]+$/g, '').slice(0, 9);
          // What is made of blanks alone stays, and may be part of our own words.
          return core.length < 6 || 'spec: Invalid value: (not shown): no'.includes(core) || !text.includes(core);
        },
      ),
    );
  });

  it('holds none of many that share their beginnings, overlap or repeat themselves', () => {
    const numbers = Array.from({ length: 3000 }, (_, each) => String(10_000_000 + each));
    const clean = withholder(new Set([...numbers, 'abcdefXX', 'defghijk', 'aaaaaaaaaa', 'ab1']));
    assert.equal(clean('abcdefghijk, aaaaaaaaaaaaaaaaaaaaaaaaa; ab1'), '(not shown), (not shown); (not shown)');
    assert.equal(clean(numbers.join(' and ')).replaceAll('(not shown) and ', ''), '(not shown)');
  });

  it('holds no value in an address either, whichever signs its writer escapes', () => {
    const clean = withholder(new Set(["'($ecret)!"]));
    assert.doesNotMatch(clean(`?p=${encodeURIComponent("'($ecret)!")} ?p=%27%28%24ecret%29%21`), /ecret/);
  });

  it('keeps what only looks alike', () => {
    const values = new Set<string | number>(['a', 5, 'postgres']);
    assert.equal(
      withholder(values)('a database at byte 5 of 15 has a postgre user'),
      '(not shown) database at byte (not shown) of 15 has (not shown) (not shown) user',
    );
  });
});

describe('values that are secret', () => {
  it('are found in patches of JSON too', () => {
    const patch = [
      { op: 'test', path: '/metadata/uid', value: 'uid' },
      { op: 'add', path: '/stringData/user', value: 'ada' },
      { op: 'add', path: '/spec/admin/password', value: 'hunter2' },
    ];
    assert.deepEqual([...secretValues(patch, false)].sort(), ['ada', 'hunter2']);
  });

  it('are no names of Secrets, no switches, no lists of what an external store has', () => {
    const spec = {
      passwordSecret: 'shop-login',
      token: { name: 'shop-token', key: 'token' },
      resetPassword: true,
      data: [{ secretKey: { name: 'a' }, remoteRef: { property: 'b' } }],
    };
    assert.deepEqual([...secretValues({ kind: 'ExternalSecret', spec }, false)], []);
  });

  it('are found however deep they lie, and whatever the object is', () => {
    let deep: unknown = { password: 'hunter2' };
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    assert.deepEqual([...secretValues(deep, false)], ['hunter2']);
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, inSecret) => {
        secretValues(value, inSecret);
      }),
    );
  });
});
