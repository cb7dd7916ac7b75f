import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { exampleLines } from './agreement/agreementReport.ts';
import { runAgreement } from './agreement/runAgreement.ts';
import { needApiServer } from './bed/bed.ts';
import type { BareApiServer } from './bed/controlPlane.ts';

/** A part of `npm run agreement`, always the same one. */

let bed: BareApiServer;

before(async () => {
  bed = await needApiServer();
});

after(async () => {
  await bed.stop();
});

describe("changes to manifests of Kubernetes' own kinds", () => {
  test('are refused by the API server and by us alike', { timeout: 300_000 }, async (t) => {
    const report = await runAgreement(bed, {
      ...{ crds: [], corpus: [], operatorVersions: {}, kinds: [] },
      ...{ seed: 1, numbers: Array.from({ length: 300 }, (_, index) => index), byKubectl: 6 },
    });
    for (const line of report.lines(0)) t.diagnostic(line);
    assert.deepEqual(
      report.alarms.map((verdict) => [...exampleLines(verdict)].join('\n')),
      [],
    );
    assert.deepEqual(
      report.kubectlDifferences.map((verdict) => [...exampleLines(verdict)].join('\n')),
      [],
    );
    assert.ok(report.percent('own', ['agreed', 'known', 'warned']) >= 96);
    assert.ok(report.percent('own') >= 88);
  });
});
