import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  bytesInWords,
  bytesOf,
  compareQuantities,
  coresInWords,
  millicoresOf,
  parseQuantity,
  quantityOf,
  repairQuantity,
  suggestQuantities,
} from '../../../schemas/vocabulary/quantity.ts';
import { fc } from '../../support/fastCheck.ts';
import { render } from '../../../schemas/vocabulary/render.ts';

function quantity(text: string) {
  const parsed = parseQuantity(text);
  assert.ok(parsed, text);
  return parsed;
}

describe('parsing', () => {
  const worth: [text: string, nanos: bigint][] = [
    ['1', 10n ** 9n],
    ['0', 0n],
    ['-1', -(10n ** 9n)],
    ['+2', 2n * 10n ** 9n],
    ['.5', 5n * 10n ** 8n],
    ['1.', 10n ** 9n],
    ['250m', 25n * 10n ** 7n],
    ['1u', 1000n],
    ['1n', 1n],
    ['0.1n', 1n],
    ['-0.1n', -1n],
    ['1k', 10n ** 12n],
    ['1Ki', 1024n * 10n ** 9n],
    ['1.5Gi', 1610612736n * 10n ** 9n],
    ['1E', 10n ** 27n],
    ['1Ei', 1024n ** 6n * 10n ** 9n],
    ['1e3', 10n ** 12n],
    ['1E3', 10n ** 12n],
    ['15e-1', 15n * 10n ** 8n],
  ];
  for (const [text, nanos] of worth) {
    test(text, () => assert.equal(quantity(text).nanos, nanos));
  }

  for (const text of [
    '',
    ' ',
    '1 Gi',
    '10gi',
    '10GB',
    '1K',
    '1ki',
    'Gi',
    '1.2.3',
    '--1',
    '0x10',
    '1_000',
    '1e',
    '١',
    '1'.repeat(101),
  ]) {
    test(`not ${JSON.stringify(text.slice(0, 20))}`, () => assert.equal(parseQuantity(text), undefined));
  }

  test('an absurd exponent costs no memory', () => {
    assert.ok(quantity('1e999999999').nanos.toString().length < 100);
    assert.equal(quantity('1e-999999999').nanos, 1n);
  });

  test('numbers of a manifest are quantities, other values are not', () => {
    assert.equal(quantityOf(2)?.nanos, 2n * 10n ** 9n);
    assert.equal(quantityOf(0.5)?.nanos, 5n * 10n ** 8n);
    for (const value of [true, null, undefined, {}, [], Number.NaN, Infinity])
      assert.equal(quantityOf(value), undefined);
  });

  test('any text is answered', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseQuantity(text)));
  });
});

describe('comparing', () => {
  test('by worth, not by spelling', () => {
    assert.equal(compareQuantities(quantity('1Gi'), quantity('1024Mi')), 0);
    assert.equal(compareQuantities(quantity('1G'), quantity('1Gi')), -1);
    assert.equal(compareQuantities(quantity('1'), quantity('999m')), 1);
  });

  test('agrees with plain numbers', () => {
    const amount = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom('', 'm', 'k', 'Ki', 'M', 'Mi'));
    const factors: Record<string, number> = { '': 1, m: 0.001, k: 1000, Ki: 1024, M: 1e6, Mi: 1048576 };
    fc.assert(
      fc.property(amount, amount, ([a, x], [b, y]) => {
        const difference = a * (factors[x] ?? 0) - b * (factors[y] ?? 0);
        if (Math.abs(difference) < 1e-9) return;
        assert.equal(compareQuantities(quantity(`${a}${x}`), quantity(`${b}${y}`)), Math.sign(difference));
      }),
    );
  });

  test('whole units are rounded up', () => {
    assert.equal(bytesOf(quantity('1.5')), 2n);
    assert.equal(millicoresOf(quantity('0.3333')), 334n);
    assert.equal(millicoresOf(quantity('100u')), 1n);
  });
});

describe('in words', () => {
  const bytes: [string, string][] = [
    ['1Gi', '1 GiB = 1,073,741,824 bytes'],
    ['1536Mi', '1.5 GiB = 1,610,612,736 bytes'],
    ['512', '512 bytes'],
    ['1', '1 byte'],
    ['1G', '1 GB = 1,000,000,000 bytes (about 953.67 MiB)'],
    ['1073741824', '1,073,741,824 bytes (1 GiB)'],
    ['1e3', '1,000 bytes'],
    ['512m', 'less than one byte: m is a thousandth'],
  ];
  for (const [text, words] of bytes)
    test(`${text} of memory`, () => assert.equal(render(bytesInWords(quantity(text))), words));

  const cores: [string, string][] = [
    ['250m', '0.25 of a core'],
    ['1000m', '1 core'],
    ['2.5', '2.5 cores'],
    ['0', '0 cores'],
  ];
  for (const [text, words] of cores)
    test(`${text} of CPU`, () => assert.equal(render(coresInWords(quantity(text))), words));
});

describe('repair', () => {
  const memory: [string, string | undefined][] = [
    ['10gi', '10Gi'],
    ['10GB', '10Gi'],
    ['10GiB', '10Gi'],
    ['10g', '10Gi'],
    ['512MB', '512Mi'],
    ['512m', '512Mi'],
    ['10K', '10Ki'],
    ['10 Gi', '10Gi'],
    ['1,5Gi', '1.5Gi'],
    ['100b', '100'],
    ['1Gi', undefined],
    ['1G', undefined],
    ['1024', undefined],
    ['big', undefined],
    ['', undefined],
  ];
  for (const [text, repaired] of memory) {
    test(`${text} of memory`, () => assert.equal(repairQuantity(text, 'memory'), repaired));
  }

  const cpu: [string, string | undefined][] = [
    ['0.5m', '500m'],
    ['500M', '500m'],
    ['500 m', '500m'],
    ['500millicores', '500m'],
    ['2cores', '2'],
    ['2vCPU', '2'],
    ['0,5', '0.5'],
    ['0.3333', '334m'],
    ['.5', '500m'],
    ['100u', '1m'],
    ['100m', undefined],
    ['0.5', undefined],
    ['many', undefined],
  ];
  for (const [text, repaired] of cpu) test(`${text} of CPU`, () => assert.equal(repairQuantity(text, 'cpu'), repaired));

  test('what comes out is valid and final', () => {
    const text = fc.stringMatching(/^[0-9]{1,4}[.,]?[0-9]{0,3} ?[a-zA-Z]{0,3}$/);
    fc.assert(
      fc.property(text, fc.constantFrom('cpu', 'memory', 'storage'), (written, use) => {
        const repaired = repairQuantity(written, use);
        if (repaired === undefined) return;
        assert.ok(parseQuantity(repaired), `${written} -> ${repaired}`);
        assert.equal(repairQuantity(repaired, use), undefined, `${written} -> ${repaired}`);
      }),
      { numRuns: 2000 },
    );
  });
});

test('suggestions are valid, in plain spelling, ascending and explained', () => {
  for (const use of ['cpu', 'memory', 'storage'] as const) {
    const plain = use === 'cpu' ? /^(\d+m|\d+)$/ : /^\d+[MGT]i$/;
    const all = suggestQuantities(use).map((suggestion) => {
      assert.match(String(suggestion.value), plain);
      assert.ok(suggestion.detail);
      return quantity(String(suggestion.value));
    });
    for (const [index, next] of all.slice(1).entries()) {
      const previous = all[index];
      assert.ok(previous && compareQuantities(previous, next) < 0);
    }
  }
});
