import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Rule } from '../../../schemas/contract/index.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { LanguageService } from '../../../server/language/languageService.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { uriOf } from '../../support/fixtures.ts';
import { positionOf, serviceWith, uri } from '../../support/manifests.ts';

const cluster = (spec: string, name = 'acid-demo') =>
  `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ${name}\nspec:\n  teamId: acid\n  numberOfInstances: 2\n  volume:\n    size: 1Gi\n  postgresql:\n    version: "17"\n${spec}`;
const ownerMissing = cluster('  databases:\n    shop: seller\n');
const rule = 'zalando/database-owner-missing';

function codes(service: LanguageService, file = uri): string[] {
  return service.diagnose(file).map(({ code }) => code);
}
const codesOf = (text: string, options = {}) => codes(serviceWith(text, options));

describe('severities of the settings', () => {
  const severity = (rules: object, text = ownerMissing) =>
    serviceWith(text, { settings: { rules: rules as never } })
      .diagnose(uri)
      .map((problem) => problem.severity);

  test('by id, by pattern, and the id wins', () => {
    assert.deepEqual(severity({}), ['warning']);
    assert.deepEqual(severity({ [rule]: 'error' }), ['error']);
    assert.deepEqual(severity({ 'zalando/*': 'hint' }), ['hint']);
    assert.deepEqual(severity({ 'zalando/*': 'off', [rule]: 'information' }), ['information']);
    assert.deepEqual(severity({ [rule]: 'off' }), []);
    assert.deepEqual(severity({ 'tekton-results/*': 'off' }), ['warning']);
  });

  test('of two that speak about a value the one that is heard says it', () => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: a:1\n      envFrom:\n        -\n`;
    const said = (rules: object) =>
      serviceWith(text, { settings: { rules: rules as never } })
        .diagnose(uri)
        .map(({ code, fixes }) => [code, fixes.length]);
    assert.deepEqual(said({}), [['schema/rule', 1]]);
    assert.deepEqual(said({ 'schema/rule': 'off' }), [['schema/type', 1]]);
    assert.deepEqual(said({ 'schema/rule': 'hint' }).length, 2);
  });

  test('of the schema and the syntax as well', () => {
    const text = cluster('  resouces: {}\n');
    assert.deepEqual(severity({ 'schema/*': 'warning' }, text), ['warning']);
    assert.deepEqual(severity({ 'schema/unknown-key': 'off' }, text), []);
  });

  test('take effect when they change', () => {
    const service = serviceWith(ownerMissing);
    assert.deepEqual(codes(service), [rule]);
    service.configure({ rules: { [rule]: 'off' } });
    assert.deepEqual(codes(service), []);
    service.configure({ rules: {} });
    assert.deepEqual(codes(service), [rule]);
  });
});

describe('a rule and the schema on one value', () => {
  const text = cluster('  enableConnectionPooler: true\n  connectionPooler:\n    mode: sesion\n');

  test('the rule speaks for both', () => assert.deepEqual(codesOf(text), ['zalando/pooler-mode-unknown']));

  test('unless it is milder', () => {
    const settings = { rules: { 'zalando/pooler-mode-unknown': 'hint' } };
    assert.deepEqual(codesOf(text, { settings }), ['schema/enum', 'zalando/pooler-mode-unknown']);
  });

  test('or off', () => {
    assert.deepEqual(codesOf(text, { settings: { rules: { 'zalando/pooler-mode-unknown': 'off' } } }), ['schema/enum']);
  });
});

describe('silence', () => {
  const silent: readonly (readonly [what: string, text: string])[] = [
    ['a foreign kind', 'apiVersion: example.com/v1\nkind: Widget\ndata: [\n'],
    ['a foreign kind of our group', 'apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonPipeline\nspec: [\n'],
    ['no manifest at all', 'a: [\nb: }\n'],
    ['a Helm template', ownerMissing.replace('acid-demo', '{{ .Values.name }}')],
    ['a Helm template that is no YAML', `{{- if .Values.on }}\n${ownerMissing}{{- end }}\n`],
    [
      'a List of foreign kinds',
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: example.com/v1\n    kind: Widget\n    data: 1\n',
    ],
    [
      'placeholders for any scalar',
      cluster('  users:\n    ${USER}: []\n  enableLogicalBackup: ${BACKUP}\n  databases:\n    a: ${OWNER}\n')
        .replace('2\n', '${COUNT}\n')
        .replace('1Gi', '${SIZE}'),
    ],
    ['an empty file', ''],
    ['comments only', '# acid.zalan.do/v1\n'],
  ];
  for (const [what, text] of silent) test(what, () => assert.deepEqual(codesOf(text), []));
});

describe('broken syntax', () => {
  test('of a document that says it is ours is a problem, beside what can be checked', () => {
    const found = codesOf(`${ownerMissing}  users: [\n`);
    assert.ok(
      found.some((code) => code.startsWith('yaml/')),
      found.join(),
    );
  });

  test('is one also while the kind is not written yet', () => {
    assert.ok(codesOf('apiVersion: acid.zalan.do/v1\nspec: [\n').some((code) => code.startsWith('yaml/')));
  });

  test('leaves the other documents of the file their problems', () => {
    const found = codesOf(
      `kind: postgresql\napiVersion: acid.zalan.do/v1\nspec: "\n---\n${ownerMissing}---\nkind: Widget\nx: [\n`,
    );
    assert.ok(found.includes(rule));
    assert.equal(found.filter((code) => code.startsWith('yaml/')).length, 1);
  });
});

