import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import type { ManifestNode, SuggestContext } from '../../../schemas/contract/index.ts';
import { commonVocabulary } from '../../../schemas/vocabulary/commonVocabulary.ts';
import { workspaceOf } from '../../support/workspaceOf.ts';
import { render } from '../../../schemas/vocabulary/render.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

describe('suggestions', () => {
  test('exist under the names that AUTHORING.md lists', () => {
    const names = [
      'access-mode',
      'container-resource',
      'cpu',
      'cron',
      'duration',
      'environment-variable',
      'memory',
      'node-label',
      'pod-field',
      'sslmode',
      'storage',
      'storage-class',
      'switch',
      'timezone',
      'topology-key',
    ];
    assert.deepEqual(Object.keys(commonVocabulary.suggest ?? {}).sort(), names);
  });

  test('are distinct', () => {
    for (const [name, suggest] of Object.entries(commonVocabulary.suggest ?? {})) {
      const values = [...suggest(context())].map(({ value }) => value);
      assert.equal(new Set(values).size, values.length, name);
      if (name !== 'storage-class') assert.ok(values.length >= 2, name);
    }
  });

  test('time zones begin with UTC', () => {
    const [first, ...others] = [...(commonVocabulary.suggest?.['timezone']?.(context()) ?? [])].map(
      ({ value }) => value,
    );
    assert.equal(first, 'UTC');
    assert.ok(others.includes('Europe/Berlin'));
  });

  test('sslmode: the strongest first, each with what it protects against', () => {
    const all = [...(commonVocabulary.suggest?.['sslmode']?.(context()) ?? [])];
    assert.deepEqual(
      all.map(({ value, detail }) => `${value}: ${detail ? render(detail) : ''}`),
      [
        'verify-full: encrypted, issuer and host checked',
        'verify-ca: encrypted, issuer checked',
        'require: encrypted, server not checked',
        'prefer: may be clear text',
        'allow: may be clear text',
        'disable: clear text',
      ],
    );
    assert.ok(all.every(({ help }) => help !== undefined));
  });
});

describe('explanations', () => {
  const cases: [name: string, path: (string | number)[], value: unknown, words: string | undefined][] = [
    ['quantity', ['requests', 'memory'], '1Gi', '1 GiB = 1,073,741,824 bytes'],
    ['quantity', ['volume', 'size'], '512', '512 bytes'],
    ['quantity', ['requests', 'cpu'], '250m', '0.25 of a core'],
    ['quantity', ['default_cpu_limit'], 2, '2 cores'],
    ['quantity', ['amounts', 0], '1Mi', '1 MiB = 1,048,576 bytes'],
    ['quantity', ['amounts', 0], '5', undefined],
    ['quantity', ['requests', 'memory'], '10gi', undefined],
    ['duration', ['resync_period'], '90m', '1 hour 30 minutes'],
    ['duration', ['resync_period'], 30, undefined],
    [
      'cron',
      ['schedule'],
      '30 00 * * *',
      'Every day at 00:30 (UTC). Next runs (UTC): Sat 2026-11-21 00:30, Sun 2026-11-22 00:30, Mon 2026-11-23 00:30.',
    ],
    [
      'cron',
      ['schedule'],
      '0 0 31 2 *',
      'At 00:00, on day 31 of the month, only in February (UTC). It never runs: there is no such day.',
    ],
    ['cron', ['schedule'], 'soon', undefined],
    ['base64', ['data', 'password'], 'c2VjcmV0', 'Valid base64, 6 bytes'],
    [
      'base64',
      ['data', 'password'],
      'c2VjcmV0Cg==',
      'Valid base64, 7 bytes. It ends with a line break, which becomes part of the value.',
    ],
    ['base64', ['data', 'password'], 'secret!', undefined],
  ];
  for (const [name, path, value, words] of cases) {
    test(`${name} ${String(value)} at ${path.join('.')}`, () => {
      const said = commonVocabulary.explain?.[name]?.(scalar(path, value), NOW);
      assert.equal(said && render(said), words);
    });
  }

  test('say nothing about placeholders and maps', () => {
    for (const explain of Object.values(commonVocabulary.explain ?? {})) {
      assert.equal(explain(scalar(['cpu'], undefined), NOW), undefined);
      assert.equal(explain(scalar(['cpu'], {}), NOW), undefined);
    }
  });

  test('never show what base64 hides', () => {
    const secret = 'correct horse battery staple';
    const text = commonVocabulary.explain?.['base64']?.(
      scalar(['data', 'password'], Buffer.from(secret).toString('base64')),
      NOW,
    );
    assert.ok(text !== undefined);
    for (const word of secret.split(' ')) assert.ok(!render(text).includes(word), word);
  });
});

function scalar(path: (string | number)[], value: unknown): ManifestNode {
  const node: ManifestNode = {
    kind: 'scalar',
    path,
    span: { start: 0, end: 0 },
    value,
    at: (...more) => ({ ...node, kind: 'missing', path: [...path, ...more], value: undefined }),
    entries: () => [],
    items: () => [],
  };
  return node;
}

function context(): SuggestContext {
  const node = scalar([], undefined);
  return {
    resource: { identity: { apiVersion: '', kind: '', name: '', namespace: '' }, root: node, partial: false },
    node,
    version: undefined,
    workspace: workspaceOf(),
  };
}
