import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Completion } from '../../../server/language/answers.ts';
import { accept, readCursor, serviceWith, uri } from '../../support/manifests.ts';

const head = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\n';
const spec = (lines: string) => `${head}spec:\n${lines}`;
const api = (lines: string) => `apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nspec:\n${lines}`;

function completions(marked: string, options = {}): { text: string; items: Completion[] } {
  const { text, position } = readCursor(marked);
  return { text, items: serviceWith(text, options).complete(uri, position) };
}

function labels(marked: string, options = {}): string[] {
  return [...completions(marked, options).items]
    .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .map(({ label }) => label);
}

/** `$0` is the cursor; what stands after accepting the label, tab stops written out. */
const accepted: readonly (readonly [what: string, before: string, label: string, after: string])[] = [
  ['a key', spec('  teamId: acid\n  $0\n'), 'numberOfInstances', spec('  teamId: acid\n  numberOfInstances: ${1:2}\n')],
  [
    'half a key',
    spec('  teamId: acid\n  numberOf$0\n'),
    'numberOfInstances',
    spec('  teamId: acid\n  numberOfInstances: ${1:2}\n'),
  ],
  ['a key in the middle of its word', spec('  num$0ber\n'), 'numberOfInstances', spec('  numberOfInstances: ${1:2}\n')],
  ['a key before an existing colon', spec('  numb$0: 2\n'), 'numberOfInstances', spec('  numberOfInstances: 2\n')],
  ['half a key in quotes', spec('  "number$0"\n'), 'numberOfInstances', spec('  "numberOfInstances": ${1:2}\n')],
  [
    'a key in quotes before its colon',
    '{"apiVersion": "acid.zalan.do/v1", "kind": "postgresql", "sp$0": {}}',
    'spec',
    '{"apiVersion": "acid.zalan.do/v1", "kind": "postgresql", "spec": {}}',
  ],
  ['a key with its required children', spec('  $0\n'), 'volume', spec('  volume:\n    size: $1\n')],
  [
    'steps of four columns',
    spec('    teamId: acid\n    $0\n'),
    'volume',
    spec('    teamId: acid\n    volume:\n        size: $1\n'),
  ],
  [
    'a workload with what it needs in the end',
    'apiVersion: apps/v1\nkind: StatefulSet\n$0\n',
    'spec',
    'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  serviceName: $1\n  selector:\n    matchLabels:\n      $2\n  template:\n    metadata:\n      labels:\n        $3\n    spec:\n      containers:\n        - name: $4\n          image: $5\n',
  ],
  [
    'a claim of a StatefulSet',
    'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  volumeClaimTemplates:\n    - spec:\n        $0\n',
    'accessModes',
    'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  volumeClaimTemplates:\n    - spec:\n        accessModes:\n          - ${1:ReadWriteOnce}\n',
  ],
  ['a map without required children', spec('  $0\n'), 'resources', spec('  resources:\n    $1\n')],
  ['a list', spec('  $0\n'), 'env', spec('  env:\n    - name: $1\n')],
  ['an item with required children', spec('  env:\n    - $0\n'), 'name', spec('  env:\n    - name: $1\n')],
  ['a list that is not indented', spec('  env:\n  - $0\n'), 'name', spec('  env:\n  - name: $1\n')],
  [
    'the second key of an item',
    spec('  env:\n  - name: A\n    va$0\n'),
    'value',
    spec('  env:\n  - name: A\n    value: $1\n'),
  ],
  [
    'a nested key of an item',
    spec('  tolerations:\n    - operator: Exists\n      $0\n'),
    'effect',
    spec('  tolerations:\n    - operator: Exists\n      effect: $1\n'),
  ],
  [
    'several lines behind a dash',
    spec('  env:\n    - name: A\n      $0\n'),
    'valueFrom',
    spec('  env:\n    - name: A\n      valueFrom:\n        $1\n'),
  ],
  ['a dash with nothing behind it', spec('  env:\n    -$0\n'), 'name', spec('  env:\n    - name: $1\n')],
  ['a value', spec('  postgresql:\n    version: $0\n'), '17', spec('  postgresql:\n    version: "17"\n')],
  [
    'a value right behind the colon',
    spec('  postgresql:\n    version:$0\n'),
    '17',
    spec('  postgresql:\n    version: "17"\n'),
  ],
  [
    'a value inside quotes',
    spec('  postgresql:\n    version: "1$0"\n'),
    '17',
    spec('  postgresql:\n    version: "17"\n'),
  ],
  [
    'a value inside single quotes',
    spec("  postgresql:\n    version: '$0'\n"),
    '17',
    spec("  postgresql:\n    version: '17'\n"),
  ],
  ['a boolean', spec('  enableLogicalBackup: $0\n'), 'true', spec('  enableLogicalBackup: true\n')],
  [
    'an enum of Kubernetes',
    spec('  tolerations:\n    - effect: No$0\n'),
    'NoSchedule',
    spec('  tolerations:\n    - effect: NoSchedule\n'),
  ],
  [
    'a parameter',
    spec('  postgresql:\n    parameters:\n      max_conn$0\n'),
    'max_connections',
    spec('  postgresql:\n    parameters:\n      max_connections: $1\n'),
  ],
  [
    'the value of a switch that is text',
    spec('  postgresql:\n    parameters:\n      jit: $0\n'),
    'on',
    spec('  postgresql:\n    parameters:\n      jit: "on"\n'),
  ],
  [
    'the owner of a database',
    spec('  users:\n    seller: []\n  databases:\n    shop: $0\n'),
    'seller',
    spec('  users:\n    seller: []\n  databases:\n    shop: seller\n'),
  ],
  [
    'a flag of a user',
    spec('  users:\n    seller:\n      - $0\n'),
    'createdb',
    spec('  users:\n    seller:\n      - createdb\n'),
  ],
  [
    'a flag in a flow list',
    spec('  users:\n    seller: [$0]\n'),
    'createdb',
    spec('  users:\n    seller: [createdb]\n'),
  ],
  ['a key in a flow map', spec('  volume: {$0}\n'), 'size', spec('  volume: {size: $1}\n')],
  [
    'a key behind another in a flow map',
    spec('  volume: { size: 1Gi, $0 }\n'),
    'storageClass',
    spec('  volume: { size: 1Gi, storageClass: $1 }\n'),
  ],
  [
    'below an unclosed quote',
    spec('  teamId: "acid\n  volume:\n    $0\n'),
    'size',
    spec('  teamId: "acid\n  volume:\n    size: $1\n'),
  ],
  [
    'above a broken line',
    spec('  volume:\n    $0\n  users: [\n'),
    'size',
    spec('  volume:\n    size: $1\n  users: [\n'),
  ],
  [
    'a second document',
    `kind: Widget\napiVersion: example.com/v1\n---\n${spec('  teamId$0\n')}`,
    'teamId',
    `kind: Widget\napiVersion: example.com/v1\n---\n${spec('  teamId: $1\n')}`,
  ],
  [
    'an item of a List',
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: acid.zalan.do/v1\n    kind: postgresql\n    spec:\n      volume:\n        $0\n',
    'size',
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: acid.zalan.do/v1\n    kind: postgresql\n    spec:\n      volume:\n        size: $1\n',
  ],
  ['the root of a resource', `${head}$0\n`, 'metadata', `${head}metadata:\n  name: $1\n`],
  [
    'an object that may have one name only',
    'apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\n$0\n',
    'metadata',
    'apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata:\n  name: ${1:result}\n',
  ],
  [
    'the name of a Secret before its key',
    spec('  env:\n    - name: A\n      valueFrom:\n        $0\n'),
    'secretKeyRef',
    spec('  env:\n    - name: A\n      valueFrom:\n        secretKeyRef:\n          name: $1\n          key: $2\n'),
  ],
  [
    'a kind for its version',
    'apiVersion: acid.zalan.do/v1\nkind: $0\n',
    'postgresql',
    'apiVersion: acid.zalan.do/v1\nkind: postgresql\n',
  ],
  [
    'a version for its kind',
    'kind: TektonResult\napiVersion: $0\n',
    'operator.tekton.dev/v1alpha1',
    'kind: TektonResult\napiVersion: operator.tekton.dev/v1alpha1\n',
  ],
  [
    'both at once',
    '$0',
    'acid.zalan.do/v1 postgresql',
    'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: $1\n',
  ],
  [
    'what is missing of the header, where only one value is possible',
    'kind: postgresql\n$0\n',
    'apiVersion',
    'kind: postgresql\napiVersion: acid.zalan.do/v1\n',
  ],
  ['what is missing of the header', 'kind: Database\n$0\n', 'apiVersion', 'kind: Database\napiVersion: \n'],
  ['an SSL mode', api('  db_sslmode: verify$0\n'), 'verify-full', api('  db_sslmode: verify-full\n')],
  [
    'a deployment to be changed',
    api('  options:\n    deployments:\n      $0\n'),
    'tekton-results-api',
    api('  options:\n    deployments:\n      tekton-results-api:\n        $1\n'),
  ],
  [
    'a key further right than its map',
    spec('  numberOfInstances: 2\n    volu$0\n'),
    'volume',
    spec('  numberOfInstances: 2\n  volume:\n    size: $1\n'),
  ],
  [
    'a key between two columns',
    spec('  postgresql:\n    version: "17"\n   $0\n'),
    'volume',
    spec('  postgresql:\n    version: "17"\n  volume:\n    size: $1\n'),
  ],
  [
    'a key further left than the map that goes on below',
    spec('  teamId: acid\n$0\n  numberOfInstances: 2\n'),
    'volume',
    spec('  teamId: acid\n  volume:\n    size: $1\n  numberOfInstances: 2\n'),
  ],
  [
    'the next key of the item above, at its dash',
    spec('  env:\n    - name: A\n    $0\n'),
    'value',
    spec('  env:\n    - name: A\n      value: $1\n'),
  ],
  [
    'a key of a map, right below its key',
    spec('  postgresql:\n  $0\n'),
    'version',
    spec('  postgresql:\n    version: $1\n'),
  ],
  [
    'the next key of the map, below a key without a value',
    spec('  postgresql:\n  $0\n'),
    'teamId',
    spec('  postgresql:\n  teamId: $1\n'),
  ],
  [
    'a new item, at the dash of the one above',
    spec('  env:\n    - name: A\n    na$0\n'),
    '- name',
    spec('  env:\n    - name: A\n    - name: $1\n'),
  ],
  ['the first item of a list', spec('  env:\n    $0\n'), '- name', spec('  env:\n    - name: $1\n')],
  [
    'a scalar item',
    spec('  users:\n    seller:\n      $0\n'),
    '- createdb',
    spec('  users:\n    seller:\n      - createdb\n'),
  ],
  [
    'a first key above those of an item that are further right',
    spec('  env:\n    - $0\n        value: a\n'),
    'name',
    spec('  env:\n    -   name: $1\n        value: a\n'),
  ],
  [
    'a value in front of a comment',
    spec('  postgresql:\n    version: $0# why\n'),
    '17',
    spec('  postgresql:\n    version: "17" # why\n'),
  ],
  ['behind a byte order mark', `\uFEFF${spec('  teamId$0\n')}`, 'teamId', `\uFEFF${spec('  teamId: $1\n')}`],
];

