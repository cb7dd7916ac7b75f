import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UpgradeQuestion } from '../../../server/language/answers.ts';
import { serviceWith, uri } from '../../support/manifests.ts';

const to = (version: string, from: Record<string, string> = {}): UpgradeQuestion => ({
  from,
  to: { postgresql: version },
});

function told(text: string, question: UpgradeQuestion): string[] {
  return serviceWith(text)
    .upgradeChanges(uri, question)
    .changes.map(({ range, effect, since, code }) => `${String(range.start.line)} ${effect} ${since} ${code}`);
}

const zalando = (version: string, parameters = '', more = '') =>
  `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\nspec:\n  teamId: acid\n  numberOfInstances: 1\n  volume:\n    size: 1Gi\n  postgresql:\n    version: "${version}"\n    parameters:\n      password_encryption: md5\n${parameters}${more}`;
const cnpg = (spec: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: shop\nspec:\n  instances: 1\n  storage:\n    size: 1Gi\n${spec}`;

describe('what a later version of the database changes', () => {
  test('parameters that are gone, since the version that drops them', () => {
    const text = zalando('15', '      old_snapshot_threshold: "1"\n');
    assert.ok(
      told(text, to('17')).includes('13 different 17 zalando/parameter-unknown'),
      told(text, to('17')).join('\n'),
    );
    assert.ok(!told(text, to('16')).join().includes('parameter-unknown'));
  });

  test('extensions that are gone are an error, with the fix', () => {
    const text = zalando('15', '', '  preparedDatabases:\n    shop:\n      extensions:\n        adminpack: public\n');
    assert.ok(told(text, to('17')).includes('16 refused 17 postgresql/adminpack-extension'));
    const database =
      'apiVersion: postgresql.cnpg.io/v1\nkind: Database\nmetadata: {name: d}\nspec:\n  name: d\n  owner: o\n  cluster: {name: shop}\n  extensions:\n    - name: old_snapshot\n';
    assert.ok(
      told(database, to('17', { postgresql: '15' })).includes('8 refused 17 postgresql/old-snapshot-extension'),
    );
  });

  test('defaults and meanings of the versions between, and not of those before and behind', () => {
    const found = told(zalando('15'), to('17'));
    assert.ok(found.includes('11 default 17 postgresql/vacuum-buffer-usage-limit-default'), found.join('\n'));
    assert.ok(found.includes('10 different 17 postgresql/safe-search-path'));
    assert.ok(!found.join().includes('hash-mem-multiplier') && !found.join().includes('io-concurrency'));
    assert.ok(
      !told(zalando('15', '      vacuum_buffer_usage_limit: 256kB\n'), to('17')).join().includes('vacuum-buffer'),
    );
    assert.ok(told(zalando('17'), to('18')).includes('12 different 18 postgresql/md5-deprecated'));
  });

  test('a cluster that runs it already has nothing to fear', () => {
    assert.deepEqual(told(zalando('17'), to('17')), []);
    assert.deepEqual(told(zalando('18'), to('17')), []);
  });

  test('the operator of then has to know the version', () => {
    const text = zalando('15');
    const both = { from: { zalando: '1.15' }, to: { zalando: '2.0', postgresql: '18' } };
    assert.ok(!told(text, both).join().includes('schema/enum'));
    const only = { from: { zalando: '1.15' }, to: { postgresql: '18' } };
    const alone = serviceWith(text, { settings: { operatorVersions: { zalando: '1.15' } } });
    assert.ok(alone.upgradeChanges(uri, to('18')).changes.some(({ code }) => code === 'schema/enum'));
    assert.ok(told(text, only).join().includes('schema/enum'));
  });

  test('the version of an image, of a catalog, and of a number', () => {
    const image = '  imageName: ghcr.io/cloudnative-pg/postgresql:15.7-bookworm\n';
    assert.ok(told(cnpg(image), to('17')).some((each) => each.includes('safe-search-path')));
    const catalog =
      '  imageCatalogRef:\n    apiGroup: postgresql.cnpg.io\n    kind: ImageCatalog\n    name: c\n    major: 15\n';
    assert.ok(
      told(cnpg(catalog), to('17')).some((each) => each.includes('12 different 17 postgresql/safe-search-path')),
    );
    const crunchy =
      'apiVersion: postgres-operator.crunchydata.com/v1beta1\nkind: PostgresCluster\nmetadata: {name: hippo}\nspec:\n  postgresVersion: 14\n  instances:\n    - dataVolumeClaimSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n';
    assert.ok(
      told(crunchy, to('16')).includes('4 different 15 postgresql/public-schema-closed'),
      told(crunchy, to('16')).join('\n'),
    );
  });

  test('where no version is written, that is said', () => {
    const [unread, ...others] = told(cnpg(''), to('17'));
    assert.deepEqual([unread, others], ['1 unread 17 upgrade/version-unknown', []]);
    assert.ok(told(cnpg(''), to('17', { postgresql: '16' })).some((each) => each.includes('safe-search-path')));
  });

  test('the file stays what it is, and fixes are for it', () => {
    const text = zalando('15', '      old_snapshot_threshold: "1"\n');
    const service = serviceWith(text);
    const change = service
      .upgradeChanges(uri, to('17'))
      .changes.find(({ code }) => code === 'zalando/parameter-unknown');
    const [edit] = change?.fixes[0]?.edits() ?? [];
    assert.deepEqual(edit?.range.start.line, 13);
    assert.equal(service.text(uri), text);
  });
});
