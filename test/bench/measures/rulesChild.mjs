import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** One run of `measureRules`, in a process of its own: `BUNDLE DIST MANIFEST`. */
const [bundle, dist, manifest] = process.argv.slice(2);
const { checkRules, createSchemaFiles, parseDocument, splitDocuments, trustingMatcher, validateResource } =
  await import(pathToFileURL(bundle).href);

// Newer than all, so that every rule is asked.
const version = '99.0.0';
const [resource] = splitDocuments(readFileSync(manifest, 'utf8'))
  .flatMap((text) => parseDocument(text).resources)
  .filter(({ identity }) => identity.kind === 'PostgresCluster');
const schema = createSchemaFiles(path.join(dist, 'schemas')).schema(
  resource.identity.apiVersion,
  resource.identity.kind,
);
const matcher = trustingMatcher();
const found = validateResource(resource, schema, { version });
const rules = () => checkRules(resource, schema, { version, previous: () => resource, found, matcher });

const first = timeOf(rules);
for (let round = 0; round < 3000; round++) rules();
const again = Array.from({ length: 300 }, () => timeOf(rules));
const bySchema = () => validateResource(resource, schema, { version });
for (let round = 0; round < 3000; round++) bySchema();
const times = Array.from({ length: 300 }, () => timeOf(bySchema));
process.stdout.write(JSON.stringify({ first, again, schema: times }));

function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
