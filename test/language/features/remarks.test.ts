import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Resource } from '../../../schemas/contract/index.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { uriOf } from '../../support/fixtures.ts';
import { serviceWith, uri } from '../../support/manifests.ts';

const head = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\nspec:\n';
const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe('inlay hints', () => {
  const users = `${head}  users:\n    seller: []\n    buyer:\n      - createdb\n    clerk: # why\n    "<b>": {}\n`;
  const hints = (text: string, options = {}) => serviceWith(text, options).inlayHints(uri, everywhere);

  test('name the Secret behind each user', () => {
    assert.deepEqual(
      hints(users).map(({ position, label }) => [position.line, position.character, label]),
      [
        [6, 14, '→ seller.acid-demo.credentials.postgresql.…'],
        [7, 10, '→ buyer.acid-demo.credentials.postgresql.…'],
        [9, 10, '→ clerk.acid-demo.credentials.postgresql.…'],
        [10, 13, '→ <b>.acid-demo.credentials.postgresql.…'],
      ],
    );
  });

  test('show names of a manifest as text', () => {
    assert.match(hints(users)[3]?.tooltip?.markdown ?? '', /^Secret `<b>\.acid-demo/);
  });

  test('can be switched off', () => {
    assert.deepEqual(hints(users, { settings: { inlayHints: false } }), []);
  });

  test('are those of the lines that are seen', () => {
    const service = serviceWith(`kind: Widget\n---\n${users}`);
    const range = { start: { line: 9, character: 0 }, end: { line: 9, character: 5 } };
    assert.deepEqual(
      service.inlayHints(uri, range).map(({ position }) => position.line),
      [9],
    );
  });

  test('leave templates and other kinds alone', () => {
    assert.deepEqual(hints(users.replace('acid-demo', '{{ .Name }}')), []);
    assert.deepEqual(hints(users.replace('postgresql\n', 'other\n')), []);
  });
});

describe('document links', () => {
  const links = (text: string, options = {}) =>
    serviceWith(text, options)
      .documentLinks(uri)
      .map(({ range, target }) => [range.start.line, range.start.character, range.end.character, target]);

  test('lead from a kind to its manual', () => {
    const manual = 'https://example.com/manual';
    const packs = languagePacks.map((pack) => ({
      ...pack,
      system: {
        ...pack.system,
        derive: (resource: Resource) => pack.system.derive(resource),
        kinds: pack.system.kinds.map((kind) => ({ ...kind, manual })),
      },
    }));
    assert.deepEqual(links(`kind: Widget\napiVersion: example.com/v1\n---\n${head}`, { packs }), [[4, 6, 16, manual]]);
  });

  test('lead from a rule in a comment to its page', () => {
    const found = links('# db-manifests-disable-file zalando/database-owner-missing, no/rule\n');
    assert.deepEqual(
      found.map((link) => link.slice(0, 3)),
      [[0, 28, 58]],
    );
    assert.match(String(found[0]?.[3]), /^db-manifests-rule:\/zalando\/database-owner-missing\.md$/);
  });
});

describe('the status of a file', () => {
  const operator = (version: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: postgres-operator\nspec:\n  template:\n    spec:\n      containers:\n        - name: postgres-operator\n          image: ghcr.io/zalando/postgres-operator:v${version}\n`;
  const status = (files: Record<string, string>, options = {}) => {
    const { systems, resources } = serviceWith({ 'a.yaml': head, ...files }, options).status(uriOf('a.yaml'));
    return [
      resources,
      ...systems.map(
        ({ id, version, versionFrom, versionUri }) =>
          `${id} ${version ?? '?'} ${versionFrom}${versionUri ? ` ${versionUri.slice(uriOf('').length)}` : ''}`,
      ),
    ];
  };

  test('knows the version from the setting first', () => {
    assert.deepEqual(
      status({ 'operator.yaml': operator('1.14.0') }, { settings: { operatorVersions: { zalando: '1.12.0' } } }),
      [1, 'zalando 1.12.0 settings'],
    );
  });

  test('then from the Deployment of the operator in the workspace', () => {
    assert.deepEqual(status({ 'operator.yaml': operator('1.14.0') }), [1, 'zalando 1.14.0 workspace operator.yaml']);
    assert.deepEqual(status({ 'operator.yaml': `kind: Widget\n---\n${operator('1.14.0')}` }), [
      1,
      'zalando 1.14.0 workspace operator.yaml',
    ]);
    assert.deepEqual(
      status({
        'operator.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'postgres-operator' }, spec: { template: { spec: { containers: [{ name: 'postgres-operator', image: 'ghcr.io/zalando/postgres-operator:v1.14.0' }] } } } })}\n`,
      }),
      [1, 'zalando 1.14.0 workspace operator.yaml'],
    );
  });

  test('is of no version if several contradict one another, or none is there', () => {
    assert.deepEqual(status({ 'staging.yaml': operator('1.14.0'), 'production.yaml': operator('1.13.0') }), [
      1,
      'zalando ? unknown',
    ]);
    assert.deepEqual(
      status({ 'staging.yaml': operator('1.14.0'), 'production.yaml': operator('1.14.0') })[1],
      'zalando 1.14.0 workspace staging.yaml',
    );
    assert.deepEqual(status({}), [1, 'zalando ? unknown']);
  });

  test('follows the workspace', () => {
    const service = serviceWith({ 'a.yaml': head, 'operator.yaml': operator('1.14.0') });
    const version = () => service.status(uriOf('a.yaml')).systems[0]?.version;
    assert.equal(version(), '1.14.0');
    service.setFile(uriOf('operator.yaml'), operator('1.13.0'));
    assert.equal(version(), '1.13.0');
    service.removeFile(uriOf('operator.yaml'));
    assert.equal(version(), undefined);
    service.configure({ operatorVersions: { zalando: '1.12.0' } });
    assert.equal(version(), '1.12.0');
  });

  test('counts resources of all systems, in lists too', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: acid.zalan.do/v1\n  kind: postgresql\n- apiVersion: example.com/v1\n  kind: Widget\n- apiVersion: operator.tekton.dev/v1alpha1\n  kind: TektonResult\n';
    assert.deepEqual(status({ 'a.yaml': `${list}---\n${head}` }), [3, 'zalando ? unknown', 'tekton-results ? unknown']);
    assert.deepEqual(status({ 'a.yaml': 'kind: Widget\napiVersion: example.com/v1\n' }), [0]);
  });
});

test('a file that nobody has added has empty answers', () => {
  const service = serviceWith({});
  const at = { line: 0, character: 0 };
  assert.deepEqual(
    [
      service.diagnose(uri),
      service.complete(uri, at),
      service.hover(uri, at),
      service.codeActions(uri, everywhere),
      service.fixAll(uri),
      service.documentSymbols(uri),
      service.foldingRanges(uri),
      service.selectionRanges(uri, [at]),
      service.documentLinks(uri),
      service.inlayHints(uri, everywhere),
      service.status(uri),
      service.text(uri),
      service.hasFile(uri),
    ],
    [
      [],
      [],
      undefined,
      [],
      [],
      [],
      [],
      [],
      [],
      [],
      { systems: [], resources: 0, definitions: [], configurations: [] },
      undefined,
      false,
    ],
  );
});
