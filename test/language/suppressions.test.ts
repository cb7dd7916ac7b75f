import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../support/applyEdits.ts';
import { serviceWith, uri } from '../support/manifests.ts';

const cluster = (first: string, last: string, name = 'acid-demo') =>
  `${first}apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ${name}\nspec:\n  teamId: acid\n  numberOfInstances: 2\n  volume:\n    size: 1Gi\n  postgresql:\n    version: "17"\n${last}`;
const rule = 'zalando/database-owner-missing';
const databases = (comment: string) => cluster('', `  resouces: {}\n  databases:\n${comment}    shop: seller\n`);

const codes = (text: string) =>
  serviceWith(text)
    .diagnose(uri)
    .map(({ code }) => code)
    // What is said of the comments themselves is below.
    .filter((code) => !code.startsWith('comments/'))
    .sort()
    .join(' ');
const both = `schema/unknown-key ${rule}`;

describe('a comment switches off', () => {
  const cases: readonly (readonly [what: string, text: string, left: string])[] = [
    ['nothing, if there is none', databases(''), both],
    ['a rule on the next line', databases(`    # db-manifests-disable-next-line ${rule}\n`), 'schema/unknown-key'],
    ['several rules', databases(`    # db-manifests-disable-next-line a/b, ${rule}\n`), 'schema/unknown-key'],
    [
      'several rules, without commas',
      databases(`    # db-manifests-disable-next-line a/b ${rule}\n`),
      'schema/unknown-key',
    ],
    ['all rules of a pack', databases('    # db-manifests-disable-next-line zalando/*\n'), 'schema/unknown-key'],
    ['everything, without a rule', databases('    # db-manifests-disable-next-line\n'), 'schema/unknown-key'],
    [
      'a rule, with a reason behind it',
      databases(`    # db-manifests-disable-next-line ${rule} # made by hand\n`),
      'schema/unknown-key',
    ],
    ['a rule in any column', databases(`# db-manifests-disable-next-line ${rule}\n`), 'schema/unknown-key'],
    [
      'in several comments',
      databases(
        `    # db-manifests-disable-next-line a/b\n    # db-manifests-disable-next-line ${rule}\n    # db-manifests-disable-next-line c/d\n`,
      ),
      'schema/unknown-key',
    ],
    [
      'a rule, with a reason behind two hyphens',
      databases(`    # db-manifests-disable-next-line ${rule} -- made by hand, a/b\n`),
      'schema/unknown-key',
    ],
    [
      'nothing with a hash in the middle of a word',
      databases(`    # db-manifests-disable-next-line ${rule}#x\n`),
      both,
    ],
    ['nothing on the line after', databases(`    # db-manifests-disable-next-line ${rule}\n\n`), both],
    ['nothing for another rule', databases('    # db-manifests-disable-next-line zalando/database\n'), both],
    ['nothing with a word that only begins so', databases(`    # db-manifests-disable-next-lines ${rule}\n`), both],
    [
      'nothing from within a text',
      databases('').replace('acid-demo', 'acid-demo\n  annotations: {x: "# db-manifests-disable-document"}'),
      both,
    ],
    ['a rule for the document', cluster(`# db-manifests-disable-document ${rule}\n`, '  databases: {a: b}\n'), ''],
    [
      'a rule for the document, from its end',
      cluster('', `  databases: {a: b}\n# db-manifests-disable-document ${rule}\n`),
      '',
    ],
    [
      'nothing in the next document',
      `${cluster(`# db-manifests-disable-document ${rule}\n`, '  databases: {a: b}\n')}---\n${cluster('', '  databases: {a: b}\n', 'acid-two')}`,
      rule,
    ],
    [
      'a rule for the file',
      `${cluster('', '  databases: {a: b}\n')}---\n# db-manifests-disable-file ${rule}\n${cluster('', '  databases: {a: b}\n', 'acid-two')}`,
      '',
    ],
    [
      'a rule for the file, from a document of somebody else',
      `kind: Widget\n# db-manifests-disable-file ${rule}\n---\n${cluster('', '  databases: {a: b}\n')}`,
      '',
    ],
    [
      'a rule for the file, from a template',
      `# db-manifests-disable-file ${rule}\nkind: {{ .Values.kind }}\n---\n${cluster('', '  databases: {a: b}\n')}`,
      '',
    ],
    [
      'the first line of a file',
      `# db-manifests-disable-next-line schema/unknown-version\n${cluster('', '').replace('/v1', '/v2')}`,
      '',
    ],
    ['everything in the file', cluster('# db-manifests-disable-file\n', '  resouces: {}\n  databases: {a: b}\n'), ''],
    [
      'a syntax problem too, if it says so',
      cluster('# db-manifests-disable-document yaml/duplicate-key\n', '  teamId: acid\n'),
      '',
    ],
  ];
  for (const [what, text, left] of cases) {
    test(what, () => {
      assert.equal(codes(text), left);
      assert.equal(codes(text.replaceAll('\n', '\r\n')), left, 'CRLF');
    });
  }
});

