import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseAllDocuments, stringify } from 'yaml';
import { createService } from '../../server/host/createService.ts';
import { dist, readFixtures, uriOf } from '../support/fixtures.ts';
import { ApiError } from './bed/apiClient.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { mutantsOf, type Json } from './support/mutantsOf.ts';

/** Kubernetes' own kinds: their plural, and whether they live in a namespace. */
const plurals: Readonly<Record<string, string>> = {
  'apps/v1 DaemonSet': 'apis/apps/v1/namespaces/default/daemonsets',
  'apps/v1 Deployment': 'apis/apps/v1/namespaces/default/deployments',
  'apps/v1 StatefulSet': 'apis/apps/v1/namespaces/default/statefulsets',
  'batch/v1 CronJob': 'apis/batch/v1/namespaces/default/cronjobs',
  'batch/v1 Job': 'apis/batch/v1/namespaces/default/jobs',
  'storage.k8s.io/v1 StorageClass': 'apis/storage.k8s.io/v1/storageclasses',
  'v1 ConfigMap': 'api/v1/namespaces/default/configmaps',
  'v1 PersistentVolume': 'api/v1/persistentvolumes',
  'v1 PersistentVolumeClaim': 'api/v1/namespaces/default/persistentvolumeclaims',
  'v1 Pod': 'api/v1/namespaces/default/pods',
  'v1 Secret': 'api/v1/namespaces/default/secrets',
  'v1 Service': 'api/v1/namespaces/default/services',
  'v1 ServiceAccount': 'api/v1/namespaces/default/serviceaccounts',
};

/** What the API server takes and a program in the container does not start with. */
const ofPrograms = [
  'kubernetes/postgres-18-mount',
  'kubernetes/data-directory-not-empty',
  'kubernetes/database-password-missing',
];

const [manifestsOfAKind, mutantsOfEach] = [12, 6];

let bed: Bed;

before(async () => {
  bed = await needBed();
});

after(async () => {
  await bed.stop();
});

/** The words with which the API server refuses it; `undefined`: it would be made. */
async function refusal(kind: string, manifest: Json): Promise<string | undefined> {
  try {
    await bed.cluster.api.request('POST', `/${plurals[kind] ?? ''}?dryRun=All&fieldValidation=Strict`, manifest);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

/** Manifests of the fixtures, by kind. */
function manifests(): Map<string, Json[]> {
  const texts = readFixtures().flatMap(({ files }) => files.map(({ text }) => text));
  const found = new Map<string, Json[]>();
  for (const text of texts) {
    for (const document of parseAllDocuments(text)) {
      if (document.errors.length > 0) continue;
      const value = document.toJS() as {
        apiVersion?: unknown;
        kind?: unknown;
        metadata?: { namespace?: unknown };
      } | null;
      const kind = `${String(value?.apiVersion)} ${String(value?.kind)}`;
      if (plurals[kind] === undefined || value?.metadata?.namespace !== undefined) continue;
      found.set(kind, [...(found.get(kind) ?? []), value as Json]);
    }
  }
  return found;
}

describe("what is an error in Kubernetes' own kinds", () => {
  test('is refused by the API server', { timeout: 300_000 }, async () => {
    const service = createService(dist);
    const uri = uriOf('mutant.yaml');
    const alarms: string[] = [];
    let [asked, seed] = [0, 1];
    for (const [kind, all] of manifests()) {
      for (const manifest of all.slice(0, manifestsOfAKind)) {
        for (const mutant of [{ name: 'as it is', manifest }, ...mutantsOf(manifest, mutantsOfEach, seed++)]) {
          service.setFile(uri, stringify(mutant.manifest));
          const errors = service
            .diagnose(uri)
            .filter(({ severity, code }) => severity === 'error' && !ofPrograms.includes(code));
          asked += 1;
          if (errors.length === 0 || (await refusal(kind, mutant.manifest)) !== undefined) continue;
          alarms.push(`${kind}: ${mutant.name}: ${errors.map(({ code, message }) => `${code}: ${message}`).join(' ')}`);
        }
      }
    }
    assert.ok(asked > 300, `only ${String(asked)} manifests were tried`);
    assert.deepEqual(alarms, []);
  });
});
