// Asks kubectl what it makes of every input of the yaml-test-suite, and writes it down for the tests. By hand, when the
// suite or kubectl changes: node tools/recordYaml.mjs [NAME of an input, to see what kubectl says of it]
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const compiled = (path) => import(join(root, 'out/test', path));
const { findBinaries } = await compiled('cluster/bed/binaries.js');
const { askKubectl } = await compiled('language/yaml/suite/askKubectl.js');
const { suiteCases } = await compiled('language/yaml/suite/inputs.js');
const { writeRecord } = await compiled('language/yaml/suite/record.js');

const found = await findBinaries((line) => console.error(line));
if ('missing' in found) {
  console.error(found.missing);
  process.exit(1);
}
const { kubectl } = found;
const cases = suiteCases();
const inputs = cases.flatMap((each) => each.inputs);
const wanted = process.argv[2];
if (wanted !== undefined) {
  const input = inputs.find(({ name }) => name === wanted);
  if (!input) throw new Error(`No input is called ${wanted}.`);
  console.log(input.text);
  console.log(JSON.stringify(await askKubectl(kubectl, input.text), null, 2));
} else {
  const verdicts = new Map();
  const queue = inputs.values();
  const work = async () => {
    for (const { name, text } of queue) {
      verdicts.set(name, await askKubectl(kubectl, text));
      if (verdicts.size % 200 === 0) console.error(`${verdicts.size} of ${inputs.length}`);
    }
  };
  await Promise.all([work(), work(), work()]);
  const version = /v\d\S*/.exec(spawnSync(kubectl, ['version', '--client'], { encoding: 'utf8' }).stdout)?.[0];
  const file = join(root, 'test/language/yaml/suite/kubectl.tsv');
  writeFileSync(file, writeRecord(version, cases, verdicts));
  console.log(`${inputs.length} verdicts of kubectl ${version} are in ${file}.`);
}
