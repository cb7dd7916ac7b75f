import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tektonResults } from '../../../schemas/systems/tekton-results/system.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import {
  actionOf,
  given,
  hasRecipe,
  healthTable,
  leftoverTable,
  loginTable,
  manifestText,
  needTable,
  recipeOf,
  stepsOf,
} from './readRecipe.ts';
import { plainText } from '../../support/plainText.ts';

const api = 'operator.tekton.dev/v1alpha1';

/** As manuals of distributions have it: `secret_name` with the usual name, no `db_secret_name`. */
const external = `
targetNamespace: tekton-pipelines
is_external_db: true
db_host: db.shop.svc
db_port: 5433
db_name: tekton_results
db_sslmode: verify-full
db_sslrootcert: /etc/tls/db/ca.crt
secret_name: tekton-results-postgres
options:
  deployments:
    tekton-results-api:
      spec:
        template:
          spec:
            containers:
              - name: api
                volumeMounts:
                  - { mountPath: /etc/tls/db, name: postgredb-tls-ca, readOnly: true }
            volumes:
              - name: postgredb-tls-ca
                configMap: { name: db-root-crt }
`;

describe('recipe of a TektonResult with an external database', () => {
  const recipe = recipeOf(tektonResults, result(external));

  test('no pods of its own: host, port and database stand in the spec', () => {
    assert.equal(recipe.namespace, 'tekton-pipelines');
    assert.deepEqual(recipe.members, []);
    const { host, port, databases, engine } = recipe.access ?? {};
    assert.deepEqual(
      { host, port, databases, engine },
      {
        host: 'db.shop.svc',
        port: 5433,
        databases: ['tekton_results'],
        engine: 'postgresql',
      },
    );
    assert.match(
      JSON.stringify(recipe.access?.readOnlySessions),
      /notKept.*What listens at .* may be a pooler.*db\.shop\.svc/,
    );
  });

  test('the certificate is found through the mount, and is required', () => {
    assert.deepEqual(recipe.access?.tls, {
      mode: 'verify-full',
      authority: {
        kind: 'ConfigMap',
        name: 'db-root-crt',
        key: 'ca.crt',
        mode: 'verify-full',
        serverName: 'db.shop.svc',
        required: true,
      },
    });
  });

  test('needs the Secret with the usual name and the certificate', () => {
    assert.deepEqual(needTable(recipe), [
      'Secret tekton-results-postgres (POSTGRES_USER, POSTGRES_PASSWORD): user and password of the database',
      'ConfigMap db-root-crt (ca.crt): certificate of the authority, for db_sslrootcert',
    ]);
    assert.deepEqual(loginTable(recipe), [
      'Tekton Results (as Secret tekton-results-postgres says) < tekton-results-postgres [POSTGRES_USER, POSTGRES_PASSWORD]',
    ]);
    assert.deepEqual(healthTable(recipe), ['note Certificate of the authority: Key ca.crt of ConfigMap db-root-crt.']);
  });

  test('a Secret and keys of the user', () => {
    const own = recipeOf(
      tektonResults,
      result('is_external_db: true\ndb_host: db\ndb_secret_name: mine\ndb_secret_user_key: user\nsecret_name: s3'),
    );
    assert.deepEqual(loginTable(own), ['Tekton Results (as Secret mine says) < mine [user, POSTGRES_PASSWORD]']);
    assert.deepEqual(needTable(own), ['Secret mine (user, POSTGRES_PASSWORD): user and password of the database']);
    assert.deepEqual(healthTable(own), []);
  });

  test('`secret_name` alone is for S3', () => {
    const [line] = healthTable(recipeOf(tektonResults, result('is_external_db: true\ndb_host: db\nsecret_name: mine')));
    assert.match(line ?? '', /^note Secret: secret_name \(mine\) is read for S3 only/);
  });

  test('without a host nobody can connect', () => {
    for (const host of ['', 'db_host: ""', 'db_host: $(HOST)']) {
      assert.equal(recipeOf(tektonResults, result(`is_external_db: true\n${host}`)).access, undefined);
    }
    const [line] = healthTable(recipeOf(tektonResults, result('is_external_db: true')));
    assert.match(line ?? '', /^bad Host: /);
  });

  test('nothing of the cluster is left but what is the user’s', () => {
    assert.deepEqual(leftoverTable(recipe), []);
    assert.match(plainText(recipe.cleanUp?.notes[0] ?? ''), /external database stay/);
  });
});

