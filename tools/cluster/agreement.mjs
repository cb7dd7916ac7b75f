// npm run agreement [-- OPTIONS]: our verdict and a real API server's on thousands of small changes to manifests.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../freshBuild.mjs';
import { root } from '../paths.mjs';
import { MissingPart, runScript, WrongUse } from '../runScript.mjs';

const usage = `npm run agreement [-- OPTIONS]

Changes manifests that an API server takes (examples, snippets, silent fixtures), asks it and our checks what they think of each
change, and prints where the two differ, by kind and by cause. Exit code 1: an error where the API server takes the manifest, or
rules of definitions that differ. Needs the control plane of "npm run test:cluster"; no database.

  --mutants N   how many changes (2000)
  --seed S      another number makes other changes (1)
  --kinds A,B   only these kinds
  --crds DIR    definitions to install, of two with one name the first; may be given again
  --run-time    packs of the kinds of --crds are off: what is said of them is read from their definitions
  --corpus DIR  more manifests; may be given again
  --operator-version PACK=VERSION  of the definitions; may be given again
  --release R   the API server of this release of Kubernetes (1.31), which is the version in force; Go builds it the first time
  --kubectl N   how many of them kubectl is asked about as well, which reads the YAML itself (1 of 100)
  --show N      examples of each cause (1)
  --mutant N    this one alone, whole; the other options as they were`;

const many = { type: 'string', multiple: true };
const one = { type: 'string' };
const options = {
  ...{ mutants: one, seed: one, kinds: one, kubectl: one, show: one, mutant: one, release: one },
  ...{ crds: many, corpus: many, 'operator-version': many, 'run-time': { type: 'boolean' } },
};

await runScript({ usage, options }, async ({ values }) => {
  const { crds = [], corpus = [], kinds = '' } = values;
  for (const folder of [...crds, ...corpus])
    if (!existsSync(folder)) throw new WrongUse(`There is no folder ${folder}. See --help.`);
  const seed = numberOf('seed', values.seed ?? '1');
  const shown = numberOf('show', values.show ?? '1');
  const numbers =
    values.mutant === undefined
      ? Array.from({ length: numberOf('mutants', values.mutants ?? '2000') }, (_, index) => index)
      : [numberOf('mutant', values.mutant)];
  const byKubectl = numberOf('kubectl', values.kubectl ?? String(Math.ceil(numbers.length / 100)));
  const { release } = values;
  if (release !== undefined && !/^1\.\d{1,3}$/.test(release))
    throw new WrongUse(`--release takes a minor release such as 1.31, and "${release}" is none. See --help.`);
  const operatorVersions = {
    ...Object.fromEntries((values['operator-version'] ?? []).map(versionOf)),
    ...(release && { kubernetes: release }),
  };
  await ensureBuilt();
  const load = (path) => import(pathToFileURL(join(root, 'out/test/cluster', path)).href);
  const [{ startApiServerBed }, { runAgreement }, { exampleLines }] = await Promise.all([
    load('bed/bed.js'),
    load('agreement/runAgreement.js'),
    load('agreement/agreementReport.js'),
  ]);
  const bed = await startApiServerBed((line) => console.log(line), release);
  if ('missing' in bed) throw new MissingPart(bed.missing);
  try {
    const report = await runAgreement(bed, {
      ...{ crds, corpus, operatorVersions, seed, numbers, byKubectl },
      runTime: values['run-time'] === true,
      kinds: kinds === '' ? [] : kinds.split(','),
      say: (line) => console.log(line),
      onVerdict: (verdict) => {
        if (values.mutant !== undefined) for (const line of [verdict.text, ...exampleLines(verdict)]) console.log(line);
      },
    });
    if (values.mutant === undefined) for (const line of report.lines(shown)) console.log(line);
    return report.alarms.length + report.ruleDifferences.length > 0 ? 1 : 0;
  } finally {
    await bed.stop();
  }
});

function numberOf(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new WrongUse(`--${name} takes a number, and "${text}" is none. See --help.`);
  return Number(text);
}

function versionOf(text) {
  const [, pack, version] = /^([\w-]+)=(\S+)$/.exec(text) ?? [];
  if (pack === undefined)
    throw new WrongUse(`--operator-version takes PACK=VERSION, and "${text}" is none. See --help.`);
  return [pack, version];
}
