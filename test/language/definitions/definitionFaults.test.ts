import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { uriOf } from '../../support/fixtures.ts';
import { serviceWith } from '../../support/manifests.ts';
import { ruleCrds } from '../../support/ruleCrds.ts';
import { toyDefinition, toySchema } from '../../support/toyDefinition.ts';

function faults(text: string): string[] {
  const service = serviceWith({ 'crd.yaml': text });
  const lines = text.split('\n');
  return service.diagnose(uriOf('crd.yaml')).map(({ message, range: { start, end }, code, severity }) => {
    assert.deepEqual([code, severity], ['schema/definition', 'error']);
    const marked = lines[start.line]?.slice(start.character, end.line === start.line ? end.character : undefined);
    return `${marked ?? ''}: ${message}`;
  });
}

/** What becomes wrong with the definition when something in it is replaced. */
const cases: readonly (readonly [what: string, piece: string, by: string, fault: RegExp])[] = [
  [
    'another name',
    'things.toy.example',
    'thing.toy.example',
    /^thing\.toy\.example: .* write "things\.toy\.example"\.$/,
  ],
  ['no type', 'size: {type: integer, ', 'size: {', /^size: The schema says no type/],
  ['no items', 'type: string, enum: [red, green]', 'type: array', /^color: The list says nothing of its items/],
  ['closed', 'default: 10}', 'default: 10, additionalProperties: false}', /^false: .*additionalProperties: false/],
  [
    'keys named and not',
    'required: [size]',
    'additionalProperties: {type: string}',
    /^additionalProperties: .*either `properties` or/,
  ],
  ['a type in a branch', 'default: 10}', 'anyOf: [{type: integer}]}', /^integer: .*`type` in a branch/],
  ['a reference', 'default: 10}', '$ref: "#/a"}', /^"#\/a": The API server knows no `\$ref`/],
  ['unique items', 'default: 10}', 'uniqueItems: true}', /^true: .*x-kubernetes-list-type: set/],
  ['a pattern', '^(a+)+$', '^(a+$', /^"\^\(a\+\$": .*pattern.*: a group is not closed$/],
  ['an expression', 'rule: self.size <', 'rule: self.size < <', /^self\.size < < self\.most: .*expression/],
  ['a message', `'"size`, `'size`, /expression/],
  ['no keys of a list', 'default: 10}', 'x-kubernetes-list-type: map}', /^map: .*needs `x-kubernetes-list-map-keys`/],
  [
    'no stored version',
    'storage: true',
    'storage: false',
    /^versions: Exactly one version has `storage: true`, here 0/,
  ],
  ['all kept', 'scope: Namespaced', 'preserveUnknownFields: true', /^true: .*preserveUnknownFields/],
  ['broken YAML', 'default: 10}', 'default: 10', /cannot be read as YAML/],
];

describe('what the API server refuses of a definition', () => {
  for (const [what, piece, by, fault] of cases) {
    test(what, () => {
      const text = toyDefinition();
      assert.ok(text.includes(piece));
      const found = faults(text.replace(piece, by));
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', fault);
    });
  }

  test('two versions of one name, or none with a schema', () => {
    const [twice] = faults(toyDefinition({ versions: ['v1', 'v1'] }));
    assert.match(twice ?? '', /^v1: Version "v1" stands here twice/);
    const none = toyDefinition({ schema: '' }).replace(/ {4}schema:\n {6}openAPIV3Schema:\n/, '');
    assert.deepEqual(
      faults(none).map((each) => each.slice(0, 25)),
      ['v1: Version "v1" has no sc'.slice(0, 25)],
    );
  });

  test('one fault in many places is told once, and many faults are not all told', () => {
    const broken = toySchema.replace('{type: integer, default: 10}', '{}');
    assert.equal(faults(toyDefinition({ schema: broken, versions: ['v1', 'v2'] })).length, 2);
    const many = Array.from({ length: 300 }, (_, index) => `      a${String(index)}: {}\n`).join('');
    assert.equal(faults(toyDefinition({ schema: toySchema.replace('      most:', `${many}      most:`) })).length, 100);
  });

  test('is nothing of what it takes', () => {
    assert.deepEqual(faults(toyDefinition({ versions: ['v1', 'v2'] })), []);
    for (const crd of ruleCrds) assert.deepEqual(faults(JSON.stringify(crd, undefined, 2)), [], crd.metadata.name);
  });

  test('can be switched off', () => {
    const text = `# db-manifests-disable-file schema/definition\n${toyDefinition().replace('self.size <', '<')}`;
    assert.deepEqual(faults(text), []);
  });
});
