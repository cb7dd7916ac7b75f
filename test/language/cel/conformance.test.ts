import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';
import { compile } from '../../../server/language/cel/compile.ts';
import { MadeList } from '../../../server/language/cel/madeList.ts';
import { MadeMap } from '../../../server/language/cel/madeMap.ts';
import { trustingMatcher } from '../../../server/language/cel/matcher.ts';
import { Failure, List, MapValue, TypeValue, Uint } from '../../../server/language/cel/values.ts';
import type { Value } from '../../../server/language/cel/values.ts';

/** The cases of https://github.com/google/cel-spec, as far as the API server knows what they use. */

interface Case {
  readonly name: string;
  readonly expr: string;
  readonly value?: Written;
  readonly evalError?: unknown;
  readonly bindings?: Readonly<Record<string, { readonly value: Written }>>;
  readonly container?: string;
  readonly typedResult?: unknown;
  readonly checkOnly?: boolean;
  readonly disableMacros?: boolean;
}

/** A value in the JSON of `cel.expr.Value`. */
type Written = Readonly<Record<string, unknown>>;

interface Suite {
  readonly name: string;
  readonly suites?: readonly Suite[];
  readonly tests?: readonly { readonly original: object }[];
}

/** Whole files of cases, and why they do not apply. */
const filesLeftOut: Readonly<Record<string, string>> = {
  bindings_ext: 'cel.bind is not in the environment of Kubernetes',
  block_ext: 'cel.block is not in the environment of Kubernetes',
  dynamic: 'protocol buffers',
  encoders_ext: 'base64 is not in the environment of Kubernetes',
  enums: 'protocol buffers',
  math_ext: 'math is not in the environment of Kubernetes',
  namespace: 'names in containers: rules of Kubernetes have self and oldSelf',
  proto2: 'protocol buffers',
  proto2_ext: 'protocol buffers',
  proto3: 'protocol buffers',
  type_deductions: 'results of type checks, which are not made',
  wrappers: 'protocol buffers',
};

/** What a case uses that the API server refuses when a CRD is made. */
const usesLeftOut: readonly (readonly [uses: (each: Case) => boolean, why: string])[] = [
  [({ expr }) => /google\.protobuf|TestAllTypes|proto[23]|GlobalEnum/.test(expr), 'protocol buffers'],
  [({ expr }) => expr.includes('`'), 'backquoted names'],
  [
    ({ expr }) => /\bcel\.|\.reverse\(\)/.test(expr) && !/\[[^\]]*\]\.reverse/.test(expr),
    'functions of newer versions',
  ],
  [({ container }) => container !== undefined, 'containers'],
  [({ typedResult, checkOnly }) => typedResult !== undefined || checkOnly === true, 'type checks'],
  [({ disableMacros }) => disableMacros === true, 'macros are always on'],
  [({ value, bindings }) => JSON.stringify([value, bindings]).includes('objectValue'), 'protocol buffers'],
];

/** Cases in which the API server says something else: so do we. By the beginning of their names. */
const differences: readonly (readonly [cases: string, why: string])[] = [
  ['basic/variables/unbound_is_runtime_error', 'a name that nothing has is refused when a CRD is made'],
  ['basic/functions/unbound_is_runtime_error', 'a function that is not there is refused when a CRD is made'],
  ['parse/receiver_function_names/', 'a function that is not there is refused when a CRD is made'],
  ['fields/qualified_identifier_resolution/qualified_ident', 'variables have simple names'],
  ['fields/qualified_identifier_resolution/map_field_select', 'variables have simple names'],
  ['fields/qualified_identifier_resolution/ident_with_longest', 'variables have simple names'],
  ['fields/qualified_identifier_resolution/map_value_repeat_key', 'of a key that stands twice the last one counts'],
  ['string_ext/format/scientific', 'the library in version 2 writes powers of ten'],
  ['string_ext/format/default precision for scientific', 'the library in version 2 writes powers of ten'],
  ['string_ext/format/dyntype support for scientific', 'the library in version 2 writes powers of ten'],
  ['string_ext/format/NaN support for', 'the library in version 2 fills up to the width, and takes no double for %d'],
  ['string_ext/format/positive infinity', 'the library in version 2 writes ∞, and takes no double for %d'],
  ['string_ext/format/negative infinity', 'the library in version 2 writes ∞, and takes no double for %d'],
  ['string_ext/format/list support', 'the library in version 2 writes literals'],
  ['string_ext/format/map support', 'the library in version 2 writes literals'],
  ['string_ext/format/dyntype NaN', 'the library in version 2 writes literals'],
  ['string_ext/format/dyntype support for lists', 'the library in version 2 writes literals'],
  ['string_ext/format/dyntype support for maps', 'the library in version 2 writes literals'],
  ['string_ext/value_errors/indexof_out_of_range', 'nothing is found behind the end'],
  ['string_ext/value_errors/lastindexof_out_of_range', 'nothing is found behind the end'],
];

