import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serviceWith, uri } from '../support/manifests.ts';

const cluster = (first: string, last: string, name = 'acid-demo') =>
  `${first}apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ${name}\nspec:\n  teamId: acid\n  numberOfInstances: 2\n  volume:\n    size: 1Gi\n  postgresql:\n    version: "17"\n${last}`;
const rule = 'zalando/database-owner-missing';
const databases = (comment: string) => cluster('', `  resouces: {}\n  databases:\n${comment}    shop: seller\n`);

const codes = (text: string) =>
  serviceWith(text)
    .diagnose(uri)
    .map(({ code }) => code)
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
