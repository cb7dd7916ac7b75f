import { pathToFileURL } from 'node:url';

/** One run of `measureHostile`, in a process of its own: `BUNDLE DIST RUNS`. */
const [bundle, dist, runs] = process.argv.slice(2);
const { createService, compileGlob } = await import(pathToFileURL(bundle).href);

const head =
  'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-x, namespace: a}\nspec:\n  teamId: acid\n';
const directive = '# db-manifests-disable-next-line';
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: c\n      image: postgres:18\n';
const many = (part, count) => part.repeat(count);

/** By name: the size n, and what n makes; a text is checked. */
const inputs = {
  'directive with blanks': [400_000, (n) => `${directive}${many(' ', n)}!#\n${head}`],
  'directive with letters': [400_000, (n) => `${directive}${many('a', n)}\n${head}`],
  'brace, quotes and backslashes': [50_000, (n) => `{${many('"a\\', n)}`],
  'mount path of slashes': [
    400_000,
    (n) =>
      `${pod}      volumeMounts: [{name: v, mountPath: "/var${many('/', n)}a"}]\n  volumes: [{name: v, emptyDir: {}}]\n`,
  ],
  'braces of a template': [200_000, (n) => `${head}  dockerImage: "a${many('{{', n)}"\n`],
  'variables of a template': [200_000, (n) => `${head}  dockerImage: "a${many('${A', n)}"\n`],
  'user of hyphens': [100_000, (n) => `${head}  users:\n    "a${many('-', n)}a!": []\n`],
  'directives above a line': [5000, (n) => `${many(`${directive} x/y\n`, n)}${head}`],
  'clusters of one name': [1000, (n) => many(`${head}  users: {app: []}\n---\n`, n)],
  // As deep as a document may be.
  'chain of merge keys': [60, (n) => `${head}  x:\n${many(`    - ${many('{a: b, <<: ', n)}{}${many('}', n)}\n`, 20)}`],
  'glob of many stars': [
    20_000,
    (n) => {
      const matches = compileGlob(`${many('*a', 30)}b`);
      return () => matches(many('a', n));
    },
  ],
  'file that is too large': [4_100_000, (n) => `${head}${many('  a: b\n', n / 7)}`],
};

const uri = 'file:///hostile.yaml';
const found = Object.entries(inputs).map(([name, [size, make]]) => {
  // The first run is for the engine.
  timeOf(make(size));
  return { name, times: [1, 2, 4].map((factor) => least(make(size * factor))) };
});
process.stdout.write(JSON.stringify(found));

/** Of several runs the shortest: what else the machine does only adds. */
function least(input) {
  return Math.min(...Array.from({ length: Number(runs) }, () => timeOf(input)));
}

/** Of the processor, in ms; of a text, up to the list of its problems and its outline. */
function timeOf(input) {
  const service = createService(dist);
  // Schemas are read with the first document.
  service.setFile(uri, head);
  service.diagnose(uri);
  const start = process.cpuUsage();
  if (typeof input === 'function') input();
  else {
    service.setFile(uri, input);
    service.diagnose(uri);
    service.documentSymbols(uri);
    service.documentLinks(uri);
  }
  return (process.cpuUsage(start).user + process.cpuUsage(start).system) / 1000;
}
