import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileNow } from '../../../server/host/definitions/compileNow.ts';
import type { DefinitionJob } from '../../../server/language/definitions/compiledDefinition.ts';
import type { LanguageService } from '../../../server/language/languageService.ts';
import { assertNothingLive } from '../../support/inert.ts';
import { dist, uriOf } from '../../support/fixtures.ts';
import { positionOf, readCursor, serviceWith } from '../../support/manifests.ts';
import { definitionObject, thing, toyDefinition, toySchema } from '../../support/toyDefinition.ts';

const crds = 'chart/crds/thing.yaml';
const file = 'things/a.yaml';

function problems(service: LanguageService, name = file): string[] {
  return service.diagnose(uriOf(name)).map(({ code, message }) => `${code}: ${message}`);
}

const withThing = (spec: string, definition = toyDefinition()) =>
  serviceWith({ [crds]: definition, [file]: thing(spec) });

const tooLarge = 'schema/rule: `spec` is refused: size has to be below most';

describe('a kind that a definition in the workspace makes', () => {
  test('is checked by its schema and its rules', () => {
    assert.deepEqual(problems(withThing('{size: 1}')), []);
    assert.deepEqual(problems(withThing('{size: 12}')), [tooLarge]);
    assert.deepEqual(
      problems(withThing('{size: a, colour: red}')).map((each) => each.split(':')[0]),
      ['schema/type', 'schema/unknown-key'],
    );
    assert.deepEqual(problems(serviceWith({ [file]: thing('{size: a}') })), []);
  });

  test('is checked from when the definition comes until it goes', () => {
    const service = serviceWith({ [file]: thing('{size: 12}') });
    assert.deepEqual(problems(service), []);
    service.setFile(uriOf(crds), toyDefinition(), 'background');
    assert.deepEqual(problems(service), [tooLarge]);
    service.setFile(uriOf(crds), toyDefinition().replace('default: 10', 'default: 20'), 'background');
    assert.deepEqual(problems(service), []);
    service.removeFile(uriOf(crds));
    assert.deepEqual(problems(service), []);
  });

  test('is known in every version that is served', () => {
    const definition = toyDefinition({ versions: ['v1', 'v2'] });
    const check = (version: string, text = definition) =>
      problems(serviceWith({ [crds]: text, [file]: thing('{size: 12}', version) }));
    assert.deepEqual(check('v2'), [tooLarge]);
    assert.deepEqual(check('v3'), [
      'schema/unknown-version: The API server has no Thing in "toy.example/v3": write "toy.example/v1" or "toy.example/v2".',
    ]);
    assert.match(check('v2', definition.replace(/(name: v2\n +served:) true/, '$1 false'))[0] ?? '', /unknown-version/);
  });

  test('is found in lists, in JSON, in bundles and with other line ends', () => {
    const json = JSON.stringify(
      { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Secret' }, definitionObject()] },
      undefined,
      4,
    );
    for (const text of [
      json,
      `apiVersion: v1\nkind: List\nitems:\n${toyDefinition().replaceAll(/^/gm, '  ').replace(' ', '-')}`,
      `kind: Secret\n---\n${toyDefinition()}---\n${toyDefinition({ kind: 'Other' })}`,
      toyDefinition().replaceAll('\n', '\r\n'),
      JSON.stringify(definitionObject()),
    ])
      assert.deepEqual(problems(withThing('{size: 12}', text)), [tooLarge], text.slice(0, 40));
  });

  test('is not what a template or a patch says', () => {
    const template = `{{- if .Values.crds }}\n${toyDefinition()}\n{{- end }}\n`;
    assert.deepEqual(problems(withThing('{size: 12}', template)), []);
    assert.deepEqual(problems(withThing('{size: 12}', template), crds), []);
    const patched = serviceWith({ 'thing-patch.yaml': toyDefinition(), [file]: thing('{size: 12}') });
    assert.deepEqual(problems(patched), []);
  });

  test('is that of the nearest file; two that are as near and differ say nothing', () => {
    const other = toyDefinition().replace('default: 10', 'default: 20');
    const check = (definitions: Readonly<Record<string, string>>) =>
      problems(serviceWith({ ...definitions, [file]: thing('{size: 12}') }));
    assert.deepEqual(check({ 'things/crd.yaml': other, [crds]: toyDefinition() }), []);
    assert.deepEqual(check({ 'things/crd.yaml': toyDefinition(), [crds]: other }), [tooLarge]);
    assert.deepEqual(check({ 'a/crd.yaml': toyDefinition(), 'b/crd.yaml': other }), []);
    assert.deepEqual(check({ 'a/crd.yaml': toyDefinition(), 'b/crd.yaml': toyDefinition() }), [tooLarge]);
  });

  test('is found before the whole workspace has been read, as far as it has', () => {
    const service = serviceWith({});
    service.setComplete(false);
    service.setFile(uriOf(crds), toyDefinition(), 'background');
    service.setFile(uriOf(file), thing('{size: 12}'));
    assert.deepEqual(problems(service), []);
    service.index(Infinity);
    assert.deepEqual(problems(service), [tooLarge]);
  });

  test('is compared with what was committed', () => {
    const transition = `${toySchema}      - {rule: "self.size >= oldSelf.size", message: size cannot shrink}
      - {rule: "!oldSelf.hasValue() || oldSelf.value().size > 1", optionalOldSelf: true, reason: FieldValueForbidden, message: it was too small}
`;
    const service = withThing('{size: 2}', toyDefinition({ schema: transition }));
    assert.deepEqual(problems(service), []);
    service.setCommitted(uriOf(file), thing('{size: 3}'));
    assert.deepEqual(problems(service), ['schema/rule: `spec` is refused: size cannot shrink']);
    service.setCommitted(uriOf(file), thing('{size: 1}'));
    assert.deepEqual(problems(service), ['schema/rule: `spec` has something that is forbidden: it was too small']);
  });

  test('has problems that lead to the rule', () => {
    const text = toyDefinition();
    const service = withThing('{size: 12}', `# first\n---\n${text}`);
    const [problem] = service.diagnose(uriOf(file));
    const start = positionOf(`# first\n---\n${text}`, 'self.size < self.most');
    assert.deepEqual(problem?.related, [
      {
        uri: uriOf(crds),
        range: { start, end: { line: start.line, character: start.character + 'self.size < self.most'.length } },
        message: 'The rule in the definition',
      },
    ]);
  });

  test('says once that rules took too long', () => {
    const slow = toyDefinition({
      schema: toySchema.replace(
        'rule: self.size < self.most',
        'rule: "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, a > 0))))))"',
      ),
    });
    const found = withThing('{size: 12}', slow).diagnose(uriOf(file));
    assert.deepEqual(
      found.map(({ code, severity, range }) => [code, severity, range.start.line]),
      [['schema/not-checked', 'information', 1]],
    );
  });

  test('is completed and explained', () => {
    const complete = (spec: string) => {
      const { text, position } = readCursor(thing(spec));
      return serviceWith({ [crds]: toyDefinition(), [file]: text })
        .complete(uriOf(file), position)
        .map(({ label }) => label);
    };
    assert.deepEqual(complete('\n  $0'), ['size', 'most', 'color', 'label']);
    assert.deepEqual(complete('\n  color: $0'), ['red', 'green']);
    const service = withThing('{size: 1}');
    const hover = service.hover(uriOf(file), positionOf(thing('{size: 1}'), 'size'))?.text.markdown ?? '';
    assert.equal(hover, '**`spec.size`** · integer · required\n\nHow large it is.\n\nAs `thing.yaml` defines it');
    const ofSpec = service.hover(uriOf(file), positionOf(thing('{size: 1}'), 'spec'))?.text ?? '';
    assert.notEqual(ofSpec, '');
    assertNothingLive(ofSpec);
  });

  test('a key comes with what is required below it, six maps deep', () => {
    const nested = Array.from({ length: 9 }).reduce<object>(
      (below, _, at) => ({ type: 'object', required: [`m${9 - at}`], properties: { [`m${9 - at}`]: below } }),
      { type: 'object', required: ['end'], properties: { end: { type: 'integer' } } },
    );
    const schema = `${JSON.stringify({ type: 'object', properties: { spec: nested } })}\n`;
    const { text, position } = readCursor(thing('\n  $0'));
    const service = serviceWith({ [crds]: toyDefinition({ schema }), [file]: text });
    const offered = service.complete(uriOf(file), position).find(({ label }) => label === 'm1');
    const below = [2, 3, 4, 5, 6, 7].map((name, at) => `${'  '.repeat(at + 1)}m${name}:`);
    assert.equal(offered?.edit.text, ['m1:', ...below, `${'  '.repeat(7)}$1`].join('\n'));
  });

  test('is offered where a kind is wanted', () => {
    const { text, position } = readCursor('apiVersion: toy.example/v1\nkind: $0\n');
    const service = serviceWith({ [crds]: toyDefinition(), [file]: text });
    assert.ok(service.complete(uriOf(file), position).some(({ label }) => label === 'Thing'));
  });

  test('leads to its definition, from the kind and from the version', () => {
    const text = thing('{size: 1}');
    const service = withThing('{size: 1}');
    const start = positionOf(toyDefinition(), 'Thing');
    const definition = [{ uri: uriOf(crds), range: { start, end: { ...start, character: start.character + 5 } } }];
    for (const word of ['Thing', 'toy.example'])
      assert.deepEqual(service.definition(uriOf(file), positionOf(text, word)), definition);
    assert.deepEqual(service.definition(uriOf(file), positionOf(text, 'kind')), []);
    assert.deepEqual(service.definition(uriOf(file), positionOf(text, 'size')), []);
  });

  test('is shown with the file that defines it, and is none of a pack', () => {
    assert.deepEqual(withThing('{size: 1}').status(uriOf(file)), {
      resources: 0,
      systems: [],
      configurations: [],
      definitions: [{ apiVersion: 'toy.example/v1', kind: 'Thing', uri: uriOf(crds) }],
    });
  });

  test('is wanted from a cluster while no file defines it', () => {
    const service = serviceWith({ [file]: thing('{size: 1}'), 'b.yaml': 'apiVersion: v1\nkind: Pod\n' });
    assert.deepEqual(service.kindsToDefine(service.files()), [{ apiVersion: 'toy.example/v1', kind: 'Thing' }]);
    service.setClusterDefinitions({ cluster: 'kind', documents: [toyDefinition()] });
    assert.deepEqual(service.kindsToDefine(service.files()), [{ apiVersion: 'toy.example/v1', kind: 'Thing' }]);
    service.setFile(uriOf(crds), toyDefinition(), 'background');
    assert.deepEqual(service.kindsToDefine(service.files()), []);
  });
});

describe('a file with 2,000 definitions', () => {
  const kinds = Array.from({ length: 2000 }, (_, index) => (index === 1999 ? 'Thing' : `Thing${String(index)}`));
  const definitions = kinds.map((kind) => toyDefinition({ kind, versions: ['v1', 'v2'] }));
  const list = `apiVersion: v1\nkind: List\nitems:\n${definitions.map((each) => each.replaceAll(/^/gm, '    ').replace('    ', '  - ').trimEnd()).join('\n')}\n`;

  for (const [form, text, most] of [
    ['as documents', definitions.join('---\n'), 2000],
    ['as one list', list, 1],
  ] as const) {
    test(`${form} costs the kinds that are looked at, and its own text once`, () => {
      const jobs: DefinitionJob[] = [];
      const compile = compileNow(dist);
      const service = serviceWith(
        { [crds]: text, [file]: thing('{size: 12}'), 'claim.yaml': 'apiVersion: v1\nkind: PersistentVolumeClaim\n' },
        {
          compileDefinition(job, done) {
            jobs.push(job);
            compile(job, done);
          },
        },
      );
      const characters = () => jobs.splice(0).reduce((sum, job) => sum + job.text.length, 0);
      assert.notDeepEqual(problems(service, 'claim.yaml'), []);
      assert.equal(jobs.length, 0);
      assert.deepEqual(problems(service), [tooLarge]);
      assert.equal(jobs.length, 1);
      assert.ok(characters() <= text.length / most + 1000);
      assert.deepEqual(problems(service, crds), []);
      assert.ok(jobs.length <= most, String(jobs.length));
      assert.ok(characters() <= text.length);
      service.setFile(uriOf(crds), text.replace('    storage: true', '    storage: false'), 'background');
      assert.equal(problems(service, crds).length, 1);
      assert.equal(jobs.length, 1);
      assert.deepEqual(problems(service), [tooLarge]);
    });
  }
});

describe('a kind that only the connected cluster defines', () => {
  test('is checked, and says so', () => {
    const service = serviceWith({ [file]: thing('{size: 12}') });
    service.setClusterDefinitions({ cluster: 'kind', documents: [JSON.stringify(definitionObject())] });
    assert.deepEqual(problems(service), [tooLarge]);
    assert.deepEqual(service.diagnose(uriOf(file))[0]?.related, undefined);
    assert.deepEqual(service.status(uriOf(file)).definitions, [
      { apiVersion: 'toy.example/v1', kind: 'Thing', cluster: 'kind' },
    ]);
    const hover = service.hover(uriOf(file), positionOf(thing('{size: 12}'), 'size'))?.text.markdown;
    assert.match(hover ?? '', /As the cluster `kind` defines it$/);
    service.setClusterDefinitions({ cluster: '', documents: [] });
    assert.deepEqual(problems(service), []);
  });

  test('is what a file of the workspace says, where one does', () => {
    const service = withThing('{size: 12}');
    const other = toyDefinition().replace('default: 10', 'default: 20');
    service.setClusterDefinitions({ cluster: 'kind', documents: [other] });
    assert.deepEqual(problems(service), [tooLarge]);
  });
});
