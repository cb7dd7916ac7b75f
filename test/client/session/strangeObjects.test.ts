import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterConnection, KubernetesObject, ListQuery } from '../../../client/cluster/connection.ts';
import { isClusterError } from '../../../client/cluster/errors.ts';
import { listDatabases } from '../../../client/commands/listDatabases.ts';
import { readOperators } from '../../../client/clusterOperators.ts';
import { readAuthority } from '../../../client/session/authority.ts';
import { findLeftovers } from '../../../client/session/leftovers.ts';
import { readCredentials } from '../../../client/session/credentials.ts';
import { describe } from '../../../client/session/describe.ts';
import { findReleasedVolumes } from '../../../client/session/freeObjects.ts';
import { findTerminating, requireGone } from '../../../client/session/goneResource.ts';
import { findPrimary } from '../../../client/session/members.ts';
import { makeTarget, withLive } from '../../../client/session/resolveTarget.ts';
import type { Target } from '../../../client/session/target.ts';
import { findDatabaseServices } from '../../../client/session/databaseServices.ts';
import { systems } from '../../../schemas/registry.ts';
import { fc } from '../../support/fastCheck.ts';
import { standIn } from './support.ts';

/** Fields that somebody reads somewhere, so that what is drawn gets far. */
const fields = [
  ...[
    'spec',
    'status',
    'data',
    'metadata',
    'type',
    'name',
    'namespace',
    'uid',
    'phase',
    'conditions',
    'containers',
    'ports',
  ],
  ...['containerStatuses', 'state', 'waiting', 'reason', 'message', 'volumes', 'persistentVolumeClaim', 'claimName'],
  ...['selector', 'matchLabels', 'template', 'image', 'claimRef', 'capacity', 'nodeAffinity', 'required', 'values'],
  ...[
    'nodeSelectorTerms',
    'matchExpressions',
    'involvedObject',
    'subsets',
    'endpoints',
    'addresses',
    'targetRef',
    'users',
  ],
  ...['instances', 'databases', 'port', 'targetPort', 'externalName', 'bootstrap', 'secret', 'password', 'resources'],
];
const texts = fc.constantFrom(
  'Running',
  'Ready',
  'True',
  'Released',
  'kubernetes.io/hostname',
  'ClusterIP',
  '5432',
  '',
  'x',
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(texts, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...fields), tie('tree'), { maxKeys: 8 }),
  ),
}));
const body = fc.record({ spec: tree, status: tree, data: tree, subsets: tree, endpoints: tree, involvedObject: tree });

/** A server whose objects have the metadata that is promised, and anything else. */
function serving(bodies: readonly object[]): ClusterConnection {
  let next = 0;
  const object = (kind: string, name: string, query: ListQuery): KubernetesObject => ({
    ...bodies[next++ % bodies.length],
    kind,
    metadata: { name, namespace: 'web', uid: 'u', labels: query.labels ?? {} },
  });
  return {
    ...standIn({ namespace: 'web' }).connection,
    list: ({ kind }, query = {}) => Promise.resolve(['a', 'b'].map((name) => object(kind, name, query))),
    read: ({ kind, name }) => Promise.resolve(object(kind, name, {})),
  };
}

const { signal } = new AbortController();
const work: Readonly<Record<string, (target: Target) => Promise<unknown>>> = {
  describe: (target) => describe(target, signal),
  'find the primary': (target) => findPrimary(target),
  'read credentials': (target) =>
    Promise.all((target.recipe.access?.logins ?? []).map((login) => readCredentials(target, login))),
  'read the authority': (target) => readAuthority(target),
  'find leftovers': (target) => findLeftovers(target),
  'find what is terminating': (target) => findTerminating(target),
  'make sure that it is gone': (target) => requireGone(target),
  'find volumes': ({ connection }) => findReleasedVolumes(connection, [{ namespace: 'web', name: 'a' }]),
  'find services': ({ connection }) => findDatabaseServices(connection, {}),
  'list databases': ({ connection }) => listDatabases(connection),
  'read operators': ({ connection }) => readOperators(connection, signal),
};

for (const system of systems.filter(({ recipe }) => recipe))
  test(`objects of any content make nothing but ClusterErrors: ${system.title}`, async () => {
    const [{ group, versions, kind }] = system.kinds as readonly [(typeof system.kinds)[number]];
    const identity = {
      apiVersion: `${group}/${versions[0] ?? ''}`,
      kind,
      metadata: { name: 'shop', namespace: 'web' },
    };
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 3, maxLength: 3 }), tree, async (bodies, spec) => {
        const written = makeTarget(serving(bodies), { ...identity, spec });
        if (!written) return;
        for (const target of [written, await withLive(written)])
          for (const [what, each] of Object.entries(work))
            await each(target).catch((error: unknown) => assert.ok(isClusterError(error), `${what}: ${String(error)}`));
      }),
      { numRuns: 40 },
    );
  });
