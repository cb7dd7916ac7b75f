import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LanguageService } from '../../../server/language/languageService.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { uriOf } from '../../support/fixtures.ts';
import { answerQuestions } from '../../support/judgedValues.ts';
import { accept, positionOf, readCursor, serviceWith } from '../../support/manifests.ts';

const schema = {
  properties: {
    replicas: { type: 'integer', minimum: 1, description: 'How many pods run.', default: 2 },
    mode: { enum: ['single', 'cluster'], title: 'Mode' },
    image: { type: 'object', additionalProperties: false, required: ['tag'], properties: { tag: { type: 'string' } } },
    users: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    name: { type: 'string', pattern: '^[a-z]+$', format: 'hostname' },
  },
  additionalProperties: { type: 'object' },
};
const chartFile = (name: string, more = '') => `apiVersion: v2\nname: ${name}\nversion: 1.2.3\n${more}`;
const shop = uriOf('shop').replace(/\/$/, '');

function chartWith(files: Readonly<Record<string, string>>, own: object = schema): LanguageService {
  const service = serviceWith({ 'shop/Chart.yaml': chartFile('shop'), ...files }, { onQuestion: () => undefined });
  service.setChart(shop, { 'values.schema.json': JSON.stringify(own) });
  answerQuestions(service);
  return service;
}

/** `line:column code message` */
function found(service: LanguageService, name: string): string[] {
  return service.diagnose(uriOf(name)).map(({ range, code, message }) => {
    const { line, character } = range.start;
    return `${String(line + 1)}:${String(character + 1)} ${code} ${message}`;
  });
}
const codesIn = (files: Readonly<Record<string, string>>, name: string) =>
  found(chartWith(files), name).map((each) => each.split(' ').slice(0, 2).join(' '));

