import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeConflicts } from '../../../client/session/describeConflicts.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { standIn, toyTarget } from './support.ts';

const live = {
  metadata: {
    name: 'shop',
    managedFields: [
      { manager: 'kubectl-client-side-apply', operation: 'Update', time: '2026-03-01T10:00:00Z' },
      { manager: 'kubectl-client-side-apply', operation: 'Update', time: '2026-03-02T10:00:00Z' },
      { manager: 'other', operation: 'Apply' },
      null,
    ],
  },
};

function described(field: string, before: unknown, after: unknown, manager = 'other') {
  const [found] = describeConflicts({ conflicts: [{ field, manager }], live, before, after });
  assert.ok(found);
  return found;
}

test('both values, wherever the API server says that they are', () => {
  const object = {
    spec: {
      numberOfInstances: 2,
      size: '5Gi',
      list: [{ name: 'a', port: 1, value: 'x' }, { name: 'b]"', value: 'y' }, 'text'],
      nothing: null,
    },
    metadata: { labels: { 'app.kubernetes.io/name': 'shop', app: 'no' } },
  };
  for (const [field, value] of [
    ['spec.numberOfInstances', '2'],
    ['.spec.size', '5Gi'],
    ['spec.list[0].value', 'x'],
    ['spec.list[name="a",port=1].value', 'x'],
    ['spec.list[name="b]\\""].value', 'y'],
    ['spec.list[="text"]', 'text'],
    ['metadata.labels.app.kubernetes.io/name', 'shop'],
    ['metadata.labels.app', 'no'],
    ['spec.list[0]', '{"name":"a","port":1,"value":"x"}'],
    ['spec.nothing', ''],
    ['spec.other', ''],
    ['spec.list[7]', ''],
    ['spec.list[name="c"].value', ''],
    ['spec.size.more', ''],
    ['spec[', ''],
    ['spec.list[', ''],
  ] as const) {
    assert.equal(described(field, object, undefined).before, value, field);
    assert.equal(described(field, undefined, object).after, value, field);
  }
});

test('who it is, in words, and when it last wrote', () => {
  const owner = (manager: string, target?: ReturnType<typeof toyTarget>) => {
    const [found] = describeConflicts({
      conflicts: [{ field: 'spec.a', manager }],
      ...{ live, before: {}, after: {}, target },
    });
    return render(found!.owner);
  };
  assert.equal(owner('kubectl-client-side-apply'), 'kubectl apply');
  assert.equal(owner('argocd-controller'), 'Argo CD, which sets it back');
  assert.equal(owner('bed'), 'a program that calls itself bed');
  assert.equal(owner('curl'), 'a program (curl)');
  const target = toyTarget(standIn().connection, { operator: { pods: [], container: 'Manager' } });
  assert.equal(owner('manager', target), 'its operator (manager)');
  assert.equal(owner('toy-controller', target), 'its operator (toy-controller)');
  assert.equal(owner('other', target), 'a program that calls itself other');
  assert.equal(described('spec.a', {}, {}, 'kubectl-client-side-apply').since, '2026-03-02T10:00:00Z');
  assert.equal(described('spec.a', {}, {}).since, undefined);
});
