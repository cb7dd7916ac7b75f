import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** One measurement of `measureIndexing`, in a process of its own: `BUNDLE DIST FOLDER parse|yaml|index`. */
const [bundle, dist, folder, what] = process.argv.slice(2);
const { createService, parseDocument, parseYaml, splitDocuments } = await import(pathToFileURL(bundle).href);

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => path.join(folder, name))
  .map((file) => ({ uri: pathToFileURL(file).href, text: readFileSync(file, 'utf8') }));
const documents = files.flatMap(({ text }) => splitDocuments(text));

if (what !== 'index') {
  const parse = what === 'yaml' ? (text) => parseYaml(text, { prettyErrors: false }) : parseDocument;
  const start = performance.now();
  for (const document of documents) parse(document);
  report({ time: performance.now() - start });
} else {
  const service = createService(dist);
  const before = used();
  const start = performance.now();
  service.setComplete(false);
  for (const { uri, text } of files) service.setFile(uri, text, 'background');
  let longest = 0;
  for (let left = 1; left > 0;) {
    const begun = performance.now();
    left = service.index(8);
    longest = Math.max(longest, performance.now() - begun);
  }
  service.setComplete(true);
  const time = performance.now() - start;
  const bytes = (used() - before) / documents.length;
  report({ time, longest, bytes, edits: edits(service) });
}

/** A cluster gets a user and loses it again: names come and go. */
function edits(service) {
  const uri = 'file:///open.yaml';
  service.setFile(
    uri,
    'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-open\nspec:\n  teamId: acid\n  users:\n    app: []\n  databases:\n    shop: app\n',
  );
  service.diagnose(uri);
  const times = [];
  const at = { line: 8, character: 0 };
  for (let round = -20; round < 60; round++) {
    for (const [end, text] of [
      [at, '    more: []\n'],
      [{ line: 9, character: 0 }, ''],
    ]) {
      const start = performance.now();
      service.changeFile(uri, [{ range: { start: at, end }, text }]);
      service.diagnose(uri);
      if (round >= 0) times.push(performance.now() - start);
    }
  }
  return times;
}

function used() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function report(result) {
  process.stdout.write(JSON.stringify(result));
}