describe('values of a chart that brings a schema', () => {
  test('are told what it refuses, where it stands', () => {
    const text = `replicas: 0
mode: clustr
image: { tga: x, other: y }
users: [{ nam: a }, {}, { name: 17 }]
name: A.b_
more: 3
`;
    assert.deepEqual(found(chartWith({ 'shop/values.yaml': text }), 'shop/values.yaml'), [
      '6:7 values/type `more` takes a map, and `3` is a number here.',
      '1:11 values/bounds `0` is no valid `replicas`: it has to be at least 1.',
      '2:7 values/enum `clustr` is no value of `mode`: use `single` or `cluster`. Did you mean `cluster`?',
      '3:10 values/unknown-key `tga` is no value of the chart in `image`, so Helm refuses it: did you mean `tag`?',
      '3:18 values/unknown-key `other` is no value of the chart in `image`, so Helm refuses it.',
      '4:9 values/missing-key `name` is missing in item 1 of `users`, and the chart needs it: add it.',
      '4:21 values/missing-key `name` is missing in item 2 of `users`, and the chart needs it: add it.',
      '4:33 values/type `17` is a number here, and `name` takes text: write `"17"`.',
      '5:7 values/pattern `A.b_` is no valid `name`: it has to match `^[a-z]+$`.',
      '5:7 values/format `A.b_` is no valid `name`: it has to be a hostname.',
    ]);
  });

  test('at the top of the file belong to the chart, not to a map', () => {
    const service = chartWith({ 'shop/values.yaml': 'colour: red\n' }, { ...schema, additionalProperties: false });
    assert.deepEqual(found(service, 'shop/values.yaml'), [
      '1:1 values/unknown-key `colour` is no value of the chart, so Helm refuses it.',
    ]);
  });

  test('get fixes that solve it', () => {
    const text = '# mine\r\nmode: clustr # why\r\nimage:\r\n  tga: x\r\nusers:\r\n  - name: 17\r\n';
    const service = chartWith({ 'shop/values.yaml': text });
    const uri = uriOf('shop/values.yaml');
    const fixed = applyEdits(text, service.fixAll(uri));
    assert.equal(fixed, '# mine\r\nmode: cluster # why\r\nimage:\r\n  tag: x\r\nusers:\r\n  - name: "17"\r\n');
    service.setFile(uri, fixed);
    answerQuestions(service);
    assert.deepEqual(service.diagnose(uri), []);
  });

  test('are silent about what others may say, and what is not known', () => {
    const text = 'image: {}\nreplicas: ${COUNT}\nmode: null\nusers:\n  - name: ${NAME}\n  - ${USER}\nname:\n';
    assert.deepEqual(codesIn({ 'shop/values-prod.yaml': text }, 'shop/values-prod.yaml'), []);
    assert.deepEqual(codesIn({ 'shop/values.yaml': '' }, 'shop/values.yaml'), []);
    assert.deepEqual(codesIn({ 'shop/templates/values.yaml': 'replicas: a\n' }, 'shop/templates/values.yaml'), []);
    assert.deepEqual(codesIn({ 'shop/values.yaml': 'replicas: {{ .x }}\n' }, 'shop/values.yaml'), []);
    assert.deepEqual(codesIn({ 'other/values.yaml': 'replicas: a\n' }, 'other/values.yaml'), []);
  });

  test('can be suppressed, and the rules of settings count', () => {
    const text = '# db-manifests-disable-next-line values/type\nreplicas: a\nmode: b\n';
    const service = chartWith({ 'shop/values.yaml': text });
    service.configure({ rules: { 'values/*': 'hint' } });
    assert.deepEqual(
      service
        .diagnose(uriOf('shop/values.yaml'))
        .map(({ code, severity, link }) => [code, severity, link?.split('/').at(-1)]),
      [['values/enum', 'hint', 'enum.md']],
    );
  });

  test('below the key of a chart in the chart, by its name, alias or folder, unless it is off', () => {
    const deps =
      'dependencies:\n  - {name: shop, alias: store, repository: "file://../shop", condition: store.enabled}\n  - {name: db}\n';
    const at = (text: string) => {
      const service = chartWith({ 'all/Chart.yaml': chartFile('all', deps), 'all/values.yaml': text });
      service.setChart(uriOf('all/charts/db'), {
        'values.schema.json': '{"properties": {"port": {"type": "integer"}}}',
      });
      service.setChart(uriOf('all/charts/cache'), {
        'values.schema.json': '{"properties": {"size": {"type": "string"}}}',
      });
      answerQuestions(service);
      return found(service, 'all/values.yaml').map((each) => each.split(' ').slice(0, 2).join(' '));
    };
    assert.deepEqual(at('shop: {replicas: a}\nstore: {replicas: a}\ndb: {port: a}\ncache: {size: 1}\n'), [
      '2:19 values/type',
      '3:12 values/type',
      '4:15 values/type',
    ]);
    assert.deepEqual(at('store: {replicas: a, enabled: false}\ndb: 3\n'), []);
  });

  test('in releases of a chart of the workspace, in a text too', () => {
    const release = (chart: string, version = '') =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  chart: {spec: {chart: ${chart}${version}}}\n  values: {replicas: a}\n`;
    const application = (source: string, values: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    ${source}\n    helm:\n${values}`;
    const text = '      values: |\n        mode: single\n        replicas: a\n';
    const cases: [string, readonly string[]][] = [
      [release('shop'), ['6:22 values/type']],
      [release('./deploy/../shop'), []],
      [release('./shop'), ['6:22 values/type']],
      [release('shop', ', version: 1.2.3'), ['6:22 values/type']],
      [release('shop', ', version: 1.2.4'), []],
      [release('other'), []],
      [application('chart: shop', text), ['10:19 values/type']],
      [application('path: shop/', text), ['10:19 values/type']],
      [application('chart: shop', '      valuesObject:\n        replicas: a\n'), ['9:19 values/type']],
      [application('path: other', text), []],
    ];
    for (const [manifest, expected] of cases)
      assert.deepEqual(codesIn({ 'release.yaml': manifest }, 'release.yaml'), expected, manifest);
  });

  test('a pack that answers for the same values is heard', () => {
    const values = 'configGeneral:\n  wrokers: 8\n  other: 1\n';
    const files = { 'op/Chart.yaml': chartFile('postgres-operator'), 'op/values.yaml': values };
    const service = serviceWith(files, { onQuestion: () => undefined });
    const general = {
      additionalProperties: false,
      description: 'Of the chart.',
      properties: { workers: { type: 'integer' } },
    };
    service.setChart(uriOf('op'), { 'values.schema.json': JSON.stringify({ properties: { configGeneral: general } }) });
    answerQuestions(service);
    const said = found(service, 'op/values.yaml').map((each) => each.split(' ').slice(0, 2).join(' '));
    assert.deepEqual(
      said.filter((each) => each.startsWith('2:')),
      ['2:3 schema/unknown-key'],
    );
    const { markdown = '' } = service.hover(uriOf('op/values.yaml'), positionOf(values, 'configGeneral'))?.text ?? {};
    assert.doesNotMatch(markdown, /Of the chart/);
  });

  test('what takes too long is said once, and nothing where nobody judges', () => {
    const files = { 'shop/Chart.yaml': chartFile('shop'), 'shop/values.yaml': 'mode: single\nreplicas: a\n' };
    const service = serviceWith(files, { onQuestion: () => undefined });
    service.setChart(shop, { 'values.schema.json': JSON.stringify(schema) });
    const uri = uriOf('shop/values.yaml');
    service.diagnose(uri);
    assert.ok(service.awaitsJudgement(uri));
    service.answerQuestion(service.takeQuestion()?.id ?? -1, { unable: 'late' });
    assert.deepEqual(found(service, 'shop/values.yaml'), [
      '1:1 values/unchecked These values are not checked: to compare them with `values.schema.json` of chart `shop` takes too long. `helm lint` does.',
    ]);
    assert.ok(!service.awaitsJudgement(uri));
    const alone = serviceWith(files);
    alone.setChart(shop, { 'values.schema.json': JSON.stringify(schema) });
    assert.deepEqual(alone.diagnose(uri), []);
    assert.ok(!alone.awaitsJudgement(uri));
  });

  test('a question about what has been edited since is not asked', () => {
    const service = chartWith({ 'shop/values.yaml': 'replicas: 1\n' });
    const uri = uriOf('shop/values.yaml');
    for (const text of ['replicas: 2\n', 'replicas: 3\n', 'replicas: 4\n', 'replicas: 2\n']) {
      service.setFile(uri, text);
      service.diagnose(uri);
    }
    assert.deepEqual(service.takeQuestion()?.values, { replicas: 2 });
    assert.equal(service.takeQuestion(), undefined);
  });
});

