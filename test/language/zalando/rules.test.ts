import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding, Resource } from '../../../schemas/contract/index.ts';
import { zalandoRules } from '../../../schemas/systems/zalando/rules.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { resourceOf, workspaceOf } from './support.ts';

const fields = [
  'users databases preparedDatabases usersWithSecretRotation usersWithInPlaceSecretRotation usersIgnoringSecretRotation',
  'clone standby maintenanceWindows allowedSourceRanges numberOfInstances teamId connectionPooler enableConnectionPooler',
  'enableReplicaConnectionPooler streams env postgresql volume',
].flatMap((line) => line.split(' '));

describe('rules about the cluster', () => {
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
  const rules = zalandoRules.filter(({ kinds }) => kinds.includes(resource.identity.kind));
  return rules.flatMap((rule) => [...rule.check(context)]);
}

function messages(resource: Resource): string[] {
  return findingsOf(resource).map(({ message }) => render(message));
}
