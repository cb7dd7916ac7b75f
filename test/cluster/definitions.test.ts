import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClusters } from '../../client/cluster/createClusters.ts';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import type { ClusterDefinitions } from '../../client/answerWantedDefinitions.ts';
import { followDefinitions } from '../../client/followDefinitions.ts';
import { Endings } from '../support/endings.ts';
import { uriOf } from '../support/fixtures.ts';
import { serviceWith } from '../support/manifests.ts';
import { definitionObject, thing } from '../support/toyDefinition.ts';
import { until } from '../support/until.ts';
import type { BedObject } from './bed/apiClient.ts';
import { needBed, type Bed } from './bed/bed.ts';

/** What a real API server says of a kind, and what we find with it. */

const kind = { apiVersion: 'toy.example/v1', kind: 'Thing' };
const endings = new Endings();
let bed: Bed;

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  await bed.cluster.api.apply(definitionObject() as BedObject);
});

after(endings.run);

async function connect(user?: string): Promise<ClusterConnection> {
  const kubeconfig =
    user === undefined ? bed.cluster.kubeconfig : await bed.cluster.writeKubeconfig({ name: user, user });
  return endings.add(await createClusters({ kubeconfig, environment: {} }).connect(), (each) => each.close());
}

/** Problems of a manifest, by what the cluster has told last. */
function follow(connection: ClusterConnection) {
  let documents: readonly string[] = [];
  const definitions: ClusterDefinitions = {
    wanted: [kind],
    onWanted: () => () => undefined,
    connect: () => undefined,
    tell: (found) => (documents = [...found.values()]),
    dispose: () => undefined,
  };
  endings
    .add(
      followDefinitions(definitions, () => connection),
      (each) => each.dispose(),
    )
    .changed();
  return {
    get documents() {
      return documents;
    },
    problems(spec: string): string[] {
      const service = serviceWith({ 'a.yaml': thing(spec) });
      service.setClusterDefinitions({ cluster: 'bed', documents });
      return service.diagnose(uriOf('a.yaml')).map(({ message }) => message);
    },
  };
}

const tooLarge = ['`spec` is refused: size has to be below most'];

describe('a kind that the cluster defines', () => {
  test('is checked by its definition, which is followed', async () => {
    const followed = follow(await connect());
    await until(
      () => followed.documents.length === 1,
      () => 'the definition is not told',
    );
    assert.deepEqual(followed.problems('{size: 12}'), tooLarge);
    assert.deepEqual(followed.problems('{size: 5}'), []);
    const changed = JSON.stringify(definitionObject()).replace('"default":10', '"default":20');
    await bed.cluster.api.apply(JSON.parse(changed) as BedObject);
    await until(
      () => followed.problems('{size: 12}').length === 0,
      () => followed.documents.join(),
    );
    await bed.cluster.api.apply(definitionObject() as BedObject);
  });

  test('is checked by the description of the API server for whoever may not read definitions', async () => {
    const connection = await connect('nobody-in-particular');
    assert.equal(
      await connection.can({ verb: 'list', group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' }),
      false,
    );
    const followed = follow(connection);
    await until(
      () => followed.documents.length === 1,
      () => 'the description is not told',
    );
    // It follows its definitions some seconds later.
    await until(
      () => followed.problems('{size: 12}').length > 0,
      () => followed.documents.join(),
    );
    assert.deepEqual(followed.problems('{size: 12}'), tooLarge);
    assert.deepEqual(followed.problems('{size: 5, color: blue, labl: a}'), [
      '`blue` is no value of `color`: use `red` or `green`.',
      '`labl` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: did you mean `label`?',
    ]);
  });
});