describe('the schema of a chart', () => {
  const uri = uriOf('shop/values.yaml');
  const offered = (marked: string, own?: object) => {
    const { text, position } = readCursor(marked);
    const service = chartWith({ 'shop/values.yaml': text }, own);
    return { text, completions: service.complete(uri, position) };
  };
  const labels = (marked: string, own?: object) => offered(marked, own).completions.map(({ label }) => label);

  test('offers keys and values, also in an empty file', () => {
    assert.deepEqual(labels('mode: single\n$0').slice(0, 4), ['replicas', 'image', 'users', 'name']);
    assert.ok(labels('$0').includes('replicas'));
    assert.deepEqual(labels('mode: $0\n'), ['single', 'cluster']);
    assert.deepEqual(
      labels('users:\n  - $0\n'),
      ['- name'].map((each) => each.slice(2)),
    );
    assert.deepEqual(labels('image:\n  $0\n'), ['tag']);
    const { text, completions } = offered('rep$0');
    assert.match(
      accept(
        text,
        completions.find(({ label }) => label === 'replicas')!,
      ),
      /^replicas: \$\{1:2\}/,
    );
  });

  test('offers what references and branches have', () => {
    const own = {
      definitions: { db: { properties: { port: { examples: [5432] } } } },
      properties: { db: { $ref: '#/definitions/db' } },
      allOf: [{ properties: { a: { const: 'x' } } }],
      oneOf: [{ properties: { b: {} } }, { properties: { b: { type: 'boolean' } } }],
      if: {},
      then: { properties: { c: { type: 'string', deprecated: true } } },
    };
    assert.deepEqual(labels('db:\n  $0\n', own), ['port']);
    assert.deepEqual(labels('$0\nz: 1\n', own).slice(0, 4), ['db', 'b', 'a', 'c']);
    assert.deepEqual(labels('b: $0\n', own), ['true', 'false']);
  });

  test('explains a value with words that do nothing', () => {
    const text = 'replicas: 2\nmode: single\n';
    const service = chartWith({ 'shop/values.yaml': text });
    const said = (piece: string, of = service) => of.hover(uri, positionOf(text, piece))?.text.markdown ?? '';
    assert.match(said('replicas'), /\*\*`replicas`\*\* · integer[^]*How many pods run\\?\.[^]*Default: `2`/);
    assert.match(said('mode'), /Mode[^]*Allowed: `single`, `cluster`/);
    const hostile = '[click](command:evil) <img src=x> **bold**';
    const other = chartWith(
      { 'shop/values.yaml': text },
      { properties: { replicas: { title: hostile, description: hostile, default: hostile, enum: [hostile] } } },
    );
    assert.doesNotMatch(said('replicas', other).replaceAll(/`[^`]*`/g, ''), /\]\(|<img|\*\*bold/);
  });

  test('is taken over when it changes or goes', () => {
    const service = chartWith({ 'shop/values.yaml': 'replicas: a\n' });
    service.setChart(shop, { 'values.schema.json': '{}' });
    answerQuestions(service);
    assert.deepEqual(found(service, 'shop/values.yaml'), []);
    service.setChart(shop, { 'values.schema.json': JSON.stringify(schema) });
    answerQuestions(service);
    assert.equal(found(service, 'shop/values.yaml').length, 1);
    service.setChart(shop, undefined);
    assert.deepEqual(found(service, 'shop/values.yaml'), []);
  });
});