describe('kinds and versions', () => {
  test('another spelling of a kind', () => {
    const text = ownerMissing.replace('kind: postgresql', 'kind: Postgresql');
    const [found, ...more] = serviceWith(text).diagnose(uri);
    assert.equal(found?.code, 'schema/unknown-kind');
    assert.deepEqual(more, []);
    assert.equal(applyEdits(text, found.fixes[0]?.edits() ?? []), ownerMissing);
  });

  test('a version that the kind does not have', () => {
    const text = ownerMissing.replace('acid.zalan.do/v1', 'acid.zalan.do/v1beta1');
    const found = serviceWith(text)
      .diagnose(uri)
      .find(({ code }) => code === 'schema/unknown-version');
    assert.deepEqual(found?.range, { start: { line: 0, character: 12 }, end: { line: 0, character: 33 } });
    assert.equal(applyEdits(text, found.fixes[0]?.edits() ?? []), ownerMissing);
  });
});

describe('a list', () => {
  test('is looked into, as YAML and as JSON', () => {
    const item = {
      apiVersion: 'acid.zalan.do/v1',
      kind: 'postgresql',
      metadata: { name: 'acid-a' },
      spec: {
        teamId: 'acid',
        numberOfInstances: 1,
        volume: { size: '1Gi' },
        postgresql: { version: '17' },
        databases: { shop: 'seller' },
      },
    };
    const other = { ...item, metadata: { name: 'acid-b' } };
    assert.deepEqual(codesOf(JSON.stringify({ apiVersion: 'v1', items: [item, other], kind: 'List' })), [rule, rule]);
    assert.deepEqual(codesOf(`apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify(item)}\n`), [rule]);
  });
});

describe('Kustomize patches', () => {
  const patch =
    'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\nspec:\n  numberOfInstances: 3\n';

  test('need no required fields, if a kustomization.yaml lists them', () => {
    for (const listed of [
      'patches:\n  - path: more.yaml\n',
      'patches: [{ path: ./more.yaml }]\nkind: Component\n',
      'patchesStrategicMerge:\n  - ../over/more.yaml\n',
    ]) {
      const service = serviceWith({ 'over/more.yaml': patch, 'base/more.yaml': patch });
      assert.ok(codes(service, uriOf('over/more.yaml')).length > 0);
      service.setFile(uriOf('over/kustomization.yaml'), listed);
      assert.deepEqual(codes(service, uriOf('over/more.yaml')), [], listed);
      assert.ok(codes(service, uriOf('base/more.yaml')).length > 0);
      service.removeFile(uriOf('over/kustomization.yaml'));
      assert.ok(codes(service, uriOf('over/more.yaml')).length > 0);
    }
  });

  test('are known by their names as well', () => {
    for (const name of ['replicas-patch.yaml', 'patch.yaml', 'patches/replicas.yaml', 'patch_demo.yml']) {
      assert.deepEqual(codes(serviceWith({ [name]: patch }), uriOf(name)), [], name);
    }
    for (const name of ['dispatch.yaml', 'patchwork.yaml', 'patches/more/demo.yaml']) {
      assert.ok(codes(serviceWith({ [name]: patch }), uriOf(name)).length > 0, name);
    }
  });

  test('are found whatever the editor encodes in their URIs', () => {
    const service = serviceWith({});
    service.setFile('file:///c%3A/a%40b/kustomization.yaml', 'patches:\n  - path: über maß.yaml\n');
    service.setFile('file:///c%3A/a%40b/%C3%BCber%20ma%C3%9F.yaml', patch);
    assert.deepEqual(codes(service, 'file:///c%3A/a%40b/%C3%BCber%20ma%C3%9F.yaml'), []);
  });

  test('wrong values in them are problems all the same', () => {
    assert.deepEqual(codes(serviceWith({ 'patch.yaml': patch.replace('3', 'three') }), uriOf('patch.yaml')), [
      'schema/type',
    ]);
  });
});

