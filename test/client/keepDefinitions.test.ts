import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { keepDefinitions } from '../../client/keepDefinitions.ts';

const thing = { apiVersion: 'toy.example/v1', kind: 'Thing' };
const [dev, prod] = ['dev', 'prod'].map((name) => ({ name, server: `https://${name}` }));

describe('definitions that are kept', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'definitions-'))));
  after(() => rmSync(folder, { recursive: true }));

  const memory = () => {
    const values = new Map<string, unknown>();
    return {
      get: (key: string) => values.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
    };
  };
  const keep = (of = memory()) => keepDefinitions(path.join(folder, 'kept'), of);

  test('are those of the cluster that was connected last, kind and version', async () => {
    const kept = keep();
    assert.deepEqual(await kept.read([thing]), { cluster: '', documents: [] });
    await kept.connect(dev);
    await kept.write(thing, 'a');
    assert.deepEqual(await kept.read([thing, { ...thing, apiVersion: 'toy.example/v2' }]), {
      cluster: 'dev',
      documents: ['a'],
    });
    await kept.connect(prod);
    assert.deepEqual(await kept.read([thing]), { cluster: 'prod', documents: [] });
    await kept.connect(dev);
    assert.deepEqual((await kept.read([thing])).documents, ['a']);
    await kept.connect(undefined);
    assert.deepEqual(await kept.read([thing]), { cluster: '', documents: [] });
  });

  test('are not written before a cluster is connected, nor where the folder is none', async () => {
    await keep().write(thing, 'b');
    writeFileSync(path.join(folder, 'file'), '');
    const nowhere = keepDefinitions(path.join(folder, 'file'), memory());
    await nowhere.connect(dev);
    await nowhere.write(thing, 'b');
    assert.deepEqual((await nowhere.read([thing])).documents, []);
  });

  test('are not more than a person works with', async () => {
    const kept = keep();
    await kept.connect(dev);
    for (let number = 0; number < 210; number++) await kept.write({ ...thing, kind: `Kind${String(number)}` }, 'a');
    assert.equal(readdirSync(path.join(folder, 'kept')).length, 200);
  });
});
