// What Tekton's operator makes of manifests/tekton-results.yaml: Deployments that its controller turns into pods, on the
// database of another system's cluster.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BedName, BedObject } from '../apiClient.ts';
import {
  applyAll,
  applyDefinitions,
  applyManifest,
  applyNamespace,
  configMap,
  type LayoutBed,
  nameOf,
  newPassword,
  owned,
  ownerOf,
  type Placed,
  secret,
  service,
  until,
} from './layout.ts';
import type { PostgresLayout } from './postgresLayout.ts';

const namespace = 'tekton-pipelines';
const database = 'tekton_results';
const user = 'result';
const workloads = {
  'tekton-results-api': 'api',
  'tekton-results-watcher': 'watcher',
  'tekton-results-retention-policy-agent': 'retention-policy-agent',
} as const;

export interface TektonLayout {
  readonly bed: LayoutBed;
  readonly namespace: string;
  readonly manifest: string;
  readonly resource: BedName;
  readonly passwords: Readonly<Record<string, string>>;
  /** What the API's pods log. */
  readonly logFile: string;
}

/**
 * @param shop what `layZalando` has laid: the manifest's `db_host` is its Service, in whatever namespace
 */
export async function layTektonResults(bed: LayoutBed, shop: PostgresLayout): Promise<TektonLayout> {
  await applyDefinitions(bed, 'tekton-results.yaml');
  await applyNamespace(bed, namespace);
  const password = newPassword();
  const { server } = shop.primary;
  await server.query(`CREATE ROLE ${user} LOGIN PASSWORD '${password}'`);
  await server.query(`CREATE DATABASE ${database} OWNER ${user}`);
  const made: Placed = { namespace, labels: {} };
  await applyAll(bed, [
    // People make these two.
    secret('tekton-results-postgres', made, { POSTGRES_USER: user, POSTGRES_PASSWORD: password }),
    configMap('database-ca', made, { 'ca.crt': bed.authority.certificate }),
  ]);
  const logFile = path.join(bed.folder, 'tekton-results-api.log');
  await writeFile(logFile, '{"level":"info","msg":"gRPC server listening on: 8080"}\n');
  for (const name of Object.keys(workloads)) {
    bed.cluster.kubelet.addRule({ namespace, labels: labelsOf(name).labels, logs: logFile });
  }
  const { file, objects } = await applyManifest(bed, 'tekton-results.yaml', 'web', shop.namespace);
  const [resource] = objects as [BedObject];
  await installTektonResults(bed, resource);
  return { bed, namespace, manifest: file, resource: nameOf(resource), passwords: { [user]: password }, logFile };
}

/** What the operator does for a resource that is new or has changed. Comes back when the pods are ready. */
export async function installTektonResults(bed: LayoutBed, resource: BedObject): Promise<void> {
  const { api } = bed;
  const owner = ownerOf(resource);
  // What an earlier resource of this name has left is on its way out.
  for (const name of Object.keys(workloads)) {
    const type = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name };
    const isAnothers = async () => {
      const { metadata } = (await api.read(type)) ?? {};
      const owners = (metadata?.['ownerReferences'] ?? []) as readonly { uid: string }[];
      return owners.length > 0 && !owners.some(({ uid }) => uid === owner.uid);
    };
    if (await isAnothers()) await api.remove(type);
    await until(async () => !(await isAnothers()));
  }
  await applyAll(bed, owned(owner, objectsOf(resource)));
  for (const name of Object.keys(workloads)) {
    await until(async () =>
      isRolledOut(await api.read({ apiVersion: 'apps/v1', kind: 'Deployment', namespace, name })),
    );
  }
  const types = [
    'DependenciesInstalled',
    'InstallerSetAvailable',
    'InstallerSetReady',
    'PostReconciler',
    'PreReconciler',
    'Ready',
  ];
  const conditions = types.map((type) => ({ type, status: 'True' }));
  await api.patch(nameOf(resource), { status: { version: 'v0.20.0', conditions } }, 'status');
}

function isRolledOut(deployment: BedObject | undefined): boolean {
  const status = deployment?.['status'] as { availableReplicas?: number; observedGeneration?: number } | undefined;
  return status?.availableReplicas === 1 && status.observedGeneration === deployment?.metadata['generation'];
}

interface Settings {
  readonly db_host?: string;
  readonly db_port?: number;
  readonly db_name?: string;
  readonly db_sslmode?: string;
  readonly db_sslrootcert?: string;
  readonly options?: { readonly deployments?: Readonly<Record<string, WorkloadOptions>> };
}

interface WorkloadOptions {
  readonly spec?: { readonly template?: { readonly spec?: PodOptions } };
}

interface PodOptions {
  readonly containers?: readonly Readonly<Record<string, unknown>>[];
  readonly volumes?: readonly unknown[];
}

function objectsOf(resource: BedObject): readonly BedObject[] {
  const settings = resource['spec'] as Settings;
  const environment = {
    DB_HOST: settings.db_host ?? '',
    DB_PORT: String(settings.db_port ?? 5432),
    DB_NAME: settings.db_name ?? 'tekton-results',
    DB_SSLMODE: settings.db_sslmode ?? 'disable',
    DB_SSLROOTCERT: settings.db_sslrootcert ?? '',
  };
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`);
  return [
    configMap('tekton-results-api-config', labelsOf('tekton-results-api'), { config: lines.join('') }),
    service('tekton-results-api-service', labelsOf('tekton-results-api'), [{ name: 'server', port: 8080 }], {
      'app.kubernetes.io/name': 'tekton-results-api',
    }),
    ...Object.entries(workloads).map(([name, container]) => deployment(name, container, settings, environment)),
  ];
}

/** The operator merges the containers of `options` by name, and adds the volumes. */
function deployment(
  name: string,
  container: string,
  { options }: Settings,
  environment: Readonly<Record<string, string>>,
): BedObject {
  const { labels } = labelsOf(name);
  const { containers = [], volumes = [] } = options?.deployments?.[name]?.spec?.template?.spec ?? {};
  const secretKey = (key: string) => ({ secretKeyRef: { name: 'tekton-results-postgres', key } });
  const env = [
    ...Object.entries(environment).map(([variable, value]) => ({ name: variable, value })),
    { name: 'DB_USER', valueFrom: secretKey('POSTGRES_USER') },
    { name: 'DB_PASSWORD', valueFrom: secretKey('POSTGRES_PASSWORD') },
  ];
  const image = `ghcr.io/tektoncd/results/${container}:v0.20.0`;
  const merged = containers.find((each) => each['name'] === container);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: container, image, env, ...merged }], volumes } },
    },
  };
}

function labelsOf(workload: string): Placed {
  return { namespace, labels: { 'app.kubernetes.io/name': workload, 'app.kubernetes.io/part-of': 'tekton-results' } };
}

/** The Secret that a database service hands out for an instance. */
export async function layServiceSecret(
  bed: LayoutBed,
  { namespace, cluster, passwords }: PostgresLayout,
): Promise<BedName> {
  const labels = { 'middleware.instance/type': 'PostgreSQL', 'middleware.instance/name': cluster };
  const made = await bed.api.apply(
    secret(
      `${cluster}-service`,
      { namespace, labels },
      {
        host: `${cluster}.${namespace}.svc`,
        port: '5432',
        username: 'seller',
        password: passwords['seller'] ?? '',
      },
    ),
  );
  return nameOf(made);
}
