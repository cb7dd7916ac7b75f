import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toCodeAction } from '../../../server/host/lsp/convert.ts';
import type { CodeAction } from '../../../server/language/answers.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { uriOf } from '../../support/fixtures.ts';
import { serviceWith } from '../../support/manifests.ts';

function pod(name: string, key: string, namespace = ''): string {
  const variable = `{name: A, valueFrom: {secretKeyRef: {name: shop-db, key: ${key}}}}`;
  const metadata = `{name: ${name}${namespace ? `, namespace: ${namespace}` : ''}}`;
  return `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec:\n  containers:\n    - name: shop\n      image: registry.example.com/shop:1\n      env:\n        - ${variable}\n`;
}

function actions(files: Readonly<Record<string, string>>, file = 'a/shop.yaml'): CodeAction[] {
  const service = serviceWith(files);
  const problem = service.diagnose(uriOf(file)).find(({ code }) => code === 'names/unknown');
  assert.ok(problem, 'no names/unknown');
  return service.codeActions(uriOf(file), problem.range).filter(({ title }) => title.startsWith('Add'));
}

describe('a Secret that nothing makes', () => {
  const text = pod('shop', 'password', 'shop');

  test('is added behind the document, or in a file of its own', () => {
    const [here, there, ...others] = actions({ 'a/shop.yaml': text });
    assert.deepEqual(others, []);
    assert.equal(here?.title, 'Add Secret "shop-db"');
    assert.equal(there?.title, 'Add Secret "shop-db" in a file of its own');
    const secret = `# Fill in before it is applied; keep real values out of version control.\napiVersion: v1\nkind: Secret\nmetadata:\n  name: shop-db\n  namespace: shop\ntype: Opaque\nstringData:\n  password: change-me\n`;
    assert.equal(applyEdits(text, here.edits), `${text}---\n${secret}`);
    assert.deepEqual(there.edits, []);
    assert.deepEqual(there.newFile, { uri: uriOf('a/secret-shop-db.yaml'), text: secret });
  });

  test('has the keys that anything in its namespace asks for', () => {
    const [, there] = actions({
      'a/shop.yaml': text,
      'b.yaml': pod('other', 'user', 'shop'),
      'c.yaml': pod('far', 'token', 'elsewhere'),
    });
    assert.match(there?.newFile?.text ?? '', /stringData:\n {2}password: change-me\n {2}user: change-me\n$/);
  });

  test('does not take the place of a file', () => {
    const [, there] = actions({ 'a/shop.yaml': text, 'a/secret-shop-db.yaml': 'kind: Other\n' });
    assert.equal(there?.newFile?.uri, uriOf('a/secret-shop-db-2.yaml'));
  });

  test('is gone from the problems once it is there', () => {
    const [, there] = actions({ 'a/shop.yaml': text });
    const service = serviceWith({ 'a/shop.yaml': text, 'a/secret-shop-db.yaml': there?.newFile?.text ?? '' });
    const codes = service.diagnose(uriOf('a/shop.yaml')).map(({ code }) => code);
    assert.ok(!codes.some((code) => code.startsWith('names/')), codes.join());
  });

  test('goes to the editor as a file to create', () => {
    const [, there] = actions({ 'a/shop.yaml': text });
    assert.ok(there?.newFile);
    const { uri } = there.newFile;
    const { edit } = toCodeAction(uriOf('a/shop.yaml'), there);
    assert.deepEqual(edit?.documentChanges?.[0], {
      kind: 'create',
      uri,
      options: { ignoreIfExists: false, overwrite: false },
    });
    assert.equal(edit.documentChanges.length, 2);
    assert.equal(edit.changes, undefined);
  });
});

test('the Secret of a database has the keys that the operator reads', () => {
  const result = `apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata:\n  name: result\nspec:\n  targetNamespace: tekton-pipelines\n  is_external_db: true\n  db_host: db.example.com\n  db_name: results\n`;
  const [, there] = actions({ 'a/shop.yaml': result });
  assert.match(there?.newFile?.text ?? '', /name: tekton-results-postgres\n {2}namespace: tekton-pipelines\n/);
  assert.match(
    there?.newFile?.text ?? '',
    /stringData:\n {2}POSTGRES_USER: change-me\n {2}POSTGRES_PASSWORD: change-me\n$/,
  );
});

test('the Secret that images are pulled with has its type and its file', () => {
  const account =
    'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\nimagePullSecrets:\n  - name: registry\n';
  const [, there] = actions({ 'a/shop.yaml': account });
  const end = /type: kubernetes.io\/dockerconfigjson\nstringData:\n {2}.dockerconfigjson: '?"?\{/;
  assert.match(there?.newFile?.text ?? '', end);
});

test('the Secret of a certificate has its type and two files', () => {
  const cluster = `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-shop\nspec:\n  teamId: acid\n  numberOfInstances: 2\n  postgresql:\n    version: "17"\n  volume:\n    size: 1Gi\n  spiloFSGroup: 103\n  tls:\n    secretName: shop-tls\n`;
  const [, there] = actions({ 'a/shop.yaml': cluster });
  assert.match(there?.newFile?.text ?? '', /type: kubernetes.io\/tls\nstringData:\n {2}tls.crt: \|\n/);
  assert.match(there?.newFile?.text ?? '', /tls.key: \|\n {4}-----BEGIN PRIVATE KEY-----\n/);
});
