import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError, isClusterError } from '../../../client/cluster/errors.ts';
import type { RefusalCause } from '../../../client/cluster/errors.ts';
import { applyPlanned, comparable, isUnchanged, planApply } from '../../../client/session/applyManifest.ts';
import { findGuardedChanges } from '../../../client/session/findGuardedChanges.ts';
import { readRefusal } from '../../../client/session/readRefusal.ts';
import type { GuardedField, ObjectType } from '../../../schemas/contract/recipe.ts';
import { secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { fc } from '../../support/fastCheck.ts';
import { standIn } from './support.ts';
import type { StandIn } from './support.ts';

function refused(message: string, causes: readonly RefusalCause[] = []): ClusterError {
  const answer = { status: 422, reason: 'Invalid', message };
  return new ClusterError('refused', say`The API server refused: ${message}.`, say`Correct it.`, { answer, causes });
}

/** Answers of a kube-apiserver 1.36, but for the webhooks'. */
const answers: readonly (readonly [
  title: string,
  error: ClusterError,
  expected: readonly (readonly [string, string | RegExp])[],
])[] = [
  [
    'a schema: causes',
    refused('postgresql.acid.zalan.do "shop" is invalid: [...]', [
      {
        field: 'spec.volume.size',
        message: `Invalid value: "1Gb": spec.volume.size in body should match '^\\d+$'`,
      },
      { field: 'spec.users.a[0]', message: 'Unsupported value: "x": supported values: "login"' },
      { field: 'spec.managed.roles[0].name', message: 'Required value' },
    ]),
    [
      ['spec.volume.size', `Invalid value: "1Gb": it should match '^\\d+$'`],
      ['spec.users.a[0]', 'Unsupported value: "x": supported values: "login"'],
      ['spec.managed.roles[0].name', 'It is required.'],
    ],
  ],
  [
    'a schema: what only says that rules were not reached is left out',
    refused('... is invalid', [
      {
        field: 'spec.instances',
        message: 'Invalid value: 0: spec.instances in body should be greater than or equal to 1',
      },
      {
        field: '<nil>',
        message:
          'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
      },
    ]),
    [['spec.instances', 'Invalid value: 0: it should be greater than or equal to 1']],
  ],
  [
    'CEL: twice the same, and the whole object as the value',
    refused('... is invalid', [
      { field: 'spec.imageCatalogRef', message: 'Invalid value: Only image catalogs are supported' },
      { field: 'spec.imageCatalogRef', message: 'Invalid value: Only image catalogs are supported' },
      { field: 'spec', message: 'Invalid value: "object": imageName and imageCatalogRef are mutually exclusive' },
    ]),
    [
      ['spec.imageCatalogRef', 'Invalid value: Only image catalogs are supported'],
      ['spec', 'imageName and imageCatalogRef are mutually exclusive'],
    ],
  ],
  [
    'a rule of the whole object',
    refused('... is invalid', [{ field: '<nil>', message: 'Invalid value: "object": no' }]),
    [['', 'no']],
  ],
  [
    'server-side apply: one unknown field',
    refused(
      'failed to create typed patch object (default/shop; acid.zalan.do/v1, Kind=postgresql): .spec.bar: field not declared in schema',
    ),
    [['spec.bar', 'The cluster does not know this field.']],
  ],
  [
    'server-side apply: several, a line each',
    refused(
      'failed to create typed patch object (/d; apps/v1, Kind=Deployment): errors:\n  .spec.template.spec.containers[name="A_"].prts: field not declared in schema\n  .spec.template.spec.containers[name="b"].ports: duplicate entries for key [containerPort=80,protocol="TCP"]\n  .data.a: expected string, got &value.valueUnstructured{Value:2}',
    ),
    [
      ['spec.template.spec.containers[name="A_"].prts', 'The cluster does not know this field.'],
      ['spec.template.spec.containers[name="b"].ports', 'duplicate entries for key [containerPort=80,protocol="TCP"]'],
      ['data.a', 'expected string, got 2'],
    ],
  ],
  [
    'strict decoding',
    refused(
      'Cluster in version "v1" cannot be handled as a Cluster: strict decoding error: unknown field "spec.foo", unknown field "spec.users[0].nme", duplicate field "spec.teamId"',
    ),
    [
      ['spec.foo', 'The cluster does not know this field.'],
      ['spec.users[0].nme', 'The cluster does not know this field.'],
      ['spec.teamId', 'This field is written twice.'],
    ],
  ],
  [
    'strict decoding of YAML: the key only',
    refused(
      'error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  line 6: key "teamId" already set in map',
    ),
    [['', /teamId is written twice/]],
  ],
  [
    'a webhook that passes on errors of fields',
    refused(
      'admission webhook "vcluster.cnpg.io" denied the request: Cluster.postgresql.cnpg.io "shop" is invalid: [spec.storage.size: Invalid value: "512Mi": can\'t shrink existing storage from 1Gi, to 512Mi, spec.imageName: Forbidden: no, never]',
    ),
    [
      ['spec.storage.size', /^Invalid value: "512Mi": can't shrink existing storage from 1Gi, to 512Mi$/],
      ['spec.imageName', 'Forbidden: no, never'],
    ],
  ],
  [
    "Knative's way",
    refused(
      'admission webhook "validation.webhook.operator.tekton.dev" denied the request: validation failed: expected exactly one, got both: spec.loki_stack_name, spec.logs_type\nmissing field(s): spec.targetNamespace',
    ),
    [
      ['spec.loki_stack_name', /expected exactly one/],
      ['spec.logs_type', /validation\.webhook\.operator\.tekton\.dev/],
      ['spec.targetNamespace', /missing field/],
    ],
  ],
  [
    'a webhook that names no field',
    refused('admission webhook "policy" denied the request: images of docker.io are not allowed'),
    [['', 'images of docker.io are not allowed (webhook policy)']],
  ],
  ['anything else', refused('metadata.managedFields must be nil'), [['', 'metadata.managedFields must be nil']]],
];

suite('a refusal, by field', () => {
  for (const [title, error, expected] of answers)
    test(title, () => {
      const { problems, conflicts } = readRefusal(error);
      assert.deepEqual(conflicts, []);
      assert.deepEqual(
        problems.map(({ field }) => field),
        expected.map(([field]) => field),
      );
      for (const [index, [, message]] of expected.entries()) {
        const said = problems[index]?.message ?? '';
        if (typeof message === 'string') assert.equal(said, message);
        else assert.match(said, message);
      }
    });

  test('conflicts by cause', () => {
    const error = refused('Apply failed with 1 conflict: conflict with "kubectl-create" using v1: .data.a', [
      { field: '.data.a', message: 'conflict with "kubectl-create" using v1' },
    ]);
    const { problems, conflicts } = readRefusal(error);
    assert.deepEqual(conflicts, [{ manager: 'kubectl-create', field: 'data.a' }]);
    assert.deepEqual(
      problems.map(({ field }) => field),
      ['data.a'],
    );
  });

  for (const [text, expected] of [
    [
      'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
      [['kubectl', 'spec.replicas']],
    ],
    [
      'Apply failed with 3 conflicts: conflicts with "argocd-controller" using acid.zalan.do/v1:\n- .spec.x\n- .spec.containers[name="a"].image\nconflict with "helm" using acid.zalan.do/v1: .spec.y',
      [
        ['argocd-controller', 'spec.x'],
        ['argocd-controller', 'spec.containers[name="a"].image'],
        ['helm', 'spec.y'],
      ],
    ],
  ] as const)
    test(`conflicts by text: ${text.slice(0, 30)}`, () => {
      const { conflicts } = readRefusal(refused(text));
      assert.deepEqual(
        conflicts.map(({ manager, field }) => [manager, field]),
        expected,
      );
    });

  test('every text gives at least one problem', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `failed to create typed patch object (a): ${rest}`),
      fc.string().map((rest) => `admission webhook "x" denied the request: spec.a: Invalid value ${rest}`),
      fc.string().map((rest) => `strict decoding error: ${rest}`),
    );
    fc.assert(fc.property(text, (message) => readRefusal(refused(message)).problems.length > 0));
  });
});

