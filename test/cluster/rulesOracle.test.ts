import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { libraryCases } from '../language/cel/libraryCases.ts';
import { ruleCrds } from '../support/ruleCrds.ts';
import { ApiError } from './bed/apiClient.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { compareRules } from './support/compareRules.ts';

/** Rules of CRDs: the API server and we find the same, over random objects that are made and changed. */

let bed: Bed;

before(async () => {
  bed = await needBed();
});

after(async () => {
  await bed.stop();
});

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

describe('rules', () => {
  for (const crd of ruleCrds) {
    test(`of ${crd.spec.names.plural} are violated where the API server says so`, { timeout: 300_000 }, async (t) => {
      const comparison = await compareRules(bed.cluster.api, crd, { objects: 200, seed: 1 });
      const { asked, violations, rules, violated, differences } = comparison;
      t.diagnostic(
        `${String(asked)} requests, ${String(violations)} violations, ${String(violated.size)} of ${String(rules)} rules`,
      );
      assert.deepEqual(differences, []);
      assert.ok(asked > 100 && violated.size > 0.8 * rules);
    });
  }
});

/** A kind with a field for each expression. */
function kindOf(name: string, expressions: readonly string[]): unknown {
  const properties = Object.fromEntries(
    expressions.map((rule, index) => [
      `e${String(index)}`,
      { type: 'string', maxLength: 5, 'x-kubernetes-validations': [{ rule, message: 'does not hold' }] },
    ]),
  );
  const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', properties } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${name}.rules.example` },
    spec: {
      group: 'rules.example',
      scope: 'Cluster',
      names: { kind: 'Library', plural: name },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  };
}

/** By field, what the API server has against it. */
async function refusals(path: string, body: unknown): Promise<ReadonlyMap<number, string>> {
  try {
    await bed.cluster.api.request('POST', `${path}?dryRun=All`, body);
    return new Map();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) return refusals(path, body);
    return new Map(
      error.causes.map(({ field = '', message = '' }) => [Number(/\be(\d+)\b/.exec(field)?.[1]), message] as const),
    );
  }
}

function verdictOf(message: string | undefined): 'holds' | 'fails' | 'is false' {
  if (message === undefined) return 'holds';
  return / (?:evaluating|signature for) rule: /.test(message) ? 'fails' : 'is false';
}

describe('the library', () => {
  const all = Object.values(libraryCases);

  test('is what the table of expressions says', { timeout: 300_000 }, async () => {
    const holding = all.flatMap(({ holds }) => holds);
    const failing = all.flatMap(({ fails = [] }) => fails);
    const costs = await refusals(definitions, kindOf('libraries', [...holding, ...failing]));
    // What it takes for too costly, because it does not know how long a list of literals is, it cannot be asked.
    const isCostly = (_: string, index: number) => /\bcost\b/.test(costs.get(index) ?? '');
    const expressions = [...holding, ...failing].filter((each, index) => !isCostly(each, index));
    const wanted = new Set(failing);
    assert.ok(costs.size < 8, [...costs.values()].join('\n'));
    await bed.cluster.api.request('POST', definitions, kindOf('libraries', expressions));
    const spec = Object.fromEntries(expressions.map((_, index) => [`e${String(index)}`, 'a']));
    const object = { apiVersion: 'rules.example/v1', kind: 'Library', metadata: { name: 'a' }, spec };
    const refused = await refusals('/apis/rules.example/v1/libraries', object);
    const verdicts = expressions.map((_, index) => verdictOf(refused.get(index)));
    const wrong = expressions.filter((each, index) => verdicts[index] !== (wanted.has(each) ? 'fails' : 'holds'));
    assert.deepEqual(
      wrong.map((each) => `${each}: ${refused.get(expressions.indexOf(each)) ?? 'holds'}`),
      [],
    );
  });

  test('has nothing of what the table says it has not', { timeout: 300_000 }, async () => {
    const expressions = all.flatMap(({ refused = [] }) => refused);
    const refused = await refusals(definitions, kindOf('others', expressions));
    assert.deepEqual(
      expressions.filter((_, index) => !refused.has(index)),
      [],
    );
  });
});
