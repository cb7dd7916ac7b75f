import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubernetesRules } from '../../../schemas/systems/kubernetes/rules.ts';
import { contextOf, resourceOf } from './support.ts';

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
    assert.doesNotMatch(JSON.stringify([message, ...(fixes ?? []).map(({ title }) => title)]), /hunter2|aHVudGVy/);
  }
});
