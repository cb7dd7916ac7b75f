import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import type { CompiledSchema, Resource } from '../../../schemas/contract/index.ts';
import { numberFormats, textFormats } from '../../../schemas/vocabulary/formats/formats.ts';
import { isStandIn } from '../../../schemas/vocabulary/formats/isStandIn.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { validateResource } from '../../../server/language/schema/validate.ts';
import type { SchemaFinding } from '../../../server/language/schema/validate.ts';
import { fieldAt } from '../../../server/language/schema/walk.ts';
import { parseDocument, splitDocuments } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';
import { schemas } from '../../support/fixtures.ts';
import { someRuns } from '../../support/someOf.ts';
import { jsonSchemaView, withoutNulls } from './jsonSchemaView.ts';
import { buildToySchemas, projectRoot, sharedFolder } from './support.ts';

/** ajv, which knows the same rules from elsewhere, has to come to the same verdict on every manifest. */
const toy = buildToySchemas();
const schemaOf = ({ identity: { apiVersion, kind } }: Resource) =>
  schemas.schema(apiVersion, kind) ?? toy.schema(apiVersion, kind);

const ajv = new Ajv({
  allErrors: false,
  strict: false,
  logger: false,
  unicodeRegExp: true,
  inlineRefs: false,
  code: { optimize: false },
});
ajv.addKeyword({
  keyword: 'listKeys',
  type: 'array',
  validate: ({ keys, defaults }: { keys: string[]; defaults: Record<string, unknown> }, items: unknown[]) => {
    const ids = items
      .filter(
        (item): item is Record<string, unknown> => typeof item === 'object' && item !== null && !Array.isArray(item),
      )
      .map((item) => keys.map((key) => (Object.hasOwn(item, key) ? item[key] : defaults[key])))
      .filter((id) => id.every((part) => part !== undefined && part !== null && typeof part !== 'object'))
      .map((id) => JSON.stringify(id));
    return new Set(ids).size === ids.length;
  },
});

for (const [name, isOne] of textFormats)
  ajv.addFormat(name, { validate: (text: string) => isStandIn(text) || isOne(text) });
for (const [name, { holds }] of numberFormats)
  ajv.addFormat(name, { type: 'number', validate: (value: number) => holds(value) });

const validators = new Map<CompiledSchema, (value: unknown) => boolean>();

function ajvAccepts(schema: CompiledSchema, value: unknown): boolean {
  let validate = validators.get(schema);
  if (validate === undefined) validators.set(schema, (validate = ajv.compile(jsonSchemaView(schema))));
  return validate(withoutNulls(schema, schema.root, value));
}

function walkAccepts(schema: CompiledSchema, resource: Resource): boolean {
  return !validateResource(resource, schema, { version: undefined }).some(({ severity }) => severity === 'error');
}

function resourcesIn(folder: string): Resource[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => splitDocuments(readFileSync(join(folder, name), 'utf8')))
    .flatMap((text) => parseDocument(text).resources)
    .filter((resource) => schemaOf(resource) !== undefined && isPlain(resource.root.value));
}