describe('documents that depend on others', () => {
  const result =
    'apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata:\n  name: result\nspec:\n  targetNamespace: tekton-pipelines\n  is_external_db: true\n  db_host: db.example.com\n';
  const secret = (namespace: string) =>
    `# one\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: tekton-results-postgres\n  namespace: ${namespace}\nstringData: {POSTGRES_USER: a, POSTGRES_PASSWORD: b}\n`;

  test('are checked again when those change, and only then', () => {
    let checks = 0;
    const service = serviceWith(
      { 'result.yaml': result, 'secret.yaml': secret('default') },
      { events: { parsed: () => checks++ } },
    );
    const before = codes(service, uriOf('result.yaml'));
    assert.ok(before.includes('tekton-results/db-secret-missing'), before.join());
    const parsed = checks;
    assert.deepEqual(codes(service, uriOf('result.yaml')), before);
    assert.equal(checks, parsed);
    service.setFile(uriOf('secret.yaml'), secret('tekton-pipelines'));
    assert.ok(!codes(service, uriOf('result.yaml')).includes('tekton-results/db-secret-missing'));
  });

  test('what is related stands where it stands, in whatever file', () => {
    const text = secret('default');
    const service = serviceWith({ 'result.yaml': result, 'secret.yaml': text });
    const related = service.diagnose(uriOf('result.yaml')).flatMap((problem) => problem.related ?? []);
    const at = positionOf(text, 'default');
    assert.deepEqual(related, [
      {
        uri: uriOf('secret.yaml'),
        range: { start: at, end: { ...at, character: at.character + 7 } },
        message: 'Its namespace',
      },
    ]);
    service.setFile(uriOf('secret.yaml'), `kind: Moved\n---\n${text}`);
    assert.equal(
      service.diagnose(uriOf('result.yaml')).flatMap((problem) => problem.related ?? [])[0]?.range.start.line,
      at.line + 2,
    );
  });

  test('do not depend on which file was read first', () => {
    const answer = (names: string[]) => {
      const service = serviceWith(Object.fromEntries(names.map((name) => [name, cluster('', 'acid-same')])));
      return names.sort().map((name) => codes(service, uriOf(name)));
    };
    assert.deepEqual(answer(['a.yaml', 'b.yaml']), answer(['b.yaml', 'a.yaml']));
  });
});

describe('fixes', () => {
  test('a quantity that is misspelt is repaired', () => {
    const found = serviceWith(cluster('').replace('1Gi', '10gb')).diagnose(uri);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['schema/pattern'],
    );
    const [fix] = found[0]?.fixes ?? [];
    assert.equal(fix?.title, 'Change to "10Gi"');
    assert.equal(fix.safe, false);
    assert.match(applyEdits(cluster('').replace('1Gi', '10gb'), fix.edits()), /size: 10Gi\n/);
  });

  test('by all means where only upper and lower case differ', () => {
    const [found] = serviceWith(cluster('').replace('1Gi', '10gi')).diagnose(uri);
    assert.equal(found?.fixes[0]?.title, 'Change to "10Gi"');
    assert.equal(found.fixes[0].safe, true);
  });
});

describe('code of a pack that throws', () => {
  test('is told of, and the rest of the answer stands', () => {
    const failures: string[] = [];
    const failing = {
      id: 'zalando/broken',
      severity: 'error',
      kinds: ['postgresql'],
      help: '',
      source: '',
      check: () => {
        throw new Error('broken');
      },
    } as const;
    const service = serviceWith(ownerMissing, { onFailure: (what) => failures.push(what), packs: packsWith(failing) });
    assert.deepEqual(codes(service), [rule]);
    assert.deepEqual(failures, ['zalando/broken']);
  });
});

function packsWith(rule: Rule) {
  return languagePacks.map((pack) => ({ ...pack, rules: [rule, ...pack.rules] }));
}
