// node tools/cluster/compareRules.mjs DIR...: our verdict and the API server's on random objects of all kinds that have rules.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { ensureBuilt } from '../freshBuild.mjs';
import { root } from '../paths.mjs';
import { MissingPart, runScript } from '../runScript.mjs';

const usage = `node tools/cluster/compareRules.mjs [--objects N] [--seed S] PATH...

Installs each CustomResourceDefinition that has rules (x-kubernetes-validations) on a real API server, makes random objects of
it, and compares what the rules find: fields and messages. Exit code 1: something differs. Needs what "npm run test:cluster" needs.

  PATH         a file with definitions, or a folder: all .yaml files below it
  --objects N  objects per version (50); half of them are stored, and changed twice
  --seed S     another number makes other objects (1)`;

const options = { objects: { type: 'string' }, seed: { type: 'string' } };
await runScript({ usage, options, positionals: Infinity }, async ({ values, positionals }) => {
  await ensureBuilt();
  const load = (path) => import(pathToFileURL(join(root, 'out/test/cluster', path)).href);
  const [{ startBed }, { compareRules }] = await Promise.all([load('bed/bed.js'), load('support/compareRules.js')]);
  const bed = await startBed((line) => console.log(line));
  if ('missing' in bed) throw new MissingPart(bed.missing);
  const total = { asked: 0, blocked: 0, violations: 0, differences: 0 };
  try {
    for (const crd of positionals.flatMap(filesIn).flatMap(definitionsIn)) {
      const settings = { objects: Number(values.objects ?? 50), seed: Number(values.seed ?? 1) };
      const { asked, blocked, violations, rules, violated, differences } = await compareRules(
        bed.cluster.api,
        crd,
        settings,
      );
      const name = crd.metadata.name;
      console.log(
        `${name}: ${asked} compared, ${blocked} blocked, ${violations} violations, ${violated.size} of ${rules} rules`,
      );
      for (const each of differences) console.log(`  ${each}`);
      total.asked += asked;
      total.blocked += blocked;
      total.violations += violations;
      total.differences += differences.length;
    }
  } finally {
    await bed.stop();
  }
  console.log(
    `${total.asked} compared, ${total.blocked} blocked, ${total.violations} violations, ${total.differences} differences`,
  );
  return total.differences > 0 ? 1 : 0;
});

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(path, name));
}

function definitionsIn(file) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('x-kubernetes-validations')) return [];
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((value) => value?.kind === 'CustomResourceDefinition');
}
