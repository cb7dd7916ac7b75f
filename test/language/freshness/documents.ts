import { thing, toyDefinition } from '../../support/toyDefinition.ts';

/** Small documents that look at each other: names and their keys, operators and their versions, definitions, patches. */

const secret = (name: string, keys: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\nstringData: {${keys}}\n`;

const pod = (secretName: string, key: string) => `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
    - name: main
      image: app
      env:
        - name: PASSWORD
          valueFrom: {secretKeyRef: {name: ${secretName}, key: ${key}}}
`;

const postgres = (owner: string) => `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: db
spec:
  teamId: acid
  numberOfInstances: 2
  volume: {size: 2Gi}
  postgresql: {version: "17"}
  users: {app: []}
  databases: {shop: ${owner}}
`;

const operator = (name: string, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: {matchLabels: {name: ${name}}}
  template:
    metadata: {labels: {name: ${name}}}
    spec:
      containers:
        - name: ${name}
          image: ${image}
`;

export const documents: readonly string[] = [
  secret('db', 'password: a, user: b'),
  secret('db', 'passwd: a'),
  secret('other', 'user: b'),
  pod('db', 'password'),
  pod('db.app.credentials', 'password'),
  postgres('app'),
  `# db-manifests-disable-file zalando/database-owner-missing\n${postgres('seller')}`,
  `# db-manifests-disable-document names/unknown\n${pod('other', 'uri')}`,
  operator('postgres-operator', 'ghcr.io/zalando/postgres-operator:v1.15.1'),
  operator('postgres-operator', 'ghcr.io/zalando/postgres-operator:v1.12.0'),
  operator('pgo', 'registry.developers.crunchydata.com/crunchydata/postgres-operator:ubi9-5.7.0-0'),
  `apiVersion: acid.zalan.do/v1
kind: OperatorConfiguration
metadata:
  name: db
configuration:
  kubernetes:
    secret_name_template: "{username}.{cluster}"
    pod_environment_configmap: settings
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: postgres-operator
data:
  secret_name_template: "{username}-{cluster}"
  pod_environment_secret: other
  workers: 8
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  WALG_COMPRESION_METHOD: lz4
  WAL_S3_BUCKET: shop
`,
  `apiVersion: k8s.mariadb.com/v1alpha1
kind: User
metadata:
  name: app
spec:
  mariaDbRef: {name: db}
  passwordSecretKeyRef: {name: other, key: user}
`,
  `apiVersion: k8s.mariadb.com/v1alpha1
kind: MariaDB
metadata:
  name: db
spec:
  rootPasswordSecretKeyRef: {name: db, key: password}
  storage: {size: 1Gi}
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: postgres-operator
data: {cluster_name_label: name, pod_environment_configmap: one/settings, max_instances: "1"}
`,
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata: {wal_s3_bucket: a}\n',
  'configGeneral: {max_instances: 1}\nconfigKubernetes: {pod_environment_secret: other, pod_role_lable: a}\n',
  `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: db
spec:
  source:
    chart: postgres-operator
    targetRevision: 1.12.0
    helm:
      values: |
        configKubernetes: {pod_environment_configmap: two/settings}
`,
  `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: db
spec:
  chart: {spec: {chart: shop, version: 1.0.0}}
  values: {replicas: two, mode: one, users: [{name: 1}]}
`,
  `apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata:
  name: db
spec:
  postgresVersion: 16
  users: [{name: app, databases: [shop]}]
  instances:
    - dataVolumeClaimSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
  `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: db
spec:
  instances: 3
  storage: {size: 1Gi}
  bootstrap: {initdb: {database: shop, owner: app, secret: {name: other}}}
`,
  `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata:
  name: shop
spec:
  name: shop
  owner: app
  cluster: {name: db}
`,
  `apiVersion: pingcap.com/v1alpha1
kind: TidbCluster
metadata:
  name: db
spec:
  version: v7.5.0
  pd: {replicas: 3, requests: {storage: 1Gi}}
  tikv: {replicas: 3, requests: {storage: 1Gi}}
  tidb: {replicas: 2}
`,
  `apiVersion: operator.tekton.dev/v1alpha1
kind: TektonResult
metadata:
  name: result
spec:
  targetNamespace: one
  is_external_db: true
  db_host: db
  db_secret_name: other
`,
  `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {uri: a}
  - {apiVersion: v1, kind: Secret, metadata: {name: db}, stringData: {uri: b}}
`,
  `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: {name: app}
  ports: [{port: 5432}]
`,
  `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: fast
  resources: {requests: {storage: 1Gi}}
`,
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: example.com/disk\n`,
  `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: clusters.postgresql.cnpg.io
spec:
  group: postgresql.cnpg.io
  names: {kind: Clustre, plural: clustres}
  versions: [{name: v1}]
`,
  toyDefinition(),
  toyDefinition().replace('default: 10', 'default: 20'),
  thing('{size: 12, colour: red}'),
  thing('{size: 1}', 'v2'),
  'apiVersion: postgresql.cnpg.io/v1\nkind: Clustre\nmetadata:\n  name: db\n',
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData: {password: [\n',
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Values.name }}\n',
  '# nothing\n',
];

/** What configuration files say. */
export const configurations: readonly string[] = [
  'rules: {zalando/database-owner-missing: error, names/unknown: off}\noperatorVersions: {zalando: 1.10}\n',
  'rules:\n  zalando/*: hint\n  names/missing-key: off\nexclude: [b.yaml]\n',
  'root: true\nrules: {zalando/*: "off"}\noperatorVersions: {crunchy: 5.5, zalando: "1.15"}\n',
  'include: [base, a.yaml]\nrules: {db: off}\n',
  'rules: {zalando/*: off\n',
  '---\nexclude: [base]\n---\noperatorVersions: {zalando: 2.0}\n',
];

/** What stands in `chart/`: values, and of what they are. */
export const valuesTexts: readonly string[] = [
  'replicas: two\nmode: one\nusers: [{}]\ndb: {port: a}\n',
  'replicas: 2\nmode: two\ndb: {enabled: false, port: a}\n',
  'postgres-operator: {configUsers: {super_usrname: 1}}\nusers: [{name: 1}]\n',
];
export const chartTexts: readonly string[] = [
  'name: shop\nversion: 1.0.0\n',
  'name: shop\nversion: 1.1.0\ndependencies: [{name: db, condition: db.enabled}, {name: postgres-operator}]\n',
];
export const chartSchemas: readonly (object | null)[] = [
  null,
  { properties: { replicas: { type: 'integer' }, mode: { enum: ['one'] }, port: { type: 'integer' } } },
  {
    additionalProperties: false,
    properties: {
      mode: { type: 'string' },
      users: { items: { required: ['name'], properties: { name: { type: 'string' } } } },
    },
  },
];

export const kustomizations: readonly string[] = [
  'resources: [a.yaml, b.yaml]\n',
  'namespace: one\nnamePrefix: p-\nresources: [a.yaml, b.yaml]\n',
  'resources: [a.yaml]\npatches: [{path: b.yaml}]\n',
  'resources: [../base]\nnameSuffix: -s\npatches: [{path: a.yaml}]\n',
  'resources: [b.yaml]\nsecretGenerator: [{name: db, literals: [password=a, uri=b]}]\n',
  'kind: Component\nresources: [../base/a.yaml]\nreplacements: [{path: r.yaml}]\n',
];

/** What an edit puts in the place of a word. */
export const words: readonly string[] = [
  ...['db', 'app', 'other', 'seller', 'shop', 'p-db', 'one', 'two', 'fast'],
  ...['password', 'passwd', 'user', 'uri', 'name', 'namespace', 'kind'],
  ...['Secret', 'Pod', 'List', 'postgresql', 'Cluster', 'v1', 'apps/v1', '1', '${X}', '""'],
];