/** Placeholders have no value, so ajv has nothing to look at. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Object.values(value).every(isPlain);
}

function compare(resource: Resource): void {
  const schema = schemaOf(resource);
  assert.ok(schema);
  const value = resource.root.value;
  const byAjv = ajvAccepts(schema, value);
  if (byAjv === walkAccepts(schema, resource)) return;
  const found = validateResource(resource, schema, { version: undefined });
  // That a key of an open map is a misspelt one is nothing that a JSON Schema can say.
  const isOpen = ({ code, node }: SchemaFinding) =>
    code === 'schema/unknown-key' && fieldAt(schema, node.path.slice(0, -1))?.node.unknown === 'later';
  if (found.some((each) => each.severity === 'error' && isOpen(each))) return;
  const findings = found.map(({ code, message }) => `${code} ${render(message)}`);
  assert.fail(`ajv ${byAjv ? 'accepts' : 'refuses'}; findings: ${findings.join(', ')}\n${JSON.stringify(value)}`);
}

const full: Resource[] = parseDocument(
  JSON.stringify({
    apiVersion: 'toy.example/v1',
    kind: 'Thing',
    metadata: { name: 'a', labels: { a: 'b' }, annotations: { c: 'd' } },
    spec: {
      team: 'a',
      instances: 3,
      enabled: true,
      ratio: 0.7,
      mode: 'fast',
      version: '16',
      name: 'abc',
      odd: 'x1',
      note: null,
      any: [1, { a: null }],
      port: 80,
      storage: { size: '1Gi', className: 'x' },
      resources: { limits: { cpu: 1 }, claims: [{ name: 'a' }] },
      users: { a: ['login'], b: null },
      labels: { a: 'b' },
      hosts: ['a', 'b'],
      sidecars: [{ name: 'a' }, { name: 'a', protocol: 'UDP' }],
      source: { s3: 'x' },
      target: { disk: 'x' },
      either: { seconds: 1 },
      loose: { known: 'x' },
      free: { a: [{ b: 1 }] },
      webhook: { a: 'x' },
    },
  }),
).resources.slice();

describe('ajv and the walk agree', () => {
  test('on the toy', () => full.forEach(compare));

  test('on the examples', () => resourcesIn(join(projectRoot, 'examples')).forEach(compare));

  test('on all manifests of the reference data', (context) => {
    for (const name of ['corpus', 'corpus-invalid']) {
      const folder = sharedFolder(name, context);
      if (folder === undefined) return;
      const resources = resourcesIn(folder);
      resources.forEach(compare);
      context.diagnostic(`${name}: ${String(resources.length)} resources`);
    }
  });

  test('on mutations of the toy', () => checkMutations(full, someRuns(700, 2000)));

  test('on anything at all', () => {
    const anything = fc.record({ spec: fc.jsonValue(), metadata: fc.jsonValue() });
    fc.assert(
      fc.property(anything, fc.jsonValue(), ({ spec, metadata }, users) => {
        const head = { apiVersion: 'toy.example/v1', kind: 'Thing' };
        const inside = { team: 'a', instances: 1, users, labels: users, sidecars: users, either: users };
        for (const value of [
          { ...head, spec, metadata },
          { ...head, metadata: { name: 'a' }, spec: inside },
        ]) {
          parseDocument(JSON.stringify(value)).resources.forEach(compare);
        }
      }),
      { numRuns: 500, seed: 20_260_101, includeErrorInReport: true },
    );
  });

  test('on mutations of the examples', () => {
    const resources = resourcesIn(join(projectRoot, 'examples'));
    if (resources.length > 0) checkMutations(resources, someRuns(200, 500));
  });

  test('on mutations of the reference data', (context) => {
    const folder = sharedFolder('corpus', context);
    if (folder !== undefined) checkMutations(resourcesIn(folder), someRuns(200, 500));
  });
});

type Step = readonly [place: number, change: number, value: unknown];

const values = [
  null,
  true,
  false,
  0,
  1,
  10,
  -1,
  0.5,
  '',
  'a',
  'fast',
  '17',
  '10Gi',
  '1',
  'true',
  'on',
  's3',
  [],
  {},
  [null],
  ['a', 'a'],
  { a: 'b' },
  { name: 'a' },
  { seconds: 0 },
  [{ name: 'a' }, { name: 'a', protocol: 'TCP' }],
];
const keys = ['name', 'size', 'spec', 'gs', 'tape', 's3', 'zzz', 'constructor', 'a', 'oldName', 'known'];

function checkMutations(resources: readonly Resource[], runs: number): void {
  assert.ok(resources.length > 0);
  const step = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...values));
  fc.assert(
    fc.property(fc.nat(resources.length - 1), fc.array(step, { minLength: 1, maxLength: 3 }), (index, steps) => {
      let value = structuredClone(resources[index]?.root.value);
      for (const each of steps) value = mutate(value, each);
      const [resource] = parseDocument(JSON.stringify(value)).resources;
      if (resource !== undefined && schemaOf(resource) !== undefined) compare(resource);
    }),
    { numRuns: runs, seed: 20_260_101, includeErrorInReport: true },
  );
}

/** Changes one place: sets, removes, adds a key, renames a key, doubles an item. */
function mutate(root: unknown, [place, change, value]: Step): unknown {
  const holders = holdersIn(root);
  const holder = holders[place % Math.max(1, holders.length)];
  if (holder === undefined) return root;
  const fresh: unknown = structuredClone(value);
  if (Array.isArray(holder)) {
    if (change % 3 === 0) holder.push(fresh);
    else if (change % 3 === 1) holder.push(structuredClone(holder[0]));
    else holder[0] = fresh;
    return root;
  }
  const known = Object.keys(holder);
  const key = known[change % Math.max(1, known.length)] ?? 'a';
  const added = keys[change % keys.length] ?? 'a';
  if (change % 4 === 0) holder[added] = fresh;
  else if (change % 4 === 1) Reflect.deleteProperty(holder, key);
  else if (change % 4 === 2) holder[added] = holder[key];
  else holder[key] = fresh;
  return root;
}

function holdersIn(value: unknown): (Record<string, unknown> | unknown[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(holdersIn);
  return [value as Record<string, unknown>, ...below];
}
