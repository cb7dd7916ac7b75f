import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileTree } from '../../../schemas/compiler/compileTables.ts';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import type { KubernetesTypes } from '../../../schemas/compiler/schemaFile.ts';
import type { CompiledSchema, Resource, SchemaRule } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { linearMatcher } from '../../../server/language/cel/matcher.ts';
import { findingSpan } from '../../../server/language/findingSpan.ts';
import { checkRules } from '../../../server/language/schema/checkRules.ts';
import { compiledRule } from '../../../server/language/schema/compiledRule.ts';
import { ruleViolations } from '../../../server/language/schema/ruleViolations.ts';
import { validateResource } from '../../../server/language/schema/validate.ts';
import { parseDocument, writeEdits } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';
import { ruleCrds } from '../../support/ruleCrds.ts';

/** Kubernetes' own types, of which nothing is asked here. */
const anyTypes: KubernetesTypes = { find: () => ({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }) };

/** A kind whose `spec` has this schema, with rules of ours at the node behind a path. */
function schemaOf(spec: object, rules: Readonly<Record<string, readonly SchemaRule[]>> = {}): CompiledSchema {
  const crd = readCrd({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'toy.example',
      names: { kind: 'Thing', plural: 'things' },
      versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } }],
    },
  });
  const tree = crd?.versions[0]?.tree(anyTypes);
  assert.ok(tree);
  const { schema } = compileTree('toy.example/v1 Thing', tree);
  const nodes = [...schema.nodes];
  for (const [path, own] of Object.entries(rules)) {
    const ref = path.split('.').reduce((at, key) => nodes[at]?.properties?.[key] ?? -1, schema.root);
    nodes[ref] = { ...nodes[ref], rules: own };
  }
  return { ...schema, nodes };
}

function documentOf(spec: string) {
  return parseDocument(
    `apiVersion: toy.example/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n${spec.replace(/^/gm, '  ')}\n`,
  );
}

function resourceOf(spec: string): Resource {
  const [resource] = documentOf(spec).resources;
  assert.ok(resource);
  return resource;
}

interface Asked {
  readonly previous?: string;
  readonly version?: string;
  readonly supported?: readonly string[];
  readonly partial?: boolean;
}

/** `marked text: message` of each finding. */
function found(
  schema: CompiledSchema,
  spec: string,
  { previous, version, supported = [], partial = false }: Asked = {},
): string[] {
  const resource = { ...resourceOf(spec), partial };
  const options = { version, supported, previous: () => (previous === undefined ? undefined : resourceOf(previous)) };
  const findings = validateResource(resource, schema, options);
  return checkRules(resource, schema, { ...options, found: findings, matcher: linearMatcher() }).map((finding) => {
    const { start, end } = findingSpan(finding);
    assert.equal(finding.severity, 'error');
    return `${documentOf(spec).text.slice(start, end)}: ${render(finding.message)}`;
  });
}

const text = { type: 'string' };
const spec = {
  type: 'object',
  properties: {
    a: { ...text, enum: ['x', 'y'] },
    b: text,
    count: { type: 'integer', default: 3 },
    list: { type: 'array', items: { type: 'object', properties: { a: text, b: text } } },
    map: { type: 'object', additionalProperties: text },
    password: text,
  },
};

const oneOf: SchemaRule = { rule: 'has(self.a) != has(self.b)', message: 'Set one of `a` and `b`.' };

describe('where a rule is marked', () => {
  const cases: readonly (readonly [what: string, rule: SchemaRule, spec: string, marked: string])[] = [
    ['at the map that it is about', oneOf, 'count: 1', 'spec'],
    ['at the field that it says', { ...oneOf, fieldPath: ['b'] }, 'a: x\nb: z', 'z'],
    ['at the nearest key above a field that is absent', { ...oneOf, fieldPath: ['map', 'c'] }, 'map:\n  d: e', 'map'],
    ['at the only field that it reads', { rule: 'self.count > 5', message: 'It is small.' }, 'count: 1', '1'],
    [
      'at the map of that field, which has its default',
      { rule: 'self.count > 5', message: 'It is small.' },
      'a: x',
      'spec',
    ],
    ['at a key of a map', { rule: "self.map['c'] != 'd'", message: 'It is d.' }, 'map:\n  c: d', 'd'],
    [
      'at what two fields have in common',
      { rule: 'self.list[0].a == self.list[0].b', message: 'They differ.' },
      'list: [{a: p, b: q}]',
      'list',
    ],
  ];
  for (const [what, rule, written, marked] of cases) {
    test(what, () => {
      const [finding = ''] = found(schemaOf(spec, { spec: [rule] }), written);
      assert.equal(finding.split(':')[0], marked);
    });
  }

  test('at the kind, of the resource as a whole', () => {
    const schema = schemaOf(spec);
    const nodes = [...schema.nodes].map((node, index) =>
      index === schema.root
        ? { ...node, rules: [{ rule: "self.metadata.name != 'a' || self.kind == ''", message: 'No.' }] }
        : node,
    );
    assert.deepEqual(found({ ...schema, nodes }, 'a: x'), ['Thing: No.']);
  });
});

