import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { saidTexts } from '../../tools/words.ts';
import { createFixtureService, readFixtures, root, uriOf } from '../support/fixtures.ts';
import { positionAt, serviceWith, uri } from '../support/manifests.ts';
import { someOf } from '../support/someOf.ts';

/** A language in which words are in upper case: values are told from them, and what is said in English stands out. */
const translate = (text: string) =>
  text.replaceAll(/\{\d+\}|[a-z]/g, (part) => (part.length > 1 ? part : part.toUpperCase()));

const manifest = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop
spec:
  teamId: acid
  numberOfInstance: 2
  volume:
    size: 1Gi
  users:
    seller: []
  databases:
    shop: buyer
  postgresql:
    version: "17"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: limits
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: shop:1
      envFrom:
        - configMapRef:
            name: limits
`;

describe('in a language of the editor', () => {
  const service = serviceWith(manifest, { translate });
  const all = { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } };
  const isOurs = (text: string) =>
    assert.doesNotMatch(text.replaceAll(/"[^"]*"|`[^`]*`|\S+\/\S+/g, ''), /[a-z]{3}/, text);

  test('problems, fixes and actions are told, and values stay what they are', () => {
    const problems = service.diagnose(uri);
    const owner = problems.find(({ code }) => code === 'zalando/database-owner-missing');
    assert.match(owner?.message ?? '', /"shop".*"buyer"/);
    assert.ok(problems.length >= 2);
    for (const { message, fixes } of problems) [message, ...fixes.map(({ title }) => title)].forEach(isOurs);
    for (const { title } of service.codeActions(uri, all)) isOurs(title);
  });

  test('so are lenses, and why a name stays', () => {
    assert.ok(service.codeLenses(uri).length > 0);
    for (const { title } of service.codeLenses(uri)) isOurs(title);
    const renamed = service.rename(uri, positionAt(manifest, manifest.indexOf('teamId')), 'x');
    assert.ok('problem' in renamed);
    isOurs(renamed.problem);
  });
});

test('whatever is said about the fixtures is in the list of texts that translations are written from', () => {
  const known = saidTexts(root);
  const unknown = new Set<string>();
  const note = (text: string) => {
    if (!known.has(text)) unknown.add(text);
    return text;
  };
  for (const fixture of someOf(120, readFixtures())) {
    const service = createFixtureService(fixture, { translate: note });
    for (const { path } of fixture.files) service.diagnose(uriOf(path));
  }
  assert.deepEqual([...unknown], []);
});