describe('an accepted completion', () => {
  for (const [what, before, label, after] of accepted) {
    test(what, () => {
      const { text, items } = completions(before);
      const found = items.find((item) => item.label === label);
      assert.ok(
        found,
        `not offered: ${items
          .map((item) => item.label)
          .join(' ')
          .slice(0, 500)}`,
      );
      assert.equal(accept(text, found), after);
      assert.equal(items.filter((item) => item.label === label).length, 1, 'offered once');
    });
  }

  test('stands at the same place where lines end in CRLF', () => {
    for (const [what, before, label, after] of accepted) {
      const { text, items } = completions(before.replaceAll('\n', '\r\n'));
      const found = items.find((item) => item.label === label);
      assert.ok(found, what);
      assert.equal(accept(text, found).replaceAll('\r\n', '\n'), after, what);
    }
  });
});

describe('keys', () => {
  test('required ones come first, deprecated ones last, and none that is there', () => {
    const offered = labels(spec('  volume:\n    size: 1Gi\n  $0\n'));
    assert.deepEqual(offered.slice(0, 3).sort(), ['numberOfInstances', 'postgresql', 'teamId']);
    assert.ok(!offered.includes('volume'));
    const old = completions(spec('  $0\n'), { settings: { operatorVersions: { zalando: '1.8.0' } } }).items;
    const [last] = [...old].sort((a, b) => (a.sortText < b.sortText ? 1 : -1));
    assert.equal(last?.deprecated, true);
    assert.ok(!offered.includes(last.label), 'gone from the newest version');
  });

  test('what the operator writes is not offered', () => {
    assert.ok(!labels(`${head}$0\n`).includes('status'));
  });

  test('come with type and help', () => {
    const key = completions(spec('  $0\n')).items.find(({ label }) => label === 'numberOfInstances');
    assert.match(key?.detail ?? '', /^integer/);
    assert.ok((key?.documentation?.markdown ?? '').length > 40);
  });

  test('are those of the version in force', () => {
    const known = labels(spec('  $0\n'), { settings: { operatorVersions: { zalando: '1.5.0' } } });
    assert.ok(known.length > 0 && known.length < labels(spec('  $0\n')).length);
  });

  test('open the list again where values are known', () => {
    const { items } = completions(spec('  $0\n'));
    assert.equal(items.find(({ label }) => label === 'enableLogicalBackup')?.retrigger, true);
    assert.equal(items.find(({ label }) => label === 'resources')?.retrigger, false);
  });
});

