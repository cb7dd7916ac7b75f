import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeAction } from '../../../server/language/answers.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { createFixtureService, readFixtures, uriOf } from '../../support/fixtures.ts';
import { serviceWith, uri } from '../../support/manifests.ts';
import { someOf } from '../../support/someOf.ts';

const head =
  'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\nspec:\n  teamId: acid\n  numberOfInstances: 2\n  volume:\n    size: 1Gi\n  postgresql:\n    version: "17"\n';
const ownerMissing = `${head}  databases:\n    shop: seller\n`;
const rule = 'zalando/database-owner-missing';
const other = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\n';

function actionsAt(text: string, code: string): CodeAction[] {
  const service = serviceWith(text);
  const problem = service.diagnose(uri).find((each) => each.code === code);
  assert.ok(problem, `no ${code}`);
  return service.codeActions(uri, problem.range);
}

describe('code actions', () => {
  test('are the fixes, what explains the rule, what fixes all, and what switches the rule off', () => {
    const actions = actionsAt(ownerMissing, rule);
    assert.deepEqual(
      actions.map(({ title, kind, preferred }) => [title, kind, preferred]),
      [
        ['Add user "seller"', 'quickfix', true],
        [`About ${rule}`, 'quickfix', false],
        ['Fix all problems of this file that are safe to fix', 'source.fixAll.dbManifests', false],
        [`Disable ${rule} for this line`, 'quickfix', false],
        [`Disable ${rule} for this document`, 'quickfix', false],
        [`Disable ${rule} for this file`, 'quickfix', false],
      ],
    );
    assert.equal(actions[0]?.problems[0]?.code, rule);
    const fixed = applyEdits(ownerMissing, actions[0].edits);
    assert.deepEqual(serviceWith(fixed).diagnose(uri), []);
  });

  test('are those of the problems that a range touches', () => {
    const service = serviceWith(ownerMissing);
    const at = { line: 5, character: 0 };
    assert.deepEqual(
      service.codeActions(uri, { start: at, end: at }).map(({ kind }) => kind),
      ['source.fixAll.dbManifests'],
    );
  });

  test('two problems on one line share what switches them off', () => {
    const actions = serviceWith(`${head}  databases: {a: one, b: two}\n`).codeActions(uri, {
      start: { line: 11, character: 0 },
      end: { line: 11, character: 30 },
    });
    const disable = actions.filter(({ title }) => title.startsWith('Disable'));
    assert.equal(disable.length, 3);
    assert.ok(disable.every(({ problems }) => problems.length === 2));
  });

  test('what a rule finds several times is fixed in the file, and in all files', () => {
    const two = `${head}  databases: {a: one, b: two}\n`;
    const service = serviceWith({ 'manifest.yaml': two, 'other.yaml': ownerMissing.replace('acid-demo', 'acid-two') });
    const problem = service.diagnose(uri)[0];
    assert.ok(problem);
    const actions = service.codeActions(uri, problem.range);
    const inFile = actions.find(({ title }) => title === `Fix all 2 of ${rule} in this file`);
    assert.ok(inFile);
    const fixed = applyEdits(two, inFile.edits);
    assert.match(fixed, /one: \[\]/);
    const everywhere = actions.find(({ title }) => title === `Fix all of ${rule} in the workspace`);
    assert.deepEqual([everywhere?.everywhere, everywhere?.edits], [rule, []]);
    const other = service.files().find((each) => each !== uri) ?? '';
    const mended = applyEdits(service.text(other) ?? '', service.fixAll(other, rule));
    assert.deepEqual(serviceWith(mended).diagnose(uri), []);
    assert.deepEqual(service.fixAll(other, 'schema/unknown-key'), []);
  });

  test('broken syntax cannot be switched off', () => {
    const service = serviceWith(`${head}  teamId: again\n`);
    const actions = service.codeActions(uri, { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } });
    assert.ok(!actions.some(({ title }) => title.startsWith('Disable yaml/')));
  });
});

