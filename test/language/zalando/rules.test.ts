import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Finding, Resource } from '../../../schemas/contract/index.ts';
import { zalandoLanguage } from '../../../schemas/systems/zalando/language.ts';
import { clusterRules } from '../../../schemas/systems/zalando/rulesCluster.ts';
import { resourceOf, workspaceOf } from './support.ts';

const fields = [
  'users databases preparedDatabases usersWithSecretRotation usersWithInPlaceSecretRotation usersIgnoringSecretRotation',
  'clone standby maintenanceWindows allowedSourceRanges numberOfInstances teamId connectionPooler enableConnectionPooler',
  'enableReplicaConnectionPooler streams env postgresql volume',
].flatMap((line) => line.split(' '));

const words = fc.constantFrom(
  'a',
  'A_b',
  'a-b',
  '',
  '${X}',
  'postgres',
  'login',
  'NOLOGIN',
  '10.0.0.1',
  '22:00-02:00',
  '1:2:3-',
);
const keys = fc.constantFrom(
  'a',
  'A_b',
  'a-b',
  'schemas',
  'defaultUsers',
  'defaultRoles',
  'cluster',
  'timestamp',
  's3_wal_path',
  'gs_wal_path',
  'standby_port',
  '${X}',
  'postgres',
);
const values = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, words, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
}));

describe('rules about the cluster', () => {
  test('never throw, whatever stands in a field', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...fields), values.value, { maxKeys: 6 }),
        values.value,
        (spec, name) => {
          const resource = manifestOf(spec, name);
          for (const finding of findingsOf(resource)) {
            assert.ok(finding.message.length > 20);
            assert.equal(finding.node.kind === 'missing' && finding.node.parent === undefined, false);
          }
          [...zalandoLanguage.system.derive(resource)].forEach((derived) =>
            assert.equal(typeof derived.name, 'string'),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('say nothing about placeholders', () => {
    const placeholder = '${X}';
    for (const field of fields) {
      assert.deepEqual(messages(manifestOf({ teamId: 'acid', [field]: placeholder }, 'acid-shop')), [], field);
    }
    const nested = {
      teamId: placeholder,
      users: { [placeholder]: [placeholder], seller: placeholder },
      databases: { [placeholder]: 'seller', shop: placeholder },
      preparedDatabases: { stock: { defaultUsers: placeholder, schemas: { [placeholder]: placeholder } } },
      usersWithSecretRotation: [placeholder],
      maintenanceWindows: [placeholder],
      allowedSourceRanges: [placeholder, `${placeholder}/16`],
      clone: { cluster: placeholder, timestamp: placeholder },
      numberOfInstances: placeholder,
    };
    assert.deepEqual(messages(manifestOf(nested, placeholder)), []);
  });

  test('texts are short sentences, ids are unique and named for their files', () => {
    const ids = zalandoLanguage.rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, help } of clusterRules) {
      assert.match(id, /^zalando\/[a-z0-9]+(-[a-z0-9]+)+$/);
      const sentences = help.split(/[.!](?:\s|$)/).filter((sentence) => sentence.trim());
      assert.ok(sentences.length >= 2 && sentences.length <= 7, `${id}: ${sentences.length} sentences`);
    }
  });
});

function manifestOf(spec: unknown, name: unknown): Resource {
  return resourceOf(JSON.stringify({ apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name }, spec }));
}

function findingsOf(resource: Resource): Finding[] {
  const { root } = resource;
  const context = {
    resource,
    root,
    spec: root.at('spec'),
    version: undefined,
    workspace: workspaceOf(resource),
    previous: undefined,
  };
  return clusterRules.flatMap((rule) => [...rule.check(context)]);
}

function messages(resource: Resource): string[] {
  return findingsOf(resource).map(({ message }) => message);
}