describe('what a rule says', () => {
  const said = (rule: Partial<SchemaRule>, written = 'a: x\nb: hidden\npassword: hidden') =>
    found(schemaOf(spec, { spec: [{ rule: 'has(self.a) != has(self.b)', ...rule }] }), written);

  const cases: readonly (readonly [what: string, rule: Partial<SchemaRule>, message: string])[] = [
    ['its sentence', { message: 'Set one.' }, 'Set one.'],
    [
      'words of an author that are no sentence',
      { message: ' only one may be set ' },
      '`spec` is refused: only one may be set',
    ],
    ['without words, the expression', {}, '`spec` is refused, because this does not hold: has(self.a) != has(self.b)'],
    ['what its expression makes', { message: 'Set one.', messageExpression: "'Not ' + self.a + '!'" }, 'Not x!'],
    ['its sentence where that fails', { message: 'Set one.', messageExpression: 'string(1 / 0)' }, 'Set one.'],
    ['its sentence where that makes nothing', { message: 'Set one.', messageExpression: "' '" }, 'Set one.'],
    ['its sentence where that makes lines', { message: 'Set one.', messageExpression: "'a\\nb'" }, 'Set one.'],
    [
      'its sentence where that would tell a secret',
      { message: 'Set one.', messageExpression: "'Not ' + self.password" },
      'Set one.',
    ],
    ['its sentence where it fails', { rule: 'self.list.size() > 0', message: 'Needs a list.' }, 'Needs a list.'],
  ];
  for (const [what, rule, message] of cases) {
    test(what, () => assert.equal(said(rule)[0]?.replace(/^\w+: /, ''), message));
  }

  test('once, of two rules that say the same of one place', () => {
    const schema = schemaOf(spec, {
      spec: [oneOf, { ...oneOf, rule: 'has(self.b) != has(self.a)' }, { ...oneOf, message: 'Other.' }],
    });
    assert.deepEqual(found(schema, 'count: 1'), ['spec: Set one of `a` and `b`.', 'spec: Other.']);
  });
});

describe('a fix', () => {
  const cases: readonly (readonly [what: string, rule: SchemaRule, before: string, title: string, after: string])[] = [
    ['adds a field', { ...oneOf, fix: { path: ['b'], value: 'z' } }, 'count: 1', 'Add `b`', 'count: 1\nb: z'],
    [
      'writes a value',
      { rule: 'self.count > 5', fix: { path: ['count'], value: 6 } },
      'count: 1',
      'Write `6`',
      'count: 6',
    ],
    ['removes a field', { ...oneOf, fix: { path: ['b'] } }, 'a: x\nb: z', 'Remove `b`', 'a: x'],
    [
      'fills in a list',
      { rule: "self.map['c'] == 'd'", fix: { path: ['map'], value: { c: 'd' } } },
      'map: {}',
      'Fill in `map`',
      'map:\n  c: d',
    ],
  ];
  for (const [what, rule, before, title, after] of cases) {
    test(what, () => {
      const document = documentOf(before);
      const [resource] = document.resources;
      assert.ok(resource);
      const schema = schemaOf(spec, { spec: [rule] });
      const options = { version: undefined, previous: () => undefined, found: [], matcher: linearMatcher() };
      const [fix] = checkRules(resource, schema, options)[0]?.fixes ?? [];
      assert.ok(fix);
      assert.equal(render(fix.title), title);
      const text = writeEdits(document, fix.edits).reduceRight(
        (whole, { span, text: by }) => whole.slice(0, span.start) + by + whole.slice(span.end),
        document.text,
      );
      assert.equal(text, documentOf(after).text);
    });
  }

  test('is none where there is nothing to remove', () => {
    const [finding] = checkRules(
      resourceOf('count: 1'),
      schemaOf(spec, { spec: [{ ...oneOf, fix: { path: ['b'] } }] }),
      {
        ...{ version: undefined, previous: () => undefined, found: [], matcher: linearMatcher() },
      },
    );
    assert.equal(finding?.fixes, undefined);
  });
});