describe('encryption to an external database', () => {
  const mounted = (mode: string, volume: string, mount = '{ mountPath: /etc/tls/db, name: v }') =>
    result(
      external
        .replace('verify-full', mode)
        .replace(/- \{ mountPath.*\}/, `- ${mount}`)
        .replace(/- name: postgredb-tls-ca\n {16}configMap: .*/, `- { name: v, ${volume} }`),
    );

  const volumes: readonly (readonly [string, string, string, string])[] = [
    ['configMap: { name: ca }', 'ConfigMap', 'ca', 'ca.crt'],
    ['secret: { secretName: ca }', 'Secret', 'ca', 'ca.crt'],
    ['secret: { secretName: ca, items: [{ key: root.pem, path: ca.crt }] }', 'Secret', 'ca', 'root.pem'],
    [
      'projected: { sources: [{ configMap: { name: other, items: [{ key: a, path: b }] } }, { secret: { name: ca, items: [{ key: c, path: ca.crt }] } }] }',
      'Secret',
      'ca',
      'c',
    ],
    ['projected: { sources: [{ configMap: { name: bundle } }] }', 'ConfigMap', 'bundle', 'ca.crt'],
  ];
  for (const [volume, kind, name, key] of volumes) {
    test(`the file comes from ${volume}`, () => {
      const authority = recipeOf(tektonResults, mounted('verify-ca', volume)).access?.tls.authority;
      assert.deepEqual(authority, { kind, name, key, mode: 'verify-ca', required: true });
    });
  }

  test('a file that is mounted alone', () => {
    const text = mounted(
      'verify-ca',
      'secret: { secretName: ca }',
      '{ mountPath: /etc/tls/db/ca.crt, subPath: root.pem, name: v }',
    );
    assert.equal(recipeOf(tektonResults, text).access?.tls.authority?.key, 'root.pem');
  });

  test('the operator’s own certificate', () => {
    const text = result('is_external_db: true\ndb_host: db\ndb_sslmode: verify-ca\ndb_sslrootcert: /etc/tls/ca.crt');
    assert.equal(recipeOf(tektonResults, text).access?.tls.authority?.name, 'tekton-results-tls');
  });

  test('`require` verifies the issuer once an authority is there, as libpq does', () => {
    const { tls } = recipeOf(tektonResults, mounted('require', 'configMap: { name: ca }')).access ?? {};
    assert.equal(tls?.mode, 'require');
    assert.equal(tls.authority?.mode, 'verify-ca');
  });

  test('weaker modes do not look at the certificate', () => {
    for (const mode of ['disable', 'allow', 'prefer'] as const) {
      assert.deepEqual(recipeOf(tektonResults, mounted(mode, 'configMap: { name: ca }')).access?.tls, { mode });
    }
  });

  test('nothing written is no encryption, nonsense is taken for the weakest that tries', () => {
    const mode = (text: string) =>
      recipeOf(tektonResults, result(`is_external_db: true\ndb_host: db\n${text}`)).access?.tls.mode;
    assert.equal(mode(''), 'disable');
    assert.equal(mode('db_sslmode: verify_full'), 'prefer');
  });

  test('a path below no mount, a file that the volume has not, a mode without a path: the API does not start', () => {
    const broken = [
      mounted('verify-full', 'configMap: { name: ca }', '{ mountPath: /somewhere, name: v }'),
      mounted('verify-full', 'secret: { secretName: ca, items: [{ key: a, path: b }] }'),
      result('is_external_db: true\ndb_host: db\ndb_sslmode: require'),
    ];
    for (const text of broken) {
      const recipe = recipeOf(tektonResults, text);
      assert.ok(
        healthTable(recipe).some((line) => line.startsWith('bad Certificate of the authority: ')),
        text,
      );
      assert.equal(recipe.access?.tls.authority, undefined);
    }
  });

  test('the bundle of the image is nobody’s need, another file beside it is', () => {
    const at = (file: string) =>
      recipeOf(
        tektonResults,
        result(`is_external_db: true\ndb_host: db\ndb_sslmode: verify-ca\ndb_sslrootcert: ${file}`),
      );
    const recipe = at('/etc/ssl/certs/ca-certificates.crt');
    assert.deepEqual(healthTable(recipe), []);
    assert.deepEqual(recipe.access?.tls, { mode: 'verify-ca' });
    assert.match(healthTable(at('/etc/ssl/certs/ours.pem'))[0] ?? '', /^bad Certificate of the authority: /);
  });
});

