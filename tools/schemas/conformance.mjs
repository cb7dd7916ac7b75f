// npm run conformance -- [--known] DIR...: compares the schemas with the CRDs in the folders.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { requireModules, runScript, WrongUse } from '../runScript.mjs';
import { compareWithCrd } from './compareWithCrd.mjs';

const usage = `npm run conformance -- [--known] DIR...

Compares the schemas with the CRDs in the folders and prints what is missing, extra or different; exit code 1 if anything is,
unless x-deviates says why.

  --known  prints these as well`;

const options = { known: { type: 'boolean' } };

await runScript({ usage, options, positionals: Infinity }, async ({ values: { known }, positionals: folders }) => {
  requireModules();
  const { parseAllDocuments } = await import('yaml');
  const { expandFile, newReport } = await import('./expandSchema.mjs');
  const { readSchemaFiles } = await import('./readSchemaFile.mjs');
  if (folders.length === 0) throw new WrongUse('Say which folders hold the CRDs: npm run conformance -- DIR...');
  const crds = new Map();
  for (const folder of folders) {
    try {
      for (const crd of readCrds(folder, parseAllDocuments)) addCrd(crds, crd);
    } catch (error) {
      throw new WrongUse(`${folder} cannot be read: ${error.message}`);
    }
  }
  const report = newReport();
  const files = readSchemaFiles(root, report.problems);
  const trees = new Map(files.map((file) => [`${file.apiVersion} ${file.kind}`, expandFile(file, report)]));
  for (const problem of report.problems) console.error(problem);
  const failures = compareAll(crds, trees, known);
  console.log(
    `${report.fieldsWithHelp} of ${report.fields} fields have help, besides ${report.kubernetesFields} of the Kubernetes API.`,
  );
  return failures + report.problems.length > 0 ? 1 : 0;
});

function compareAll(crds, trees, showKnown) {
  let compared = 0;
  let known = 0;
  let failures = 0;
  for (const [id, crd] of crds) {
    const tree = trees.get(id);
    if (tree === undefined) {
      console.log(`${id}: no schema, so not compared (${crd.name})`);
      continue;
    }
    const result = compareWithCrd(tree, crd.schema);
    compared += result.compared;
    for (const { kind, path, text, reason } of result.differences) {
      if (reason === undefined) failures += 1;
      else known += 1;
      if (reason === undefined) console.log(`${id}: ${kind} ${path}: ${text}`);
      else if (showKnown) console.log(`${id}: known ${kind} ${path}: ${text} (${reason})`);
    }
    printReasons(id, result.differences);
  }
  console.log(`${crds.size} kinds, ${compared} places compared: ${failures} differences, ${known} known.`);
  return failures;
}

/** Known differences, one line per reason. */
function printReasons(id, differences) {
  const reasons = new Map();
  for (const { reason, path } of differences) {
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), path]);
  }
  for (const [reason, paths] of reasons) {
    const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
    console.log(`${id}: known ${paths.slice(0, 3).join(', ')}${more}: ${reason}`);
  }
}

function* readCrds(folder, parseAllDocuments) {
  for (const name of readdirSync(folder).sort()) {
    if (!/\.ya?ml$/.test(name)) continue;
    for (const document of parseAllDocuments(readFileSync(join(folder, name), 'utf8'))) {
      const crd = document.toJS();
      if (crd?.kind !== 'CustomResourceDefinition') continue;
      for (const version of crd.spec.versions) {
        const id = `${crd.spec.group}/${version.name} ${crd.spec.names.kind}`;
        yield { id, name, schema: version.schema?.openAPIV3Schema ?? {} };
      }
    }
  }
}

/** Of two CRDs of a kind (a bundle often says less) the one that says more. */
function addCrd(crds, crd) {
  const other = crds.get(crd.id);
  if (other !== undefined && size(other) >= size(crd)) return;
  crds.set(crd.id, crd);
}

function size(crd) {
  return JSON.stringify(crd.schema).length;
}