describe('a rule is not asked', () => {
  const schema = schemaOf(spec, { spec: [oneOf, { rule: 'self.count < 10', message: 'Too many.' }] });

  test('in a part of a resource', () => assert.deepEqual(found(schema, 'count: 20', { partial: true }), []));

  test('where a placeholder decides; the others are', () => {
    assert.deepEqual(found(schema, 'a: ${A}\ncount: 20'), ['20: Too many.']);
    assert.deepEqual(found(schema, 'a: x\n${MORE}: 1\ncount: 5'), []);
  });

  test('where a value decides that the schema refuses; the others are', () => {
    assert.deepEqual(found(schema, 'a: z\nb: q\ncount: 20'), ['20: Too many.']);
    assert.deepEqual(found(schema, 'bb: q\ncount: 20'), ['20: Too many.']);
    assert.deepEqual(found(schema, 'a: x\ncount: twenty'), []);
  });

  test('where nothing is written, or something else', () => {
    for (const written of ['', '[]', 'null', 'a: null']) found(schema, written);
    assert.deepEqual(found(schema, 'null'), []);
  });

  test('if it is no expression, or one that only a newer server knows', () => {
    const broken = schemaOf(spec, { spec: [{ rule: 'self.' }, { rule: 'nope(self)' }, { rule: ' ' }, { rule: '1' }] });
    assert.deepEqual(found(broken, 'a: x'), []);
  });

  test('in versions that do not have it, nor while the version is unknown and a supported one does not have it', () => {
    const versioned = schemaOf(spec, {
      spec: [
        { ...oneOf, message: 'New.', since: '1.5' },
        { ...oneOf, message: 'Old.', until: '1.5' },
      ],
    });
    assert.deepEqual(found(versioned, 'count: 1'), []);
    assert.deepEqual(found(versioned, 'count: 1', { supported: ['1.4.9', '1.5.9'] }), []);
    assert.deepEqual(found(versioned, 'count: 1', { supported: ['1.5.9', '1.6.9'] }), ['spec: New.']);
    assert.deepEqual(found(versioned, 'count: 1', { supported: ['1.3.9', '1.4.9'] }), ['spec: Old.']);
    assert.deepEqual(found(versioned, 'count: 1', { version: '1.4', supported: ['1.5.9', '1.6.9'] }), ['spec: Old.']);
    assert.deepEqual(found(versioned, 'count: 1', { version: '1.5.1' }), ['spec: New.']);
    assert.deepEqual(found(versioned, 'count: 1', { version: '1.4' }), ['spec: Old.']);
  });
});

test('of one value only the rules above, at and below it are asked', () => {
  const small = { rule: 'self.a != self.b', message: 'They are alike.' };
  const schema = schemaOf(
    { ...spec, properties: { ...spec.properties, other: spec.properties.list.items } },
    {
      spec: [{ rule: 'self.count < 10', message: 'Too many.' }],
      'spec.other': [small],
    },
  );
  const resource = resourceOf('count: 20\nother: {a: p, b: p}');
  const options = { version: undefined, previous: () => undefined, found: [], matcher: linearMatcher() };
  const said = (along: readonly string[]) =>
    checkRules(resource, schema, { ...options, along }).map(({ message }) => render(message));
  assert.deepEqual(said([]), ['Too many.', 'They are alike.']);
  assert.deepEqual(said(['spec', 'other', 'a']), ['Too many.', 'They are alike.']);
  assert.deepEqual(said(['spec', 'other']), ['Too many.', 'They are alike.']);
  assert.deepEqual(said(['spec', 'count']), ['Too many.']);
  assert.deepEqual(said(['metadata']), []);
});