describe('recipe of a TektonResult with the internal database', () => {
  const recipe = recipeOf(tektonResults, result('targetNamespace: ci'));

  test('its only pod, and the Secret that the operator makes', () => {
    assert.equal(recipe.namespace, 'ci');
    assert.deepEqual(recipe.members, [{ labels: { 'app.kubernetes.io/name': 'tekton-results-postgres' } }]);
    assert.deepEqual(loginTable(recipe), [
      'result (as Secret tekton-results-postgres says) < tekton-results-postgres [POSTGRES_USER, POSTGRES_PASSWORD]',
    ]);
    assert.equal(recipe.access?.host, undefined);
    assert.equal(recipe.access?.port, 5432);
    assert.deepEqual(recipe.access.databases, ['tekton-results']);
    assert.deepEqual(recipe.access.tls, { mode: 'prefer' });
    assert.equal(recipe.access.readOnlySessions, 'kept');
  });

  test('without a namespace the operator’s own', () => {
    assert.equal(recipeOf(tektonResults, result('{}')).namespace, 'tekton-pipelines');
  });

  test('`db_host` leads elsewhere, unless it is the internal one', () => {
    const host = (name: string) => recipeOf(tektonResults, result(`db_host: ${name}`)).access?.host;
    assert.equal(host('db.example.com'), 'db.example.com');
    assert.equal(host('tekton-results-postgres-service.ci.svc.cluster.local'), undefined);
  });

  test('its volume stays', () => {
    assert.deepEqual(leftoverTable(recipe), ['PersistentVolumeClaim data']);
    assert.match(plainText(recipe.cleanUp?.notes[0] ?? ''), /postgredb-tekton-results-postgres-0/);
  });
});

describe('actions of a TektonResult', () => {
  const recipe = recipeOf(tektonResults, result(external));

  test('pods by label, in the target namespace', () => {
    const namespace = 'tekton-pipelines';
    const table = [
      ['restart-api', 'tekton-results-api'],
      ['restart-agent', 'tekton-results-retention-policy-agent'],
    ] as const;
    for (const [id, name] of table) {
      const labels = { 'app.kubernetes.io/name': name };
      assert.deepEqual(stepsOf(recipe, id), [{ kind: 'delete-pods', labels, namespace }]);
      assert.deepEqual(actionOf(recipe, id).until?.(given), { kind: 'pods-renewed', labels, namespace });
    }
  });

  test('to recreate it is said to take everything away, but for the password of the internal database', () => {
    assert.deepEqual(stepsOf(recipe, 'recreate'), [{ kind: 'recreate' }]);
    assert.match(render(actionOf(recipe, 'recreate').consequence), /external database.* stay/);
    const internal = (spec: string) => actionOf(recipeOf(tektonResults, result(spec)), 'recreate').consequence;
    assert.match(render(internal('targetNamespace: ci')), /so does Secret tekton-results-postgres .* put back/);
    assert.doesNotMatch(render(internal('db_secret_name: mine')), /put back/);
  });
});

describe('state of a TektonResult', () => {
  test('conditions in the order of the operator', () => {
    const recipe = recipeOf(
      tektonResults,
      live(`
version: v0.20.0
conditions:
  - { type: Ready, status: "False", message: Dependency Missing }
  - { type: InstallerSetReady, status: Unknown }
  - { type: DependenciesInstalled, status: "False", message: tekton-results-postgres secret is missing }
  - { type: PreReconciler, status: "True" }
`),
    );
    assert.deepEqual(healthTable(recipe), [
      'bad Dependencies: tekton-results-postgres secret is missing',
      'unknown Workloads: Not known yet.',
      'good Preparation: In order',
      'bad Ready: Dependency Missing',
      'note Version: v0.20.0',
      'note Owner: It belongs to a TektonConfig, which reverts changes made here: change spec.result there.',
    ]);
  });

  test('one that the operator has not seen', () => {
    assert.equal(
      healthTable(recipeOf(tektonResults, live('{}')))[0],
      'bad Ready: The operator has not taken note of TektonResult.',
    );
  });
});

describe('recipe of a TektonConfig', () => {
  const config = (settings: string) =>
    manifestText(api, 'TektonConfig', `targetNamespace: ci\n${settings}`, { name: 'config' });

  test('with the settings of Results: as a TektonResult, but it is never recreated', () => {
    const recipe = recipeOf(tektonResults, config('result:\n  is_external_db: true\n  db_host: db'));
    assert.equal(recipe.namespace, 'ci');
    assert.equal(recipe.access?.host, 'db');
    assert.deepEqual(
      recipe.actions.map(({ id }) => id),
      ['restart-api', 'restart-agent'],
    );
  });

  test('without them, or with Results switched off: none', () => {
    assert.equal(hasRecipe(tektonResults, config('profile: all')), false);
    assert.equal(hasRecipe(tektonResults, config('result:\n  disabled: true\n  db_host: db')), false);
    assert.equal(
      hasRecipe(tektonResults, `apiVersion: ${api}\nkind: TektonResult\nmetadata:\n  name: result\n`),
      false,
    );
  });
});

function result(spec: string): string {
  return manifestText(api, 'TektonResult', spec, { name: 'result' });
}

function live(status: string): string {
  return manifestText(api, 'TektonResult', '{}', {
    name: 'result',
    metadata: 'ownerReferences: [{ kind: TektonConfig }]',
    status,
  });
}