function isDifferent(id: string): boolean {
  return differences.some(([cases]) => id.startsWith(cases));
}

function* casesOf(
  suite: Suite,
  file = '',
  path = '',
): Generator<Case & { readonly file: string; readonly id: string }> {
  for (const { original } of suite.tests ?? []) {
    const each = original as Case;
    yield { ...each, file, id: `${path}/${each.name}` };
  }
  for (const inner of suite.suites ?? [])
    yield* casesOf(inner, file === '' ? inner.name : file, path === '' ? inner.name : `${path}/${inner.name}`);
}

describe('conformance with the specification', () => {
  const all = [...casesOf(tests)];
  const asked = all.filter(
    (each) => filesLeftOut[each.file] === undefined && !usesLeftOut.some(([uses]) => uses(each)),
  );

  for (const file of new Set(asked.map((each) => each.file))) {
    test(file, () => {
      const wrong = asked
        .filter((each) => each.file === file && !isDifferent(each.id))
        .map((each) => [each, verdict(each)] as const)
        .filter(([, problem]) => problem !== undefined);
      assert.deepEqual(
        wrong.map(([{ id, expr }, problem]) => `${id}: ${expr}: ${problem ?? ''}`),
        [],
      );
    });
  }

  test('most cases are asked, and every exception is one', () => {
    assert.ok(asked.length > 1200, String(asked.length));
    for (const [cases] of differences) {
      const found = asked.filter(({ id }) => id.startsWith(cases));
      assert.ok(
        found.some((each) => verdict(each) !== undefined),
        `${cases} is no exception any more`,
      );
    }
    for (const file of Object.keys(filesLeftOut))
      assert.ok(
        all.some((each) => each.file === file),
        file,
      );
  });
});

/** What is wrong with what we say; `undefined`: nothing. */
function verdict({ expr, value, evalError, bindings = {} }: Case): string | undefined {
  const names = Object.keys(bindings);
  const program = compile(expr, names);
  const slots = names.map((name) => read(bindings[name]?.value ?? {}));
  const result =
    'problem' in program ? new Failure(program.problem) : program.run({ slots, fuel: 1e6, matcher: trustingMatcher() });
  if (evalError !== undefined) return result instanceof Failure ? undefined : `no failure but ${shown(result)}`;
  const wanted = shown(value === undefined ? true : read(value));
  return shown(result) === wanted ? undefined : `${shown(result)} is not ${wanted}`;
}

function read(written: Written): Value {
  const [[kind, value] = ['', undefined]] = Object.entries(written);
  switch (kind) {
    case 'int64Value':
      return BigInt(value as string);
    case 'uint64Value':
      return new Uint(BigInt(value as string));
    case 'doubleValue':
      return Number(value);
    case 'stringValue':
      return value as string;
    case 'boolValue':
      return value as boolean;
    case 'nullValue':
      return null;
    case 'bytesValue':
      return new Uint8Array(Buffer.from(value as string, 'base64'));
    case 'typeValue':
      return new TypeValue(value as string);
    case 'listValue':
      return new MadeList(((value as { values?: Written[] }).values ?? []).map(read));
    case 'mapValue': {
      const map = new MadeMap();
      for (const { key, value: item } of (value as { entries?: { key: Written; value: Written }[] }).entries ?? [])
        map.set(read(key), read(item));
      return map;
    }
    default:
      return new Failure(`unknown ${kind}`);
  }
}

/** A value with its type; of a double that is no number no sign counts. */
function shown(value: Value): string {
  if (value instanceof Failure) return `failure: ${value.message}`;
  if (value instanceof List) return `[${value.items().map(shown).join()}]`;
  if (value instanceof MapValue)
    return `{${value
      .keys()
      .map((key) => `${shown(key)}: ${shown(value.find(key) ?? null)}`)
      .sort()
      .join()}}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof Uint) return `uint ${String(value.value)}`;
  if (value instanceof TypeValue) return `type ${value.name}`;
  if (value === null || typeof value !== 'object') return `${typeof value} ${String(value)}`;
  return value.constructor.name;
}