suite('guarded fields', () => {
  const size: GuardedField = { field: 'spec.size', change: 'grows-only', consequence: say`It stays.` };
  const name: GuardedField = { field: 'spec.name', change: 'never', consequence: say`It stays.` };

  for (const [guard, before, after, breaks] of [
    [size, '10Gi', '5Gi', true],
    [size, '10Gi', '20Gi', false],
    [size, '1024Mi', '1Gi', false],
    [size, '10Gi', '10G', true],
    [size, '10Gi', undefined, true],
    [size, undefined, '10Gi', false],
    [name, 'a', 'b', true],
    [name, 'a', 'a', false],
    [name, '1Gi', '1024Mi', false],
    [name, { a: [1] }, { a: [1] }, false],
    [name, { a: [1] }, { a: [2] }, true],
    [name, undefined, 'a', false],
    [name, 1, 2, true],
  ] as const)
    test(`${guard.change}: ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
      const key = guard.field.slice('spec.'.length);
      const found = findGuardedChanges([guard], { spec: { [key]: before } }, { spec: { [key]: after } });
      assert.equal(found.length, breaks ? 1 : 0);
    });

  test('every item and every key that both sides have', () => {
    const guards: GuardedField[] = [
      { ...size, field: 'spec.instances.*.size' },
      { ...size, field: 'spec.pools.*.size' },
    ];
    const before = {
      spec: { instances: [{ size: '2Gi' }, { size: '3Gi' }], pools: { 'a.b': { size: '2Gi' }, gone: { size: '1Gi' } } },
    };
    const after = {
      spec: { instances: [{ size: '1Gi' }, { size: '3Gi' }, { size: '1Gi' }], pools: { 'a.b': { size: '1Gi' } } },
    };
    assert.deepEqual(
      findGuardedChanges(guards, before, after).map((each) => [each.field, each.before, each.after]),
      [
        ['spec.instances[0].size', '2Gi', '1Gi'],
        ['spec.pools["a.b"].size', '2Gi', '1Gi'],
      ],
    );
  });

  test('an object against itself changes nothing; no value breaks it', () => {
    const guards = ['a', 'a.*', '*.*', 'a.0.b'].map((field) => ({ ...name, field }));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        assert.deepEqual(findGuardedChanges(guards, one, structuredClone(one)), []);
        findGuardedChanges(guards, one, other);
      }),
    );
  });
});

suite('plan and apply', () => {
  const clusterType: ObjectType = {
    ...{ group: 'acid.zalan.do', version: 'v1', plural: 'postgresqls', kind: 'postgresql', scope: 'Namespaced' },
  };
  const manifest = (spec: unknown): unknown => ({
    ...{ apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name: 'shop', namespace: 'shop' } },
    spec,
  });
  const guarded: GuardedField[] = [{ field: 'spec.size', change: 'grows-only', consequence: say`It stays.` }];

  function live(): StandIn {
    const cluster = standIn();
    cluster.put(clusterType, {
      metadata: {
        name: 'shop',
        namespace: 'shop',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      },
      ...{ spec: { size: '2Gi' }, status: { phase: 'Running' } },
    });
    return cluster;
  }

  test('a dry run changes nothing and warns of what the system will not do', async () => {
    const cluster = live();
    const before = cluster.get(clusterType, 'shop', 'shop');
    const plan = await planApply(cluster.connection, manifest({ size: '1Gi' }), { guarded });
    assert.deepEqual(cluster.get(clusterType, 'shop', 'shop'), before);
    assert.deepEqual(
      plan.guarded.map(({ field, before: old, after }) => [field, old, after]),
      [['spec.size', '2Gi', '1Gi']],
    );
    assert.equal(isUnchanged(plan), false);
  });

  test('both sides without noise', async () => {
    const plan = await planApply(live().connection, manifest({ size: '3Gi' }));
    const metadata = { name: 'shop', namespace: 'shop' };
    const head = { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata };
    assert.deepEqual(comparable(plan), {
      before: { ...head, spec: { size: '2Gi' } },
      after: { ...head, spec: { size: '3Gi' } },
    });
    assert.deepEqual(Object.keys(comparable(plan).after as object), ['apiVersion', 'kind', 'metadata', 'spec']);
  });

  test('as it is already', async () => {
    const plan = await planApply(live().connection, manifest({ size: '2Gi' }));
    assert.equal(isUnchanged(plan), true);
  });

  test('what does not exist has an empty side', async () => {
    const plan = await planApply(standIn().connection, manifest({ size: '2Gi' }), { guarded });
    assert.deepEqual([plan.live, comparable(plan).before, plan.guarded], [undefined, undefined, []]);
  });

  test('a refusal is a plan with its problems, and the guarded fields all the same', async () => {
    const cluster = live();
    cluster.onRequest = (call) => {
      if (call.startsWith('patch')) throw refused('x', [{ field: 'spec.size', message: 'Required value' }]);
    };
    const plan = await planApply(cluster.connection, manifest({ size: '1Gi' }), { guarded });
    assert.equal(plan.result, undefined);
    assert.deepEqual(plan.problems, [{ field: 'spec.size', message: 'It is required.' }]);
    assert.equal(plan.guarded.length, 1);
  });

  test('what is no refusal is thrown', async () => {
    const cluster = live();
    cluster.onRequest = (call) => {
      if (call.startsWith('patch')) throw new ClusterError('unreachable', say`Away.`, say`Wait.`);
    };
    await assert.rejects(planApply(cluster.connection, manifest({})), (error) => isClusterError(error, 'unreachable'));
  });

  test('a kind that the cluster does not know', async () => {
    const { connection } = standIn();
    const without = { ...connection, typeOf: () => Promise.resolve(undefined) };
    await assert.rejects(planApply(without, manifest({})), (error) => {
      assert.ok(isClusterError(error, 'missing'));
      assert.match(`${error.message} ${error.remedy}`, /postgresql of acid\.zalan\.do\/v1.*operator/);
      return true;
    });
  });

  test('a manifest that names nothing is refused before anybody is asked', async () => {
    const cluster = standIn();
    for (const value of [{}, { apiVersion: 'v1' }, { apiVersion: 'v1', kind: 'Secret' }, null, 'text'])
      await assert.rejects(planApply(cluster.connection, value), (error) => isClusterError(error, 'refused'));
    assert.deepEqual(cluster.calls, []);
  });

  test('the namespace: of the manifest, else of the context; none for what has none', async () => {
    const { connection } = standIn({ namespace: 'mine' });
    const placeOf = async (apiVersion: string, kind: string, namespace?: string): Promise<string | undefined> => {
      const metadata = { name: 'result', ...(namespace === undefined ? {} : { namespace }) };
      return (await planApply(connection, { apiVersion, kind, metadata })).object.namespace;
    };
    assert.equal(await placeOf('v1', 'ConfigMap', 'theirs'), 'theirs');
    assert.equal(await placeOf('v1', 'ConfigMap'), 'mine');
    assert.equal(await placeOf('operator.tekton.dev/v1alpha1', 'TektonResult'), undefined);
  });

  test('verbs that are missing are named before the dry run', async () => {
    const cluster = live();
    cluster.forbid({ verb: 'create' });
    cluster.forbid({ verb: 'patch' });
    await assert.rejects(planApply(cluster.connection, manifest({})), (error) => {
      assert.ok(isClusterError(error, 'forbidden'));
      assert.match(error.message, /create postgresqls\.acid\.zalan\.do or patch postgresqls/);
      return true;
    });
    assert.deepEqual(cluster.calls, []);
  });

  test('warnings of the API server, and force, are passed on', async () => {
    const cluster = live();
    const apply = cluster.connection.apply.bind(cluster.connection);
    const given: unknown[] = [];
    cluster.connection.apply = (object, value, options = {}) => {
      given.push([object.uid, options.dryRun, options.force]);
      options.onWarning?.('v1 is deprecated');
      return apply(object, value, options);
    };
    const uid = cluster.get(clusterType, 'shop', 'shop')?.metadata.uid;
    const plan = await planApply(cluster.connection, manifest({}), { force: true });
    assert.deepEqual(plan.warnings, ['v1 is deprecated']);
    await applyPlanned(cluster.connection, plan, { value: manifest({}) });
    await applyPlanned(cluster.connection, await planApply(cluster.connection, manifest({})), { value: manifest({}) });
    assert.deepEqual(given, [
      [uid, true, true],
      [uid, undefined, true],
      [uid, true, undefined],
      [uid, undefined, undefined],
    ]);
  });

  const conflictWith = (managers: readonly string[]): ClusterError =>
    refused(
      'Apply failed',
      managers.map((manager) => ({ field: '.spec.size', message: `conflict with "${manager}" using v1` })),
    );
  for (const [managers, taken] of [
    [['db-manifests-command'], true],
    [['db-manifests-command', 'kubectl'], false],
    [['db-manifests'], false],
  ] as const)
    test(`a conflict with ${managers.join(' and ')} is ${taken ? 'none' : 'one'}`, async () => {
      const cluster = live();
      const apply = cluster.connection.apply.bind(cluster.connection);
      const forced: unknown[] = [];
      cluster.connection.apply = (object, value, options = {}) => {
        forced.push(options.force);
        return options.force ? apply(object, value, options) : Promise.reject(conflictWith(managers));
      };
      const plan = await planApply(cluster.connection, manifest({ size: '3Gi' }));
      assert.equal(plan.conflicts.length, taken ? 0 : managers.length);
      assert.equal(plan.result !== undefined, taken);
      if (taken) await applyPlanned(cluster.connection, plan, { value: manifest({ size: '3Gi' }) });
      assert.deepEqual(forced, taken ? [undefined, true, true] : [undefined]);
    });

  test('applied only to what was shown; a new status does not matter', async () => {
    const cluster = live();
    const value = manifest({ size: '3Gi' });
    const plan = await planApply(cluster.connection, value);
    cluster.put(clusterType, { ...plan.live!, status: { phase: 'Updating' } });
    await applyPlanned(cluster.connection, plan, { value });
    assert.deepEqual(cluster.get(clusterType, 'shop', 'shop')?.['spec'], { size: '3Gi' });
    await assert.rejects(applyPlanned(cluster.connection, plan, { value }), (error) => isClusterError(error, 'unsafe'));
  });

  test('applied only while it holds: what changes in the moment of the request is compared again', async () => {
    const cluster = live();
    const value = manifest({ size: '3Gi' });
    const plan = await planApply(cluster.connection, value);
    const phases = ['Updating', 'Running'];
    cluster.onRequest = (call) => {
      const phase = call.startsWith('patch') ? phases.shift() : undefined;
      if (phase !== undefined) cluster.put(clusterType, { ...plan.live!, status: { phase } });
    };
    await applyPlanned(cluster.connection, plan, { value });
    assert.deepEqual([phases, cluster.get(clusterType, 'shop', 'shop')?.['spec']], [[], { size: '3Gi' }]);

    const again = manifest({ size: '4Gi' });
    const second = await planApply(cluster.connection, again);
    cluster.onRequest = (call) => {
      if (call.startsWith('patch')) cluster.put(clusterType, { ...second.live!, spec: { size: '9Gi' } });
    };
    await assert.rejects(applyPlanned(cluster.connection, second, { value: again }), (error) =>
      isClusterError(error, 'unsafe'),
    );
    assert.deepEqual(cluster.get(clusterType, 'shop', 'shop')?.['spec'], { size: '9Gi' });
  });

  test('what is gone, made anew, or made since, is left alone', async () => {
    const value = manifest({ size: '3Gi' });
    const cluster = live();
    const plan = await planApply(cluster.connection, value);
    cluster.remove(clusterType, 'shop', 'shop');
    const refuses = (): Promise<void> =>
      assert.rejects(applyPlanned(cluster.connection, plan, { value }), (error) => isClusterError(error, 'unsafe'));
    await refuses();
    assert.equal(cluster.get(clusterType, 'shop', 'shop'), undefined);
    const { uid: _, ...metadata } = plan.live!.metadata;
    cluster.put(clusterType, { ...plan.live!, metadata });
    await refuses();
    const none = standIn();
    const fresh = await planApply(none.connection, value);
    none.put(clusterType, { ...plan.live!, metadata });
    await assert.rejects(applyPlanned(none.connection, fresh, { value }), (error) => isClusterError(error, 'unsafe'));
    assert.deepEqual(none.get(clusterType, 'shop', 'shop')?.['spec'], { size: '2Gi' });
  });

  test('no value of a Secret is in the comparison', async () => {
    const secret = (data: unknown, more: object = {}): KubernetesObject => ({
      metadata: {
        name: 's',
        namespace: 'shop',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'b2xk' },
      },
      data,
      ...more,
    });
    const cluster = standIn({ objects: [[secrets, secret({ user: 'c2FtZQ==', password: 'b2xk' })]] });
    const value = {
      apiVersion: 'v1',
      kind: 'Secret',
      ...secret({ user: 'c2FtZQ==', password: 'bmV3', more: 'bW9yZQ==' }),
    };
    const plan = await planApply(cluster.connection, value);
    const sides = comparable(plan) as Record<'before' | 'after', KubernetesObject>;
    assert.deepEqual(sides.before['data'], { user: '(the same value)', password: '(value before)' });
    assert.deepEqual(sides.after['data'], {
      user: '(the same value)',
      password: '(value after)',
      more: '(value after)',
    });
    assert.doesNotMatch(JSON.stringify(sides), /c2FtZQ|b2xk|bmV3|bW9yZQ/);
    assert.equal(isUnchanged(plan), false);
  });
});