describe('values', () => {
  test('of a list that opened inside quotes are filtered with their quotes', () => {
    const [first] = completions(spec('  postgresql:\n    version: "$0"\n')).items;
    assert.match(first?.filterText ?? '', /^"/);
  });

  test('say which one is the default', () => {
    const { items } = completions(api('  loki_stack_name: x\n  logs_api: $0\n'));
    assert.ok(items.some(({ detail }) => detail?.includes('default')));
  });

  test('are there for quantities, cron lines and time zones', () => {
    assert.ok(labels(spec('  resources:\n    limits:\n      memory: $0\n')).includes('1Gi'));
    assert.ok(labels(spec('  logicalBackupSchedule: $0\n')).length > 0);
  });
});

describe('nothing is offered', () => {
  const silent: readonly (readonly [what: string, text: string])[] = [
    ['in a comment', spec('  # $0\n')],
    ['behind a comment sign', spec('  teamId: acid # $0\n')],
    ['in a block scalar', spec('  teamId: |\n    te$0\n')],
    ['in a foreign kind', 'apiVersion: example.com/v1\nkind: Widget\ndata:\n  $0\n'],
    ['in a foreign kind of our group', 'apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonPipeline\nspec:\n  $0\n'],
    ['in a template', spec('  {{- if .Values.x }}\n  $0\n  {{- end }}\n')],
    ['in the blanks in front of a key', spec(' $0 teamId: acid\n')],
    ['behind a dash in front of a key', spec('  env:\n    - $0 name: A\n')],
    ['for a scalar where a block stands below', spec('  teamId: $0\n    a: 1\n')],
    ['in prose that goes on', spec('  teamId: a team\n    vol$0\n')],
    ['on a blank line of a text', spec('  teamId: |\n    a\n$0\n    b\n')],
    ['on a marker', `--$0-\n${head}`],
    ['in free text', spec('  teamId: acid\n  users:\n    seller: []\n  description: $0\n')],
  ];
  for (const [what, text] of silent) test(what, () => assert.deepEqual(labels(text), []));
});

describe('an empty document', () => {
  for (const text of [
    '$0',
    '# why\n$0',
    'kind: Widget\napiVersion: example.com/v1\n---\n$0',
    '---\n$0\n---\nkind: Widget\napiVersion: example.com/v1\n',
  ]) {
    test(`offers whole manifests: ${JSON.stringify(text)}`, () => {
      const offered = labels(text);
      assert.match(offered[0] ?? '', /^\w+: |^Tekton|^Operator/);
      assert.ok(offered.includes('acid.zalan.do/v1 postgresql'));
    });
  }
});

test('of values that differ in case only the lower one is offered', () => {
  const head = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-a\n';
  const { text, position } = readCursor(`${head}spec:\n  users:\n    app:\n      - $0\n`);
  const labels = serviceWith(text)
    .complete(uri, position)
    .map(({ label }) => label);
  assert.ok(labels.includes('createdb'));
  assert.deepEqual(labels, [...new Set(labels.map((label) => label.toLowerCase()))]);
});

test('a key of a dictionary that a rule of the schema refuses is not offered, only where it holds', () => {
  const settingsOf = (version: string) =>
    labels(
      `apiVersion: postgres-operator.crunchydata.com/${version}\nkind: PostgresCluster\nmetadata:\n  name: ledger\nspec:\n  postgresVersion: 17\n  backups:\n    pgbackrest:\n      global:\n        log-$0\n`,
    );
  assert.ok(settingsOf('v1beta1').includes('log-path'));
  assert.ok(settingsOf('v1').includes('log-level-console'));
  assert.ok(!settingsOf('v1').includes('log-path'));
});

test('a version that gets no more fixes comes last, as one that is deprecated; the day is that of the host', () => {
  const versions = (day: string) =>
    completions(spec('  postgresql:\n    version: $0\n'), { now: () => new Date(`${day}T12:00:00Z`) })
      .items.filter(({ label }) => label === '14' || label === '15')
      .map(({ label, deprecated, sortText }) => `${label} ${sortText.charAt(0)}${deprecated ? ' deprecated' : ''}`);
  assert.deepEqual(versions('2026-11-12'), ['15 3', '14 3']);
  assert.deepEqual(versions('2026-11-13'), ['15 3', '14 9 deprecated']);
});

test('a user is written with an empty list, and a flag says beside its name what it does', () => {
  const [user] = completions(
    `${head}metadata:\n  name: acid-shop\nspec:\n  users:\n    $0\n  databases:\n    shop: seller\n`,
  ).items;
  assert.match(JSON.stringify(user), /seller: \$\{1:\[\]\}/);
  const flags = completions(spec('  users:\n    seller:\n      - $0\n')).items;
  assert.equal(
    flags.find(({ label }) => label === 'createdb')?.detail,
    'May create databases, and owns those it creates',
  );
});

test('a user and a database are called as their resource, and a team as its clusters begin', () => {
  const cluster = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: ledger\nspec:\n';
  for (const key of ['owner', 'database'])
    assert.deepEqual(labels(`${cluster}  bootstrap:\n    initdb:\n      ${key}: $0\n`), ['ledger', 'app']);
  assert.deepEqual(labels(`${cluster.replace('ledger', '')}  bootstrap:\n    initdb:\n      owner: $0\n`), ['app']);
  // Neither of what is called otherwise, nor where somebody else is meant.
  assert.ok(!labels(`${cluster}  tablespaces:\n    - name: $0\n`).includes('ledger'));
  assert.ok(!labels(`${cluster}  superuserSecret:\n    name: $0\n`).includes('ledger'));
  assert.equal(labels(`${head}metadata:\n  name: payments-db\nspec:\n  teamId: $0\n`)[0], 'payments');
});
