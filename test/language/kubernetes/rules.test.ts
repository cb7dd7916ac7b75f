import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { kubernetesRules } from '../../../schemas/systems/kubernetes/rules.ts';
import { kubernetes } from '../../../schemas/systems/kubernetes/system.ts';
import { contextOf, resourceOf, workspaceOf } from './support.ts';
import { randomSpecs } from '../../support/randomSpecs.ts';

const words = [
  'data',
  'db',
  'None',
  'NodePort',
  'postgres:18',
  '/var/lib/postgresql/data',
  '512m',
  '0640',
  '${X}',
  'cGFzcwo=',
  '',
];
const keys = [
  ...[
    'metadata',
    'name',
    'labels',
    'spec',
    'template',
    'jobTemplate',
    'selector',
    'matchLabels',
    'replicas',
    'strategy',
  ],
  ...['containers', 'initContainers', 'image', 'args', 'env', 'value', 'valueFrom', 'secretKeyRef', 'key', 'envFrom'],
  ...['volumes', 'volumeMounts', 'mountPath', 'volumeClaimTemplates', 'persistentVolumeClaim', 'claimName', 'secret'],
  ...[
    'projected',
    'sources',
    'items',
    'path',
    'mode',
    'defaultMode',
    'resources',
    'requests',
    'limits',
    'memory',
    'cpu',
  ],
  ...[
    'ports',
    'port',
    'nodePort',
    'protocol',
    'type',
    'clusterIP',
    'data',
    'stringData',
    'binaryData',
    'password',
    'local',
  ],
  ...[
    'capacity',
    'nodeAffinity',
    'persistentVolumeReclaimPolicy',
    'provisioner',
    'volumeBindingMode',
    'storageClassName',
  ],
];

const value = randomSpecs(words, keys);

const claim = resourceOf(
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce]}\n',
);

describe('rules, names and what is derived', () => {
  test('never throw, whatever stands in the manifest, and each fix changes something', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kubernetes.kinds),
        fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 }),
        ({ group, kind }, fields) => {
          const apiVersion = group ? `${group}/v1` : 'v1';
          const resource = resourceOf(stringify({ apiVersion, kind, metadata: { name: 'db' }, ...fields }));
          const context = contextOf(resource, workspaceOf(claim));
          for (const rule of kubernetesRules.filter(({ kinds }) => kinds.includes(kind))) {
            for (const finding of rule.check(context)) {
              assert.match(finding.message, /^[^]{20,}[.?]$/);
              for (const fix of finding.fixes ?? []) assert.ok(fix.edits.length > 0 && fix.title !== '', rule.id);
            }
          }
          for (const { name } of [...(kubernetes.names?.(resource) ?? []), ...kubernetes.derive(resource)])
            assert.ok(name);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('kinds of the rules are kinds of the pack', () => {
    const kinds = new Set(kubernetes.kinds.map(({ kind }) => kind));
    for (const rule of kubernetesRules)
      assert.ok(
        rule.kinds.every((kind) => kinds.has(kind)),
        rule.id,
      );
  });

  test('no message about a Secret or a password shows a value', () => {
    const text = `apiVersion: v1
kind: Secret
metadata: {name: db}
data: {password: aHVudGVyMgo=, other: hunter2!}
stringData: {password: "hunter2\\n"}
`;
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: db}
spec: {containers: [{name: a, env: [{name: DB_PASSWORD, value: hunter2}]}]}
`;
    const findings = [text, pod].flatMap((each) => {
      const resource = resourceOf(each);
      const rules = kubernetesRules.filter(({ kinds }) => kinds.includes(resource.identity.kind));
      return rules.flatMap((rule) => [...rule.check(contextOf(resource))]);
    });
    assert.equal(findings.length, 5);
    for (const { message, fixes } of findings) {
      assert.doesNotMatch([message, ...(fixes ?? []).map(({ title }) => title)].join(), /hunter2|aHVudGVy/);
    }
  });
});
