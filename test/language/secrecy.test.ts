import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serviceWith, uri } from '../support/manifests.ts';

/** What is wrong with a value that is secret is said without the value: it ends up in the logs of CI and of the editor. */

const secret = (...lines: readonly string[]): string =>
  ['apiVersion: v1', 'kind: Secret', 'metadata:', '  name: shop', ...lines, ''].join('\n');
const needles = /7391|gravel|hunter|Z3JhdmVs/;

const wrong: Readonly<Record<string, string>> = {
  'a number': secret('stringData:', '  password: 73917391'),
  'a fraction': secret('stringData:', '  password: 7391.7391'),
  'a number in data': secret('data:', '  password: 73917391'),
  'what is not base64': secret('data:', '  password: gravel-hunter!'),
  'a map': secret('stringData:', '  password:', '    inner: gravel-hunter'),
  'a list': secret('stringData:', '  password: [gravel-hunter]'),
  'text in place of a map': secret('stringData: gravel-hunter'),
  'a line break at its end': secret('stringData:', '  password: |', '    gravel-hunter'),
  'a key twice': secret('stringData:', '  password: gravel-hunter', '  password: gravel-hunter'),
  'a key in both': secret('data:', '  password: Z3JhdmVs', 'stringData:', '  password: gravel'),
  'a password in another resource': [
    ...['apiVersion: operator.tekton.dev/v1alpha1', 'kind: TektonResult', 'metadata:', '  name: result'],
    ...['spec:', '  db_port: "5432"', '  password: 73917391', '  token: [73917391]', ''],
  ].join('\n'),
};

describe('a value that is secret', () => {
  for (const [what, text] of Object.entries(wrong))
    test(`${what}: no message and no title of a fix repeats it`, () => {
      const problems = serviceWith(text).diagnose(uri);
      assert.ok(problems.length > 0, 'something is wrong');
      for (const { message, fixes, related = [] } of problems)
        for (const said of [message, ...fixes.map(({ title }) => title), ...related.map((each) => each.message)])
          assert.doesNotMatch(said, needles);
    });
});
