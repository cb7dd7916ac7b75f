// Asks kubectl what it makes of every text of the yaml-test-suite, and writes it down for the tests. By hand, when the
// suite, our own texts or kubectl change: texts of which this kubectl has been asked are not asked about again.
// With the name of an input it shows that, and what kubectl says of it.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const compiled = (path) => import(join(root, 'out/test', path));
const { findBinaries } = await compiled('cluster/bed/binaries.js');
const { askKubectl } = await compiled('language/yaml/suite/askKubectl.js');
const { suiteCases } = await compiled('language/yaml/suite/inputs.js');
const { readRecord, shortVerdict, writeRecord } = await compiled('language/yaml/suite/record.js');

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
  const version = /v\d\S*/.exec(spawnSync(kubectl, ['version', '--client'], { encoding: 'utf8' }).stdout)?.[0];
  const file = join(root, 'test/language/yaml/suite/kubectl.tsv');
  const before = readFileSync(file, 'utf8');
  const said = new Map(before.startsWith(`# kubectl ${version}:`) ? readRecord(before, cases) : []);
  const queue = inputs.filter(({ name }) => !said.has(name)).values();
  let count = 0;
  const work = async () => {
    for (const { name, text } of queue) {
      said.set(name, shortVerdict(await askKubectl(kubectl, text)));
      if (++count % 100 === 0) console.error(`${count} asked`);
    }
  };
  await Promise.all([work(), work(), work()]);
  writeFileSync(file, writeRecord(version, cases, said));
  console.log(`${inputs.length} verdicts of kubectl ${version} are in ${file}; ${count} are new.`);
}
