import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { LanguageService } from '../../../server/language/languageService.ts';
import type { Location, Position } from '../../../server/language/answers.ts';
import { createService } from '../../../server/host/createService.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { dist, uriOf } from '../../support/fixtures.ts';

const cluster = uriOf('hippo.yaml');
const application = uriOf('keycloak.yaml');

const hippo = `apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata:
  name: hippo
  namespace: shop
spec:
  postgresVersion: 16
  users:
    - name: hippo
      databases: [zoo]
  instances:
    - dataVolumeClaimSpec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
`;

const keycloak = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: keycloak
  namespace: shop
spec:
  selector:
    matchLabels: { app: keycloak }
  template:
    metadata:
      labels: { app: keycloak }
    spec:
      containers:
        - name: keycloak
          image: quay.io/keycloak/keycloak:16.1.1
          env:
            - name: DB_ADDR
              valueFrom: { secretKeyRef: { name: hippo-pguser-hippo, key: host } }
            - name: DB_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: hippo-pguser-hippo
                  key: password
`;

/** Position of the first character of a text; `behind`: behind its last one. */
function at(text: string, part: string, behind = false): Position {
  const offset = text.indexOf(part) + (behind ? part.length : 0);
  assert.ok(text.includes(part), part);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** `hippo.yaml:8 hippo`: file, line from 0 and the text there. */
function told(service: LanguageService, locations: readonly Location[]): string[] {
  return locations.map(({ uri, range }) => {
    const line = (service.text(uri) ?? '').split('\n')[range.start.line] ?? '';
    return `${uri.slice(uriOf('').length)}:${range.start.line} ${line.slice(range.start.character, range.end.character)}`;
  });
}

function problems(service: LanguageService, uri: string): string[] {
  return service.diagnose(uri).map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

describe('names across files', () => {
  let service: LanguageService;
  beforeEach(() => {
    service = createService(dist);
    service.setFile(cluster, hippo);
    service.setFile(application, keycloak);
  });

  test('a Secret that the operator makes leads to the user that causes it', () => {
    const found = service.definition(application, at(keycloak, 'hippo-pguser-hippo'));
    assert.deepEqual(told(service, found), ['hippo.yaml:8 hippo']);
    const key = service.definition(application, at(keycloak, 'password'));
    assert.deepEqual(told(service, key), ['hippo.yaml:8 hippo']);
  });

  test('a hover on it says who makes it', () => {
    const hover = service.hover(application, at(keycloak, 'hippo-pguser-hippo'));
    assert.match(hover?.text.markdown ?? '', /Made by the operator: Secret hippo-pguser-hippo.*\[hippo\.yaml\]\(file:/);
  });

  test('references to a user are the places that use its Secret', () => {
    const found = service.references(cluster, at(hippo, 'hippo\n      databases'), false);
    assert.deepEqual(told(service, found), [
      'keycloak.yaml:17 hippo-pguser-hippo',
      'keycloak.yaml:21 hippo-pguser-hippo',
    ]);
  });

  test('nothing is wrong as long as everything is there', () => {
    assert.deepEqual(problems(service, cluster), []);
    assert.deepEqual(problems(service, application), []);
  });

  test('a key that the operator does not make is a warning, with the nearest one', () => {
    service.setFile(application, keycloak.replace('key: password', 'key: passwrd'));
    const [problem, ...others] = service.diagnose(application);
    assert.deepEqual(others, []);
    assert.ok(problem);
    assert.equal(problem.severity, 'warning');
    assert.equal(problem.code, 'names/missing-key');
    assert.match(problem.message, /^Secret "hippo-pguser-hippo" has no key "passwrd": it has "host"/);
    assert.deepEqual(
      problem.fixes.map(({ title }) => title),
      ['Change to "password"'],
    );
    assert.match(applyEdits(service.text(application) ?? '', problem.fixes[0]?.edits() ?? []), /key: password\n/);
  });

  test('a key that the Secret beside does not have is said before the rest of the workspace is known', () => {
    service.setComplete(false);
    const secret = (data: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: login, namespace: shop }\nstringData: { ${data} }\n---\n`;
    const refers = keycloak.replace('name: hippo-pguser-hippo, key: host', 'name: login, key: host');
    service.setFile(application, secret('password: a') + refers);
    assert.deepEqual(problems(service, application), [
      'warning names/missing-key: Secret "login" has no key "host": it has "password".',
    ]);
    service.setFile(application, secret('host: a') + refers);
    assert.deepEqual(problems(service, application), []);
    // The operator makes what it makes, wherever its cluster stands.
    service.setFile(application, keycloak.replace('key: password', 'key: passwrd'));
    assert.equal(service.diagnose(application)[0]?.code, 'names/missing-key');
  });

  test('what may still turn up is not missing', () => {
    service.setComplete(false);
    service.setFile(application, keycloak.replaceAll('hippo-pguser-hippo', 'hippo-pguser-hipo'));
    assert.deepEqual(problems(service, application), []);
    const elsewhere = 'apiVersion: v1\nkind: Secret\nmetadata: { name: login, namespace: shop }\ndata: { a: "" }\n';
    service.setFile(uriOf('base/login.yaml'), elsewhere);
    service.setFile(application, keycloak.replaceAll('hippo-pguser-hippo', 'login'));
    assert.deepEqual(problems(service, application), [], 'an overlay may add the key');
    service.setComplete(true);
    assert.equal(problems(service, application).length, 2);
  });

  test('a name close to one of the workspace is a warning, one that nobody knows is information', () => {
    service.setFile(application, keycloak.replaceAll('hippo-pguser-hippo', 'hippo-pguser-hipo'));
    assert.deepEqual(
      new Set(service.diagnose(application).map(({ severity, code }) => `${severity} ${code}`)),
      new Set(['warning names/misspelt']),
    );
    service.setFile(application, keycloak.replaceAll('hippo-pguser-hippo', 'database-login'));
    assert.deepEqual(
      new Set(service.diagnose(application).map(({ severity, code }) => `${severity} ${code}`)),
      new Set(['information names/unknown']),
    );
  });

  test('a Secret of another namespace is out of reach', () => {
    service.setFile(application, keycloak.replace('namespace: shop', 'namespace: web'));
    assert.match(
      problems(service, application)[0] ?? '',
      /^warning names\/other-namespace: Secret "hippo-pguser-hippo" is in namespace "shop"/,
    );
  });

  test('an edit in one file is seen in the other', () => {
    service.diagnose(application);
    service.changeFile(cluster, [
      { range: { start: at(hippo, 'hippo\n      databases'), end: at(hippo, 'hippo\n      databases') }, text: 'sea' },
    ]);
    assert.ok(problems(service, application).every((each) => each.includes('hippo-pguser-hippo')));
    assert.equal(problems(service, application).length, 2);
    service.removeFile(cluster);
    assert.deepEqual(new Set(service.diagnose(application).map(({ code }) => code)), new Set(['names/unknown']));
  });

  test('completion offers the names and keys that are known', () => {
    const text = keycloak.replace('key: password', 'key: ');
    service.setFile(application, text);
    const position = at(text, '                  key: ', true);
    const labels = service.complete(application, position).map(({ label }) => label);
    for (const key of ['host', 'port', 'dbname', 'user', 'password', 'uri', 'jdbc-uri', 'verifier'])
      assert.ok(labels.includes(key), key);
    const unnamed = keycloak.replace('name: hippo-pguser-hippo\n', 'name: \n');
    service.setFile(application, unnamed);
    const names = service
      .complete(application, at(unnamed, '                  name: ', true))
      .map(({ label }) => label);
    assert.ok(names.includes('hippo-pguser-hippo'));
    // The key stands there already, and the other Secrets that the operator makes do not have it.
    assert.ok(!names.includes('hippo-cluster-cert'), names.join());
  });

  test('a variable that is called for a host is offered the Services of the namespace, and nothing is wrong with another host', () => {
    const head = 'apiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { ports: [{ port: 5432 }] }\n---\n';
    const pod = (host: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: example.org/web:1\n      env:\n        - name: DB_HOST\n          value: ${host}\n`;
    service.setFile(application, head + pod(''));
    const labels = service
      .complete(application, at(head + pod(''), '          value: ', true))
      .map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 2), ['db', 'hippo-ha']);
    service.setFile(application, head + pod('db.example.com'));
    assert.deepEqual(problems(service, application), []);
  });

  test('fields of the pod and resources of the container are offered to a variable, those for files alone are not', () => {
    const pod = (source: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: example.org/web:1\n      env:\n        - name: A\n          valueFrom:\n            ${source}: `;
    const offered = (source: string) => {
      service.setFile(application, pod(source));
      return service.complete(application, at(pod(source), `${source}: `, true)).map(({ label }) => label);
    };
    const fields = offered('fieldRef:\n              fieldPath');
    assert.ok(fields.includes('status.podIP') && !fields.includes('metadata.labels'), fields.join());
    assert.ok(offered('resourceFieldRef:\n              resource').includes('requests.memory'));
  });

  test('no resource is offered its own name', () => {
    const kind = 'apiVersion: pingcap.com/v1alpha1\nkind: TidbCluster\n';
    const text = `${kind}metadata: { name: mine }\nspec:\n  cluster:\n    name: \n---\n${kind}metadata: { name: other }\n`;
    service.setFile(application, text);
    const labels = service.complete(application, at(text, '    name: ', true)).map(({ label }) => label);
    assert.deepEqual(labels, ['other']);
  });

  test('renaming a user takes the references to its Secret along', () => {
    const position = at(hippo, 'hippo\n      databases');
    const ready = service.prepareRename(cluster, position);
    assert.ok(ready && 'name' in ready && ready.name === 'hippo', JSON.stringify(ready));
    const renamed = service.rename(cluster, position, 'rhino');
    assert.ok('changes' in renamed);
    assert.deepEqual([...renamed.changes.keys()].sort(), [cluster, application].sort());
    for (const [uri, edits] of renamed.changes) service.setFile(uri, applyEdits(service.text(uri) ?? '', edits));
    assert.match(service.text(cluster) ?? '', /- name: rhino\n/);
    assert.equal((service.text(application) ?? '').split('hippo-pguser-rhino').length, 3);
    assert.deepEqual([...problems(service, cluster), ...problems(service, application)], []);
  });

  test('a name that the operator has chosen is not renamed, nor one that cannot change', () => {
    const derived = service.prepareRename(application, at(keycloak, 'hippo-pguser-hippo'));
    assert.match(derived && 'problem' in derived ? derived.problem : '', /operator chooses this name/);
    const taken = service.rename(cluster, at(hippo, 'hippo\n      databases'), '');
    assert.ok('problem' in taken);
    assert.equal(service.prepareRename(cluster, at(hippo, 'postgresVersion')), undefined);
  });

  test('workspace symbols, highlights and lenses know the same names', () => {
    const symbols = service.workspaceSymbols('hippo').map(({ name, container }) => `${name}: ${container}`);
    assert.ok(symbols.includes('hippo: PostgresCluster in shop'));
    assert.ok(symbols.some((each) => each.startsWith('hippo-pguser-hippo: Secret')));
    assert.equal(service.documentHighlights(application, at(keycloak, 'hippo-pguser-hippo')).length, 2);
    const lenses = service.codeLenses(cluster).map(({ range, title }) => `${range.start.line} ${title}`);
    assert.ok(lenses.includes('8 2 references'), lenses.join(', '));
  });
});
