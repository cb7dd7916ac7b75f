import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestPath, Resource } from '../../../schemas/contract/index.ts';
import { describe as describeNode } from '../../../schemas/systems/crunchy/describe.ts';
import { draft } from '../../../schemas/systems/crunchy/draft.ts';
import { findPgBackRestSetting, pgBackRestSettings } from '../../../schemas/systems/crunchy/pgBackRestSettings.ts';
import { pgBouncerSettings } from '../../../schemas/systems/crunchy/pgBouncerSettings.ts';
import { crunchyVocabulary } from '../../../schemas/systems/crunchy/suggestions.ts';
import { manifestOf, resourceOf } from '../../support/names.ts';
import { workspaceOf } from '../../support/workspaceOf.ts';
import { writtenText } from '../../support/writtenText.ts';

const api = 'postgres-operator.crunchydata.com/v1beta1';
const cluster = clusterOf(`postgresVersion: 17
users:
- { name: app, databases: [shop], password: { type: AlphaNumeric } }
instances:
- name: main
  replicas: 3
  containers: [{ name: side, image: side }]
  volumes: { additional: [{ name: files, claimName: files, containers: [x] }] }
- replicas: 1
customTLSSecret: { name: own-tls }
service: { type: NodePort }
instrumentation: { config: { exporters: { otlp: {} } }, logs: { exporters: [x] } }
backups:
  pgbackrest:
    configuration: [{ secret: { name: keys } }]
    global: { repo3-path: /shop }
    repos:
    - { name: repo1, volume: {} }
    - { name: repo3, s3: { bucket: b } }
    - { name: repo4, gcs: { bucket: b } }
`);

describe('suggestions', () => {
  test('names of repositories that are free, containers of the pods at hand, exporters of the collector', () => {
    assert.deepEqual(suggest('repository-names', ['spec', 'backups', 'pgbackrest', 'repos', 3, 'name']), ['repo2']);
    const container = ['spec', 'instances', 0, 'volumes', 'additional', 0, 'containers', 0];
    assert.deepEqual(suggest('container-name', container).slice(0, 1), ['database']);
    assert.ok(suggest('container-name', container).includes('side'));
    assert.ok(!suggest('container-name', ['spec', 'instances', 1, 'volumes']).includes('side'));
    assert.deepEqual(suggest('exporter-name', ['spec', 'instrumentation', 'logs', 'exporters', 0]), ['otlp']);
  });

  test('never fail, whatever the resource', () => {
    const strange = resourceOf(`apiVersion: ${api}\nkind: PGAdmin\nspec: [1]\n`);
    for (const name of Object.keys(crunchyVocabulary.suggest ?? {})) {
      assert.doesNotThrow(() => suggest(name, ['spec'], strange), name);
    }
  });

  test('a name that is no DNS label is repaired', () => {
    const repair = crunchyVocabulary.repair?.['dns-label'];
    assert.equal(repair?.('pgha1_dev', cluster.root), 'pgha1-dev');
    assert.equal(repair('___', cluster.root), undefined);
  });
});

describe('settings', () => {
  test('of a repository stand under its name, and those of the operator and secrets are not offered', () => {
    const keys = new Set([...pgBackRestSettings.keys(cluster)].map(({ key }) => key));
    assert.ok(
      keys.has('repo1-retention-full') && keys.has('repo4-retention-full') && !keys.has('repo2-retention-full'),
    );
    for (const key of ['repo3-s3-bucket', 'repo3-s3-key', 'repo-retention-full', 'lock-path'])
      assert.ok(!keys.has(key), key);
    assert.match(pgBackRestSettings.find('repo2-s3-key', cluster)?.help.markdown ?? '', /Secret/);
    assert.equal(findPgBackRestSetting('repo1-nothing'), undefined);
    assert.equal(findPgBackRestSetting('retention-full'), undefined);
  });

  test('come with a value that they take, as text', () => {
    for (const dictionary of [pgBackRestSettings, pgBouncerSettings]) {
      for (const { key, insert = '', values } of dictionary.keys(cluster)) {
        const value: unknown = JSON.parse(insert);
        assert.ok(typeof value === 'string' && value !== '', key);
        assert.ok(values === undefined || values.some((each) => each.value === value), key);
      }
    }
  });
});

describe('describe', () => {
  for (const [path, text] of [
    [['spec', 'instances'], '4 instances: one primary and 3 to take over.'],
    [['spec', 'instances', 0, 'name'], 'Pods: `hippo-main-xxxx-0`, with four characters at random.'],
    [['spec', 'service', 'type'], 'Service `hippo-ha`.'],
    [['spec', 'postgresVersion'], 'Data: `/pgdata/pg17` in the pods.'],
    [
      ['spec', 'users', 0, 'password', 'type'],
      'For a new password empty `password` and `verifier` in Secret `hippo-pguser-app`.',
    ],
    [['spec', 'backups', 'pgbackrest', 'repos', 0, 'name'], 'Path: `/pgbackrest/repo1`.'],
    [['spec', 'backups', 'pgbackrest', 'repos', 1, 'name'], 'Path: `/shop`.'],
    [['spec', 'users', 0, 'name'], undefined],
  ] as const) {
    test(path.join('.'), () => {
      assert.equal(describeAt(path), text);
    });
  }
});

describe('describe, where the number of instances is not known', () => {
  for (const replicas of ['0', '-1', '0.5', '${COUNT}', 'two']) {
    test(`says nothing of replicas: ${replicas}`, () => {
      assert.equal(
        describeAt(
          ['spec', 'instances'],
          clusterOf(`instances:
- replicas: ${replicas}
`),
        ),
        undefined,
      );
    });
  }
});

describe('a Secret that is missing', () => {
  const drafted = (name: string, by = cluster) =>
    draft({ type: 'Secret', name, namespace: '', keys: [], by })?.value['stringData'];

  test('of certificates has the three files', () => {
    assert.deepEqual(Object.keys(drafted('own-tls') ?? {}), ['tls.crt', 'tls.key', 'ca.crt']);
  });

  test('of buckets has a file for each kind, with what pgBackRest asks for', () => {
    assert.deepEqual(drafted('keys'), {
      's3.conf': '[global]\nrepo3-s3-key=change-me\nrepo3-s3-key-secret=change-me\n',
      'gcs-key.json': '{}\n',
    });
  });

  test('of the service has the key and the team; others are not for this pack to write', () => {
    const bridge = manifestOf(api, 'CrunchyBridgeCluster', 'orders', 'secret: bridge');
    assert.deepEqual(Object.keys(drafted('bridge', bridge) ?? {}), ['key', 'team']);
    assert.equal(drafted('hippo-pguser-app'), undefined);
    assert.equal(draft({ type: 'ConfigMap', name: 'own-tls', namespace: '', keys: [], by: cluster }), undefined);
  });
});

function clusterOf(spec: string): Resource {
  return manifestOf(api, 'PostgresCluster', 'hippo', spec);
}

function suggest(name: string, path: ManifestPath, resource = cluster): unknown[] {
  const workspace = workspaceOf(resource);
  const node = resource.root.at(...path);
  const suggestions = crunchyVocabulary.suggest?.[name]?.({ resource, node, version: undefined, workspace });
  return [...(suggestions ?? [])].map(({ value }) => value);
}

function describeAt(path: ManifestPath, resource = cluster): string | undefined {
  const { root } = resource;
  const context = {
    resource,
    root,
    spec: root.at('spec'),
    version: undefined,
    workspace: workspaceOf(resource),
    previous: undefined,
  };
  return writtenText(describeNode(root.at(...path), context));
}
