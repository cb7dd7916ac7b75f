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

const numbered = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join('');
const labels = (app) => `{app.kubernetes.io/part-of: shop, app: ${app}}`;
const serviceFor = (app) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${app}, namespace: a}\nspec:\n  selector: ${labels(app)}\n  ports: [{port: 80, targetPort: web}]\n`;
const workload = (app) =>
  `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${app}, namespace: a}\nspec:\n  selector: {matchLabels: ${labels(app)}}\n  template:\n    metadata: {labels: ${labels(app)}}\n    spec: {containers: [{name: c, image: a, ports: [{name: web, containerPort: 80}]}]}\n`;
const claim = (index) =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c-${index}, namespace: a}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}\n`;
const volume = (index) =>
  `---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v-${index}}\nspec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /a}, claimRef: {name: c-${index}, namespace: a}}\n`;
const secret = (name) =>
  `---\napiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: a}\nstringData: {POSTGRES_USER: a}\n`;
const podWith = (name, index) =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p-${index}, namespace: a}\nspec: {containers: [{name: c, image: a, envFrom: [{secretRef: {name: ${name}}}]}]}\n`;
const result = (index) =>
  `---\napiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata: {name: result}\nspec: {targetNamespace: a, is_external_db: true, db_host: h, secret_name: s-${index}, db_sslmode: verify-full, db_sslrootcert: /etc/ca.crt}\n`;
const crunchy = (name) =>
  `---\napiVersion: postgres-operator.crunchydata.com/v1beta1\nkind: PostgresCluster\nmetadata: {name: ${name}, namespace: a}\nspec:\n  postgresVersion: 17\n  instances: [{dataVolumeClaimSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]\n  backups: {pgbackrest: {repos: [{name: repo1, s3: {bucket: b, endpoint: e, region: r}}]}}\n`;

const definition = (kind, properties) =>
  `---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: ${kind.toLowerCase()}s.toy.example}\nspec:\n  group: toy.example\n  names: {kind: ${kind}, plural: ${kind.toLowerCase()}s}\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec: {type: object, properties: {${properties}}}\n`;
const fieldsOf = (n) => numbered(n, (i) => `a${i}: {type: string, description: Of ${i}}, `);
const thing = (spec) => `---\napiVersion: toy.example/v1\nkind: Thing\nmetadata: {name: a}\nspec: ${spec}\n`;

/** By name: the size n, and what n makes; a text is checked. */
/** @type {Record<string, [size: number, make: (size: number) => string | (() => unknown)]>} */
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
  'Services with a slip in the selector, and workloads': [
    150,
    (n) => numbered(n, (i) => `${serviceFor(`app-${i}-wrng`)}${workload(`app-${i}-wrong`)}`),
  ],
  'Services and workloads of one label': [
    150,
    (n) => numbered(n, (i) => `${serviceFor(`app-${i}`)}${workload(`app-${i}`)}`),
  ],
  'claims and volumes': [300, (n) => numbered(n, (i) => claim(i) + volume(i))],
  'misspelt names of Secrets': [
    400,
    (n) => numbered(n, (i) => secret(`credentials-of-${i}-database`) + podWith(`credentials-of-${i}-databsae`, i)),
  ],
  'results of Tekton and Secrets': [200, (n) => numbered(n, (i) => secret(`s-${i}`) + result(i))],
  'clusters with one repository': [200, (n) => numbered(n, (i) => crunchy(`ledger-${i}`))],
  // As deep as a document may be.
  'chain of merge keys': [60, (n) => `${head}  x:\n${many(`    - ${many('{a: b, <<: ', n)}{}${many('}', n)}\n`, 20)}`],
  'definition of many fields': [1000, (n) => definition('Thing', fieldsOf(n)) + thing(`{a0: 1, a${n}: 1}`)],
  'definitions of many kinds': [
    500,
    (n) => numbered(n, (i) => definition(`Thing${i}`, 'a: {type: string}')) + thing('{}'),
  ],
  'definitions of many kinds in one list': [
    500,
    (n) =>
      `apiVersion: v1\nkind: List\nitems:\n${numbered(n, (i) =>
        definition(`Thing${i}`, 'a: {type: string}')
          .replace('---\n', '')
          .replaceAll(/^(?=.)/gm, '    ')
          .replace('    ', '  - '),
      )}`,
  ],
  'definition with a pattern that backtracks': [
    20_000,
    (n) => definition('Thing', 'a: {type: string, pattern: "^(a+)+$"}') + thing(`{a: ${many('a', n)}!}`),
  ],
  'definition with a rule that looks at all pairs': [
    250,
    (n) =>
      definition(
        'Thing',
        'a: {type: array, items: {type: integer}, x-kubernetes-validations: [{rule: "self.all(x, self.all(y, x <= y || y <= x))"}]}',
      ) + thing(`{a: [${many('1, ', n)}1]}`),
  ],
  'definition of aliases in aliases': [
    5,
    (n) =>
      definition(
        'Thing',
        `${numbered(n, (i) => `a${i}: &a${i} {type: object, properties: {b: ${i > 0 ? `*a${i - 1}` : '{type: string}'}, c: ${i > 0 ? `*a${i - 1}` : '{type: string}'}}}, `)}`,
      ) + thing('{}'),
  ],
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
