import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LanguageService } from '../../../server/language/languageService.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { uriOf } from '../../support/fixtures.ts';
import { accept, positionOf, readCursor, serviceWith } from '../../support/manifests.ts';

const cluster = (owner = 'seller') => `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: acid-shop}
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql: {version: "17"}
  volume: {size: 10Gi}
  users: {app: []}
  databases: {shop: ${owner}}
`;
const code = 'zalando/database-owner-missing';

const severityIn = (service: LanguageService, path: string, id = code) =>
  service.diagnose(uriOf(path)).find((each) => each.code === id)?.severity;
const codesIn = (service: LanguageService, path: string) => service.diagnose(uriOf(path)).map((each) => each.code);
const versionIn = (service: LanguageService, path: string) => {
  const [{ version, versionFrom, versionUri } = {}] = service.status(uriOf(path)).systems;
  return [version, versionFrom, versionUri?.slice(uriOf('').length)];
};

describe('a configuration file', () => {
  test('sets severities for its folder and those below, as it is edited', () => {
    const service = serviceWith({ 'a/b/c.yaml': cluster(), 'other.yaml': cluster() });
    assert.equal(severityIn(service, 'a/b/c.yaml'), 'warning');
    service.setFile(uriOf('a/.db-manifests.yaml'), `rules: {${code}: hint}\n`, 'background');
    assert.equal(severityIn(service, 'a/b/c.yaml'), 'hint');
    assert.equal(severityIn(service, 'other.yaml'), 'warning');
    service.setFile(uriOf('a/.db-manifests.yaml'), `rules:\r\n  ${code}: off\r\n`);
    assert.equal(severityIn(service, 'a/b/c.yaml'), undefined);
    service.setFile(uriOf('a/.db-manifests.yaml'), `rules: {"zalando/*": error}\n`);
    assert.equal(severityIn(service, 'a/b/c.yaml'), 'error');
    service.removeFile(uriOf('a/.db-manifests.yaml'));
    assert.equal(severityIn(service, 'a/b/c.yaml'), 'warning');
  });

  test('gives way to a nearer one that says something about the rule, and to settings of the workspace, not to those of a person', () => {
    const service = serviceWith({
      '.db-manifests.yaml': `rules: {"zalando/*": error, names/unknown: off}\noperatorVersions: {zalando: 1.10}\n`,
      'a/.db-manifests.yaml': `rules: {${code}: hint}\n`,
      'a/c.yaml': cluster(),
      'c.yaml': cluster(),
    });
    service.configure({ rules: { [code]: 'information' }, operatorVersions: { zalando: '1.15' } });
    assert.equal(severityIn(service, 'a/c.yaml'), 'hint');
    assert.equal(severityIn(service, 'c.yaml'), 'error');
    assert.deepEqual(versionIn(service, 'a/c.yaml'), ['1.10', 'configuration', '.db-manifests.yaml']);
    service.configure({ workspace: { rules: { 'zalando/*': 'warning' }, operatorVersions: { zalando: '1.14' } } });
    assert.equal(severityIn(service, 'a/c.yaml'), 'warning');
    assert.deepEqual(versionIn(service, 'a/c.yaml'), ['1.14', 'workspaceSettings', undefined]);
    service.configure({ workspace: { rules: {}, operatorVersions: {} } });
    service.removeFile(uriOf('.db-manifests.yaml'));
    assert.deepEqual(versionIn(service, 'a/c.yaml'), ['1.15', 'settings', undefined]);
  });

  test('is the last that is looked at if it says so', () => {
    const service = serviceWith({
      '.db-manifests.yaml': `rules: {${code}: off}\n`,
      'a/.db-manifests.yaml': 'root: true\n',
      'a/c.yaml': cluster(),
    });
    assert.equal(severityIn(service, 'a/c.yaml'), 'warning');
    assert.deepEqual(service.configuration(uriOf('a/c.yaml')).files, [uriOf('a/.db-manifests.yaml')]);
  });

  test('leaves out what it excludes or does not include, folders with all that is in them', () => {
    const service = serviceWith({
      '.db-manifests.yaml': 'include: [deploy/, "**/*.prod.yaml"]\nexclude: [deploy/old, ./deploy/**/gen*]\n',
      'deploy/a.yaml': cluster(),
      'deploy/old/a.yaml': cluster(),
      'deploy/x/generated/deep/a.yaml': cluster(),
      'x/a b.prod.yaml': cluster(),
      'x/a.yaml': cluster(),
    });
    const leftOut = (path: string) => service.configuration(uriOf(path)).leftOutBy !== undefined;
    assert.deepEqual(
      ['deploy/a.yaml', 'deploy/old/a.yaml', 'deploy/x/generated/deep/a.yaml', 'x/a b.prod.yaml', 'x/a.yaml'].map(
        leftOut,
      ),
      [false, true, true, false, true],
    );
    assert.deepEqual(codesIn(service, 'x/a.yaml'), []);
    assert.ok(codesIn(service, 'deploy/a.yaml').includes(code));
    assert.equal(service.status(uriOf('x/a.yaml')).leftOutBy, uriOf('.db-manifests.yaml'));
    assert.equal(leftOut('.db-manifests.yaml'), false);
  });

  test('says where definitions lie, from its folder on', () => {
    const service = serviceWith({ 'a/.db-manifests.yaml': 'crds: [../crds, x.yaml, 3]\n' });
    assert.deepEqual(service.configuration(uriOf('a/b/c.yaml')).crds, [
      { folder: uriOf('a'), path: '../crds' },
      { folder: uriOf('a'), path: 'x.yaml' },
    ]);
  });

  test('that is broken says nothing and is told so; what means nothing in it leaves the rest', () => {
    const service = serviceWith({ '.db-manifests.yaml': `rules: {${code}: hint\n`, 'c.yaml': cluster() });
    assert.equal(severityIn(service, 'c.yaml'), 'warning');
    assert.match(codesIn(service, '.db-manifests.yaml').join(), /^yaml\//);
    const text = `rules:\n  ${code}: hint\n  zalando/nothing: 7\nexclude: yes\noperatorVersions: [a]\ncrds: {a: b}\n`;
    service.setFile(uriOf('.db-manifests.yaml'), text);
    assert.equal(severityIn(service, 'c.yaml'), 'hint');
    for (const odd of [
      '',
      '# nothing\n',
      '[]\n',
      'a\n',
      '---\n---\n',
      'rules:\n',
      'rules: {{ x }}\n',
      '\ufeffroot: 1\n',
    ]) {
      service.setFile(uriOf('.db-manifests.yaml'), odd);
      assert.equal(severityIn(service, 'c.yaml'), 'warning', odd);
      service.diagnose(uriOf('.db-manifests.yaml'));
    }
    assert.deepEqual(codesIn(serviceWith({ '.db-manifests.yaml': '# nothing yet\n' }), '.db-manifests.yaml'), []);
  });
});

describe('in a configuration file', () => {
  const path = '.db-manifests.yaml';
  const problemsIn = (text: string) => serviceWith({ [path]: text }).diagnose(uriOf(path));
  const fixed = (text: string) => {
    const [problem] = problemsIn(text);
    return applyEdits(text, problem?.fixes[0]?.edits() ?? []);
  };

  test('nothing is found where all is known', () => {
    const text = `root: true
operatorVersions:
  zalando: 1.15.1
  crunchy: "5.7"
  kubernetes: 1.31
rules:
  zalando/*: warning
  ${code}: off
  names/unknown: "off"
  values/type: error
  yaml/anything: hint
  configuration/*: hint
include: [deploy]
exclude: ["**/generated"]
crds: [crds]
`;
    assert.deepEqual(problemsIn(text), []);
  });

  test('keys, rules, severities, systems and versions that nobody knows are told, with what was meant', () => {
    const cases = [
      ['rule: {}\n', 'schema/unknown-key', 'rules: {}\n'],
      ['rules: {zalando/database-owner-mising: off}\n', 'configuration/unknown-rule', `rules: {${code}: off}\n`],
      ['rules:\n  zalando: off\n', 'configuration/unknown-rule', 'rules:\n  zalando/*: off\n'],
      ['rules: {names/unknown: eror}\n', 'configuration/unknown-severity', 'rules: {names/unknown: error}\n'],
      ['operatorVersions: {zalado: 1.15}\n', 'configuration/unknown-system', 'operatorVersions: {zalando: 1.15}\n'],
    ] as const;
    for (const [text, id, right] of cases) {
      assert.deepEqual(
        problemsIn(text).map((each) => [each.code, each.severity]),
        [[id, 'warning']],
        text,
      );
      assert.equal(fixed(text), right);
    }
    const versions = problemsIn('operatorVersions:\n  zalando: 7.1\n  crunchy: latest\n');
    assert.deepEqual(
      versions.map((each) => [each.code, each.severity]),
      [
        ['configuration/unknown-version', 'information'],
        ['configuration/unknown-version', 'warning'],
      ],
    );
    assert.deepEqual(
      problemsIn('exclude: a\nroot: maybe\n').map((each) => each.code),
      ['schema/type', 'schema/type'],
    );
  });

  test('what a rule, a version or a key does is explained', () => {
    const text = `operatorVersions:\n  zalando: 1.15\nrules:\n  ${code}: off\nexclude: []\n`;
    const service = serviceWith({ [path]: text });
    const hoverOn = (word: string) => service.hover(uriOf(path), positionOf(text, word, 1))?.text.markdown ?? '';
    assert.match(hoverOn('exclude'), /left out/);
    assert.match(hoverOn(code), /owner/);
    assert.match(hoverOn('zalando:'), /Zalando/);
  });

  test('keys, systems, versions, rules and severities are offered', () => {
    const labelsAt = (marked: string) => {
      const { text, position } = readCursor(marked);
      return serviceWith({ [path]: text })
        .complete(uriOf(path), position)
        .map(({ label }) => label);
    };
    assert.deepEqual(labelsAt('$0').sort(), ['crds', 'exclude', 'include', 'operatorVersions', 'root', 'rules']);
    assert.ok(!labelsAt('rules: {}\n$0').includes('rules'));
    const systems = labelsAt('operatorVersions:\n  $0\n');
    assert.ok(systems.includes('zalando') && !systems.includes('secret-makers'), systems.join());
    assert.equal(labelsAt('operatorVersions:\n  zalando: $0\n')[0], '2.0');
    const rules = labelsAt('rules:\n  $0\n');
    assert.ok(rules.includes(code) && rules.includes('zalando/*') && rules.includes('names/unknown'));
    assert.deepEqual(labelsAt(`rules:\n  ${code}: $0\n`).sort(), ['error', 'hint', 'information', 'off', 'warning']);
  });

  test('what is offered is taken by our own checks', () => {
    for (const marked of ['operatorVersions:\n  zalando: $0\n', `rules:\n  ${code}: $0\n`, 'root: $0\n']) {
      const { text, position } = readCursor(marked);
      const service = serviceWith({ [path]: text });
      for (const item of service.complete(uriOf(path), position)) {
        const written = accept(text, item);
        assert.deepEqual(problemsIn(written), [], written);
      }
    }
  });
});
