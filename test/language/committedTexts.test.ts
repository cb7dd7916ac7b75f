import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommittedTexts } from '../../server/language/committedTexts.ts';
import { Clock } from '../../server/language/queries/clock.ts';
import { parseDocument } from '../../server/language/yaml/index.ts';

function text(kind: string, name: string, namespace: string, replicas: number): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nreplicas: ${String(replicas)}\n`;
}

test('what a resource was is that of its kind, name and namespace', () => {
  const committed = new CommittedTexts(new Clock(), ({ resources }) => resources);
  committed.set(
    'a.yaml',
    [
      text('Pod', 'a', 'shop', 1),
      text('Pod', 'a', 'web', 2),
      text('Job', 'a', 'web', 3),
      text('Pod', 'ab', 'web', 4),
    ].join('---\n'),
  );
  const was = (uri: string, kind: string, name: string, namespace: string) => {
    const [resource] = parseDocument(text(kind, name, namespace, 0)).resources;
    assert.ok(resource);
    return committed.resource(uri, resource)?.root.at('replicas').value;
  };
  assert.equal(was('a.yaml', 'Pod', 'a', 'shop'), 1);
  assert.equal(was('a.yaml', 'Pod', 'a', 'web'), 2);
  assert.equal(was('a.yaml', 'Job', 'a', 'web'), 3);
  assert.equal(was('a.yaml', 'Job', 'a', 'shop'), undefined);
  assert.equal(was('b.yaml', 'Pod', 'a', 'shop'), undefined);
  committed.set('a.yaml', undefined);
  assert.equal(was('a.yaml', 'Pod', 'a', 'shop'), undefined);
});
