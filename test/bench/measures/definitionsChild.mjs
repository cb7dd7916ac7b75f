import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { largeDefinition } from '../largeDefinition.mjs';

/** One run of `measureDefinitions`, in a process of its own: `BUNDLE DIST MANIFEST`. */
const [bundle, dist, manifest] = process.argv.slice(2);
const {
  checkRules,
  createSchemaFiles,
  DefinitionWorker,
  linearMatcher,
  parseDocument,
  readHeads,
  splitDocuments,
  startCompiler,
  validateResource,
} = await import(pathToFileURL(bundle).href);

const [resource] = splitDocuments(readFileSync(manifest, 'utf8'))
  .flatMap((text) => parseDocument(text).resources)
  .filter(({ identity }) => identity.kind === 'PostgresCluster');
const { apiVersion, kind } = resource.identity;
const files = createSchemaFiles(path.join(dist, 'schemas'));
const bundledFrom = performance.now();
const ours = files.schema(apiVersion, kind);
const bundled = performance.now() - bundledFrom;
const text = largeDefinition(ours, files.help(apiVersion, kind));

const headFrom = process.cpuUsage();
const [head] = readHeads(text);
const headTime = processorTime(headFrom);

// What else the machine does shows in the wait of this thread too.
let longestWait = 0;
let last = performance.now();
const looking = setInterval(() => {
  longestWait = Math.max(longestWait, performance.now() - last - 1);
  last = performance.now();
}, 1);
const from = process.cpuUsage();
const began = performance.now();
const job = { text, numbers: [head.number], version: apiVersion.split('/')[1], place: '' };
const { schema } = await new DefinitionWorker(
  () => startCompiler(dist),
  (error) => {
    throw error;
  },
).compile(job);
const [ready, ofProcessor] = [performance.now() - began, processorTime(from)];
clearInterval(looking);

const options = { version: undefined };
const found = validateResource(resource, schema, options);
const matcher = linearMatcher();
const rules = () => checkRules(resource, schema, { ...options, previous: () => resource, found, matcher });
for (let round = 0; round < 3000; round++) rules();
const again = Array.from({ length: 300 }, () => {
  const start = performance.now();
  rules();
  return performance.now() - start;
});
const megabytes = text.length / 1e6;
process.stdout.write(JSON.stringify({ megabytes, bundled, head: headTime, ready, ofProcessor, longestWait, again }));
process.exit();

/** In ms, of all threads. */
function processorTime(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