describe('one fault is told once', () => {
  test('of rules that lack the same key, and of one that asks for it', () => {
    const rules = [
      { rule: 'self.a == "x" || has(self.b)', message: 'First.' },
      { rule: 'self.a == "y"', message: 'Second.' },
    ];
    const asking = [...rules, { rule: 'has(self.a)', message: 'It needs `a`.' }];
    assert.deepEqual(found(schemaOf(spec, { spec: rules }), 'count: 1'), ['spec: First.']);
    assert.deepEqual(found(schemaOf(spec, { spec: asking }), 'count: 1'), ['spec: It needs `a`.']);
    assert.deepEqual(found(schemaOf(spec, { spec: asking }), 'a: z'), []);
    assert.deepEqual(found(schemaOf(spec, { spec: asking }), 'a: x'), ['x: Second.']);
  });

  test('of a text that has the wrong form', () => {
    const formed = { ...spec, properties: { ...spec.properties, b: { type: 'string', pattern: '^[0-9]+h$' } } };
    const bounded = schemaOf(formed, { 'spec.b': [{ rule: 'self != "9h" && self != "9m"', message: 'Too long.' }] });
    assert.deepEqual(found(bounded, 'b: 9m'), []);
    assert.deepEqual(found(bounded, 'b: 9h'), ['9h: Too long.']);
  });
});

describe('what a value was before', () => {
  const schema = schemaOf(spec, {
    'spec.b': [{ rule: 'self == oldSelf', message: 'It cannot change.' }],
    'spec.count': [{ rule: 'oldSelf.orValue(0) < 5', message: 'It was large.', optionalOldSelf: true }],
  });

  test('is the value last committed, with its default', () => {
    assert.deepEqual(found(schema, 'b: x', { previous: 'b: q' }), ['x: It cannot change.']);
    assert.deepEqual(found(schema, 'b: x', { previous: 'b: x' }), []);
    assert.deepEqual(found(schema, 'b: x', { previous: 'a: x' }), []);
    assert.deepEqual(found(schema, 'count: 1', { previous: 'count: 7' }), ['1: It was large.']);
    assert.deepEqual(found(schema, 'count: 1', { previous: 'a: x' }), []);
  });

  test('is not known without it, so nothing is said', () => {
    assert.deepEqual(found(schema, 'b: x\ncount: 1'), []);
  });

  test('is asked for only where a rule compares', () => {
    const options = { version: undefined, found: [], matcher: linearMatcher(), previous: () => assert.fail() };
    checkRules(resourceOf('count: 1'), schemaOf(spec, { spec: [oneOf] }), options);
  });
});

test('a placeholder never adds a finding', () => {
  const matcher = linearMatcher();
  const schemas = ruleCrds.map((crd) => {
    const tree = readCrd(crd)?.versions[0]?.tree(anyTypes);
    assert.ok(tree);
    return compileTree('a', tree).schema;
  });
  const scalar = fc.constantFrom('x', 'a', 'bad', '', 0, 1, 7, true, null, '1h', '2024-01-01T00:00:00Z', 'YQ==');
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'x', 'k', 'v', 'on'), scalar),
  );
  fc.assert(
    fc.property(fc.nat(schemas.length - 1), fc.infiniteStream(value), fc.nat(), (index, values, place) => {
      const schema = schemas[index];
      assert.ok(schema);
      const node = schema.nodes.at(schema.nodes.at(schema.root)?.properties?.['spec'] ?? 0);
      const keys = Object.keys(node?.properties ?? {});
      const filled = Object.fromEntries(keys.map((key) => [key, values.next().value as unknown]));
      const key = keys[place % keys.length] ?? '';
      const whole = { apiVersion: 'rules.example/v1', kind: 'Shape', metadata: { name: 'a' } };
      const ask = (written: object) =>
        ruleViolations(schema, {
          value: { ...whole, spec: written },
          ...{ old: 'new', version: undefined, matcher, fuel: 100_000 },
        }).map(({ path, rule }) => JSON.stringify([path, rule.rule]));
      // Whatever the placeholder becomes, its absence included, says all that is said with it.
      const said = ask({ ...filled, [key]: undefined });
      const rest = Object.fromEntries(Object.entries(filled).filter(([each]) => each !== key));
      for (const instead of [
        filled,
        rest,
        { ...rest, [key]: 'x' },
        { ...rest, [key]: 7 },
        { ...rest, [key]: { a: 'b' } },
      ]) {
        const others = new Set(ask(instead));
        assert.deepEqual(
          said.filter((each) => !others.has(each)),
          [],
        );
      }
    }),
    { numRuns: 400, seed: 20_261_129 },
  );
});

test('a rule that stands at many places is read and made ready once', () => {
  const rules = Array.from({ length: 2 }, () =>
    compiledRule({ rule: 'self.all(item, item != "")', message: 'no text' }),
  );
  assert.ok(rules[0]?.program);
  assert.equal(rules[0].program, rules[1]?.program);
});
