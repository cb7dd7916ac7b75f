import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { numberFormats, textFormats } from '../../../schemas/vocabulary/formats/formats.ts';
import { utf8Length } from '../../../schemas/vocabulary/formats/utf8Length.ts';
import { fc } from '../../support/fastCheck.ts';
import { formatVerdicts } from '../../support/formatVerdicts.ts';
import { processorTime } from '../../support/processorTime.ts';

/** What Go's functions in k8s.io/apimachinery v0.36.3 made of formats that a CRD cannot name. */
const ofKubernetes: Readonly<Record<string, { accepted: readonly string[]; refused: readonly string[] }>> = {
  'k8s-annotation-key': { accepted: ['Example.org/Name', 'a_b'], refused: ['a b', 'Ex_ample.org/Name', ''] },
  'k8s-bytes': { accepted: ['', 'YQ==', 'Y\nQ==\r\n'], refused: ['a', 'YQ=', 'Y Q==', 'A==='] },
  'k8s-label-key': {
    accepted: ['App', 'example.org/name', 'a_b.c-d', 'x'.repeat(63), `${'a'.repeat(253)}/b`],
    refused: [
      '',
      'a b',
      '-a',
      'a.',
      'Example.org/name',
      '/name',
      'a/',
      'a/b/c',
      'x'.repeat(64),
      `${'a'.repeat(254)}/b`,
    ],
  },
  'k8s-label-value': {
    accepted: ['', 'a', 'A_b.c-d', 'x'.repeat(63)],
    refused: ['a b', '-a', 'a.', 'a/b', 'x'.repeat(64)],
  },
  'k8s-long-name-prefix': {
    accepted: ['a', 'a-', 'a--', 'a.b-', 'x'.repeat(253), `${'x'.repeat(57)}.-`],
    refused: ['', '-', '_-', 'A-', 'a.', 'a.-', 'x'.repeat(254)],
  },
  'k8s-path-segment-name': { accepted: ['a', 'A_b', 'system:node', '...', ''], refused: ['.', '..', 'a/b', 'a%b'] },
  'k8s-short-name-prefix': { accepted: ['a', 'a-', '1--', 'x'.repeat(63)], refused: ['', '-', 'a.b-', 'x'.repeat(64)] },
  'k8s-time': {
    accepted: ['2024-02-29T10:20:30Z', '2024-02-29T1:20:30,5+24:60', '2024-02-29T10:20:30.123456789-07:00'],
    refused: [
      '',
      '2024-02-29',
      '2024-02-29t10:20:30Z',
      '2024-02-29T10:20:30',
      '2024-02-30T10:20:30Z',
      '2024-02-29 10:20:30Z',
    ],
  },
};

/** What strconv and the operator of Zalando (pkg/util/config/util.go) make of texts. */
const ofTexts: typeof ofKubernetes = {
  'text-boolean': { accepted: ['true', 'True', 't', '0'], refused: ['yes', 'tRUE', '2', ''] },
  'text-integer': {
    accepted: ['0', '-1', '+10', '0x1f', '1_000', '0o17', '017'],
    refused: ['', '1.0', '08', '1e3', ' 1', '10m', '--1'],
  },
  'text-natural': { accepted: ['0', '8', '+8'], refused: ['-1', 'x'] },
  'text-positive': { accepted: ['1', '10', '0x0a'], refused: ['0', '00', '0x00', '-1', ''] },
  'text-map': {
    accepted: ['a:1', 'a:1,b:2', 'a:"1,2",b:3', 'a:', 'a: 1 , b:2', ':'],
    refused: ['a', 'a:1,', 'a:b:c', 'a:"b:c"', "a:'1,b:2", 'a:1,,b:2'],
  },
};

function takes({ type, format = type }: { type: string; format?: string }, written: string): boolean {
  if (type === 'string') return textFormats.get(format)?.(written) ?? true;
  const known = numberFormats.get(format === 'integer' ? 'int64' : format);
  return known?.holds(Number(written), written) ?? true;
}

describe('formats of a CRD, as the API server decides', () => {
  for (const { accepted, refused, ...schema } of formatVerdicts) {
    test(schema.format ?? schema.type, () => {
      assert.deepEqual(
        accepted.filter((written) => !takes(schema, written)),
        [],
      );
      assert.deepEqual(
        refused.filter((written) => takes(schema, written)),
        [],
      );
    });
  }
});

describe("formats of Kubernetes' own types, and of texts", () => {
  for (const [format, { accepted, refused }] of Object.entries({ ...ofKubernetes, ...ofTexts })) {
    test(format, () => {
      assert.deepEqual(
        accepted.filter((text) => !textFormats.get(format)?.(text)),
        [],
      );
      assert.deepEqual(
        refused.filter((text) => textFormats.get(format)?.(text)),
        [],
      );
    });
  }
});

describe('any text', () => {
  test('is answered by every format, in a time that grows with its length', () => {
    const pieces = ['1', 'a', '-', '.', ':', '%', '"', '(', ' ', '=?a?q?', '1 ', '0:', 'a@', '<', ',', '[', 'T'];
    for (const [format, isOne] of textFormats) {
      for (const piece of pieces) {
        const took = processorTime(() => {
          isOne(piece.repeat(50_000));
          isOne(`a@b ${piece.repeat(50_000)}`);
        });
        assert.ok(took < 1000, `${format} took ${took.toFixed()} ms of "${piece}" 50,000 times`);
      }
    }
  });

  test('has as many bytes as in UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => utf8Length(text) === Buffer.byteLength(text)));
    assert.equal(utf8Length('a\ud800b\udc00'), Buffer.byteLength('a\ud800b\udc00'));
  });
});