describe('a comment that switches nothing off', () => {
  const said = (text: string, options = {}) => {
    const service = serviceWith(text, options);
    const found = service.diagnose(uri).filter(({ code }) => code.startsWith('comments/'));
    return found.map(({ code, severity, range: { start, end }, fixes }) => {
      const line = text.split(/\r?\n/)[start.line]?.slice(start.character, end.character);
      const fixed = fixes.map((each) => applyEdits(text, each.edits()));
      return { is: `${severity} ${code} ${String(line)}`, fixed };
    });
  };
  const names = (text: string, options = {}) => said(text, options).map(({ is }) => is);
  const above = (comment: string) => databases(`    # ${comment}\n`);

  const cases: readonly (readonly [comment: string, ...said: string[]])[] = [
    [`db-manifests-disable-next-line ${rule}`],
    ['db-manifests-disable-next-line zalando/*'],
    ['db-manifests-disable-next-line'],
    ['db-manifests-disable-next-line *'],
    [`db-manifests-disable-document ${rule} -- zalando/none of it`],
    ['db-manifests are what this is about'],
    ['db-manifests-team looks after this'],
    ['disable-next-line of somebody else, a/b'],
    [
      'db-manifests-disable-next-line zalando/database-owner-mising',
      'warning comments/unknown-rule zalando/database-owner-mising',
    ],
    ['db-manifests-disable-next-line zalandoo/*', 'warning comments/unknown-rule zalandoo/*'],
    [
      'db-manifests-disable-next-line crunchy/database-owner-missing',
      'warning comments/unknown-rule crunchy/database-owner-missing',
    ],
    [
      `db-manifests-disable-next-line a/quite-another-thing, ${rule}`,
      'information comments/unknown-rule a/quite-another-thing',
    ],
    [`db-manifest-disable-next-line ${rule}`, 'warning comments/unknown-directive db-manifest-disable-next-line'],
    [`db-manifests-disable-nextline ${rule}`, 'warning comments/unknown-directive db-manifests-disable-nextline'],
    [`db-manifests-disable ${rule}`, 'warning comments/unknown-directive db-manifests-disable'],
    [`db-manifests-ignore: ${rule}`, 'warning comments/unknown-directive db-manifests-ignore'],
  ];
  for (const [comment, ...expected] of cases) {
    test(comment, () => {
      assert.deepEqual(names(above(comment)), expected);
      assert.deepEqual(names(above(comment).replaceAll('\n', '\r\n')), expected, 'CRLF');
    });
  }

  test('has fixes that make it do what was meant', () => {
    const meant = above(`db-manifests-disable-next-line ${rule}`);
    for (const wrong of [
      'db-manifests-disable-next-line zalando/database-owner-mising',
      'db-manifests-disable-next-line zalandoo/database-owner-missing',
      `db-manifest-disable-next-line ${rule}`,
      `db-manifests-disable-nextline ${rule}`,
    ])
      assert.equal(said(above(wrong))[0]?.fixed[0], meant, wrong);
  });

  test('behind a value is told, and may stand in a file of somebody else', () => {
    const behind = databases('').replace('shop: seller', `shop: seller # db-manifests-disable-next-line ${rule}`);
    assert.deepEqual(names(behind), ['warning comments/unknown-directive db-manifests-disable-next-line']);
    const foreign = 'kind: Widget\n# db-manifests-disable-fil\nx: 1\n';
    assert.deepEqual(names(foreign), ['warning comments/unknown-directive db-manifests-disable-fil']);
  });

  describe('because nothing is wrong', () => {
    const idle = (
      comment: string,
      text = databases('').replace('  databases:', '  users: {seller: []}\n  databases:'),
    ) => text.replace('  databases:', `  # ${comment}\n  databases:`);
    const unused = (id: string) => `hint comments/unused ${id}`;

    test('is faded, and taken out with its line, or its rule', () => {
      for (const lineEnd of ['\n', '\r\n']) {
        const text = idle(`db-manifests-disable-next-line ${rule}`).replaceAll('\n', lineEnd);
        const [found, ...more] = said(text);
        assert.deepEqual([found?.is, more], [unused(rule), []]);
        assert.deepEqual(found?.fixed, [text.replace(`  # db-manifests-disable-next-line ${rule}${lineEnd}`, '')]);
      }
      const two = idle(`db-manifests-disable-document schema/unknown-key, ${rule}`);
      assert.deepEqual(said(two)[0]?.fixed, [two.replace(`, ${rule}`, '')]);
      const first = idle(`db-manifests-disable-document ${rule}, schema/unknown-key`);
      assert.deepEqual(said(first)[0]?.fixed, [first.replace(`${rule}, `, '')]);
    });

    test('for the whole document or file', () => {
      assert.deepEqual(names(idle(`db-manifests-disable-document ${rule}`)), [unused(rule)]);
      assert.deepEqual(names(idle(`db-manifests-disable-file ${rule}`)), [unused(rule)]);
      const used = `${idle(`db-manifests-disable-file ${rule}`)}---\n${cluster('', '  databases: {a: b}\n', 'acid-two')}`;
      assert.deepEqual(names(used), []);
    });

    test('is not said where nobody can know', () => {
      const text = idle(`db-manifests-disable-next-line ${rule}`);
      assert.deepEqual(names(text, { settings: { rules: { [rule]: 'off' } } }), [], 'the rule is off');
      assert.deepEqual(names(`${text}  users\n`), [], 'a line is half typed');
      assert.deepEqual(names(text.replace('acid-demo', '{{ .Values.name }}')), [], 'a template');
      assert.deepEqual(
        names(idle('db-manifests-disable-document zalando/volume-shrunk')),
        [],
        'it compares with the commit',
      );
      assert.deepEqual(names(idle('db-manifests-disable-next-line zalando/*')), [], 'one of many rules');
      assert.deepEqual(names(idle('db-manifests-disable-next-line values/type')), [], 'judged elsewhere');
      const service = serviceWith('');
      service.setComplete(false);
      service.setFile(uri, text);
      assert.ok(!service.diagnose(uri).some(({ code }) => code === 'comments/unused'), 'files are still to come');
    });
  });
});
