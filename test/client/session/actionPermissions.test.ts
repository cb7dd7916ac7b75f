import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Permission } from '../../../client/cluster/connection.ts';
import { permissionsOf } from '../../../client/session/permissionsOf.ts';
import { makeTarget } from '../../../client/session/resolveTarget.ts';
import type { Action, Outcome, Step } from '../../../schemas/contract/recipe.ts';
import { jobs } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyTarget, toyType } from './support.ts';

const text = ({ verb, group, plural, subresource, namespace }: Permission): string =>
  [verb, [plural, group].filter(Boolean).join('.') + (subresource ? `/${subresource}` : ''), namespace ?? '*'].join(
    ' ',
  );

const given = { now: new Date(0), primary: '', chosen: '' };

function permitted(steps: readonly Step[], until?: Outcome): readonly string[] {
  const target = toyTarget(standIn().connection, { members: [], namespace: 'pods' });
  const action: Action = {
    ...{ id: 'a', command: 'restart', title: say`A`, consequence: say`A.`, steps: () => steps },
    ...(until ? { until: () => until } : {}),
  };
  const [first, ...others] = permissionsOf(target, action, given).map(text);
  assert.equal(first, 'get toys.toy.example shop', 'whether the resource is as it was shown');
  return others;
}

suite('verbs of a step', () => {
  const steps: readonly (readonly [Step, readonly string[]])[] = [
    [{ kind: 'patch', patch: {} }, ['patch toys.toy.example shop']],
    [{ kind: 'patch', patch: {}, subresource: 'status' }, ['patch toys.toy.example/status shop']],
    [{ kind: 'patch-pods', labels: {}, patch: {} }, ['list pods pods', 'patch pods pods']],
    [{ kind: 'exec', pod: 'p', container: 'c', command: [] }, ['get pods/exec pods', 'create pods/exec pods']],
    [{ kind: 'delete-pods', labels: {} }, ['list pods pods', 'watch pods pods', 'delete pods pods']],
    [{ kind: 'delete-pods', labels: {}, namespace: 'b' }, ['list pods b', 'watch pods b', 'delete pods b']],
    [{ kind: 'create', type: jobs, object: {} }, ['create jobs.batch pods']],
    [{ kind: 'run-cron-job', name: 'a', jobName: 'b' }, ['get cronjobs.batch pods', 'create jobs.batch pods']],
    [{ kind: 'recreate' }, ['list', 'watch', 'delete', 'create'].map((verb) => `${verb} toys.toy.example shop`)],
  ];
  for (const [step, expected] of steps)
    test(`${step.kind}: ${expected.join(', ')}`, () => assert.deepEqual(permitted([step]), expected));
});

suite('verbs of waiting', () => {
  const outcomes: readonly (readonly [Outcome, readonly string[]])[] = [
    [{ kind: 'pods-renewed' }, ['list pods pods', 'watch pods pods']],
    [{ kind: 'pods-renewed', namespace: 'b' }, ['list pods b', 'watch pods b']],
    [{ kind: 'primary-is-chosen' }, ['list pods pods', 'watch pods pods']],
    [{ kind: 'job-complete', labels: {} }, ['list jobs.batch pods', 'watch jobs.batch pods']],
    [
      { kind: 'field-reads', object: { ...toyType, name: 'x' }, field: 'a', values: [], failures: [] },
      ['list toys.toy.example pods', 'watch toys.toy.example pods'],
    ],
  ];
  for (const [outcome, expected] of outcomes)
    test(outcome.kind, () => assert.deepEqual(permitted([], outcome), expected));
});

test('a resource of the whole cluster has no namespace, and its Secret is in that of the pods', () => {
  const resource = {
    ...{ apiVersion: 'operator.tekton.dev/v1alpha1', kind: 'TektonResult', metadata: { name: 'result' } },
    spec: { targetNamespace: 'ci' },
  };
  const target = makeTarget(standIn().connection, resource);
  const recreate = target?.recipe.actions.find(({ id }) => id === 'recreate');
  assert.ok(target && recreate);
  const asked = permissionsOf(target, recreate, given).map(text);
  assert.ok(asked.includes('delete tektonresults.operator.tekton.dev *'));
  for (const verb of ['get', 'patch', 'create']) assert.ok(asked.includes(`${verb} secrets ci`), verb);
});