describe('switching a rule off by its code action', () => {
  const flow = `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-demo}\nspec: {\n  teamId: acid, numberOfInstances: 2, volume: {size: 1Gi},\n  postgresql: {version: "17"},\n  databases: {\n    shop:\n      seller\n  }\n}\n`;
  const texts: Readonly<Record<string, string>> = {
    'a plain document': ownerMissing,
    'behind ---': `---\n${ownerMissing}`,
    'behind --- # text': `--- # text\n${ownerMissing}`,
    'behind a directive and another document': `${other}...\n%YAML 1.2\n---\n${ownerMissing}`,
    'a second document': `${other}---\n${ownerMissing}`,
    'before another document': `${ownerMissing}---\n${other}`,
    'a byte order mark': `\uFEFF${ownerMissing}`,
    'a byte order mark and ---': `\uFEFF---\n${ownerMissing}`,
    'a flow map over several lines': flow,
    'a flow map behind ---': `${other}---\n${JSON.stringify({ apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name: 'acid-a' }, spec: { teamId: 'acid', numberOfInstances: 2, volume: { size: '1Gi' }, postgresql: { version: '17' }, databases: { shop: 'seller' } } }, null, 2)}\n`,
    'JSON on one line, without a line end': JSON.stringify({
      apiVersion: 'acid.zalan.do/v1',
      kind: 'postgresql',
      metadata: { name: 'acid-a' },
      spec: {
        teamId: 'acid',
        numberOfInstances: 2,
        volume: { size: '1Gi' },
        postgresql: { version: '17' },
        databases: { shop: 'seller' },
      },
    }),
    'one line behind ---': `${other}---\n${JSON.stringify({ apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name: 'acid-a' }, spec: { teamId: 'acid', numberOfInstances: 2, volume: { size: '1Gi' }, postgresql: { version: '17' }, databases: { shop: 'seller' } } })}`,
    'an item of a list': `apiVersion: v1\nkind: List\nitems:\n${ownerMissing.replace(/^/gm, '  ').replace(/^ {2}/, '- ').trimEnd()}\n`,
    'a Helm template before it': `{{- if .Values.on }}\n${other}{{- end }}\n---\n${ownerMissing}`,
    'no line end at the end': ownerMissing.trimEnd(),
  };
  for (const [what, text] of Object.entries(texts)) {
    for (const lineEnd of ['\n', '\r\n']) {
      test(`${what}${lineEnd === '\n' ? '' : ', CRLF'}`, () => {
        const written = text.replaceAll('\n', lineEnd);
        const actions = actionsAt(written, rule).filter(({ title }) => title.startsWith('Disable'));
        const scopes = actions.map(({ title }) => title.split(' ').at(-1));
        assert.deepEqual(scopes, ['line', 'document', 'file']);
        for (const { title, edits } of actions) {
          const after = applyEdits(written, edits);
          assert.deepEqual(
            serviceWith(after)
              .diagnose(uri)
              .map(({ code, message }) => `${code} ${message}`),
            [],
            `${title}\n${after}`,
          );
          assert.ok(!written.includes('\r\n') || !/(?<!\r)\n/.test(after), 'line ends stay what they are');
        }
      });
    }
  }

  test('a line that begins within a text of several lines cannot be switched off alone', () => {
    const text = flow.replace(
      '  databases: {\n    shop:\n      seller\n  }',
      '  teamName: "a\n   b", databases: {shop: seller}',
    );
    const titles = actionsAt(text, rule).map(({ title }) => title);
    assert.ok(!titles.includes(`Disable ${rule} for this line`));
    assert.ok(titles.includes(`Disable ${rule} for this document`));
  });
});

describe('fix all', () => {
  const manySafe = `${head}  resouces: {}\n  enableLogicalBackup: "true"\n  users:\n    a:\n      - Superuser\n`;

  test('takes the safe ones only', () => {
    const service = serviceWith(`${head.replace('1Gi', '10GB')}  resouces: {}\n`);
    const text = applyEdits(service.text(uri) ?? '', service.fixAll(uri));
    assert.match(text, /size: 10GB\n/);
    assert.match(text, /\n {2}resources: \{\}\n/);
  });

  test('in one go where they do not touch', () => {
    const fixed = applyEdits(manySafe, serviceWith(manySafe).fixAll(uri));
    assert.match(fixed, /resources: \{\}\n {2}enableLogicalBackup: true\n/);
    assert.match(fixed, /- superuser\n/);
  });

  test('comes to an end with the fixtures, in a few rounds, without an overlap', () => {
    for (const fixture of someOf(150, readFixtures())) {
      const service = createFixtureService(fixture);
      for (const { path } of fixture.files) {
        const file = uriOf(path);
        let rounds = 0;
        for (let edits = service.fixAll(file); edits.length > 0; edits = service.fixAll(file)) {
          assert.ok(++rounds <= 12, `${fixture.name}: still fixing after 12 rounds`);
          edits.forEach(({ range }, index) => {
            const next = edits[index + 1]?.range.start;
            if (next)
              assert.ok(
                range.end.line < next.line || (range.end.line === next.line && range.end.character <= next.character),
                fixture.name,
              );
          });
          const before = service.text(file) ?? '';
          const after = applyEdits(before, edits);
          assert.notEqual(after, before, `${fixture.name}: a fix changes nothing`);
          service.setFile(file, after);
        }
        const safeOnes = service.diagnose(file).filter(({ fixes }) => fixes[0]?.safe && fixes[0].edits().length > 0);
        assert.deepEqual(
          safeOnes.map(({ code }) => code),
          [],
          fixture.name,
        );
      }
    }
  });
});
