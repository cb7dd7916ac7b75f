import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  dnsNameProblem,
  isDnsName,
  MAX_DNS_NAME,
  toDnsName,
  type DnsNameKind,
} from '../../../schemas/vocabulary/dns.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { fc } from '../../support/fastCheck.ts';

/** The patterns that the API server uses. */
const PATTERNS: Record<DnsNameKind, RegExp> = {
  label: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  service: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  subdomain: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
};
const KINDS = ['label', 'service', 'subdomain'] as const;

describe('reasons', () => {
  const cases: [text: string, kind: DnsNameKind, reason: RegExp][] = [
    ['', 'label', /must not be empty/],
    ['acid-Orders', 'service', /capital letter "O"/],
    ['1db', 'service', /begins with a digit/],
    ['a.b', 'service', /"\." in it, allowed are a-z, 0-9 and "-"/],
    ['a_b', 'subdomain', /"_" in it, allowed are a-z, 0-9, "-" and "\."/],
    ['a b', 'label', /a blank in it/],
    ['a😀', 'label', /"😀" in it/],
    ['-a', 'label', /begins with "-"/],
    ['a-', 'label', /ends with "-"/],
    ['a..b', 'subdomain', /nothing on one side/],
    ['.a', 'subdomain', /nothing on one side/],
    ['a-.b', 'subdomain', /"-" next to a "\."/],
    ['x'.repeat(64), 'label', /64 characters, at most 63/],
  ];
  for (const [text, kind, reason] of cases) {
    test(`${text.slice(0, 20)} as ${kind}`, () => assert.match(render(dnsNameProblem(text, kind) ?? say``), reason));
  }
});

test('the same names are valid as for the API server', () => {
  const text = fc.oneof(fc.stringMatching(/^[a-z0-9A-Z._-]{0,8}$/), fc.string({ maxLength: 70 }));
  fc.assert(
    fc.property(text, fc.constantFrom(...KINDS), (name, kind) => {
      assert.equal(isDnsName(name, kind), PATTERNS[kind].test(name) && name.length <= MAX_DNS_NAME[kind], name);
    }),
    { numRuns: 3000 },
  );
});

describe('nearest name', () => {
  const cases: [text: string, kind: DnsNameKind, name: string | undefined][] = [
    ['acid-Orders', 'service', 'acid-orders'],
    ['acid.orders_db', 'service', 'acid-orders-db'],
    ['1db', 'service', 'db-1db'],
    ['1db', 'label', '1db'],
    ['Über Größe', 'label', 'uber-gro-e'],
    ['db.Example.com', 'subdomain', 'db.example.com'],
    ['..a..', 'subdomain', 'a'],
    ['___', 'label', undefined],
    ['', 'label', undefined],
  ];
  for (const [text, kind, name] of cases) {
    test(`${text} as ${kind}`, () => assert.equal(toDnsName(text, kind), name));
  }

  test('is a name, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...KINDS), (text, kind) => {
        const name = toDnsName(text, kind);
        if (name === undefined) return;
        assert.equal(dnsNameProblem(name, kind), undefined, name);
        assert.equal(toDnsName(name, kind), name);
      }),
    );
  });
});
