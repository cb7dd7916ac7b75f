// What TiDB's operator makes of manifests/tidb.yaml, with a MariaDB server in TiDB's place.
import path from 'node:path';
import type { BedName, BedObject } from '../apiClient.ts';
import { type MysqlServer, startMysql } from '../mysql.ts';
import { addPod, removePod } from '../pods.ts';
import {
  applyAll,
  applyDefinitions,
  applyManifest,
  issueFor,
  type Labels,
  type LayoutBed,
  type LayoutOptions,
  nameOf,
  newPassword,
  type Owner,
  ownerOf,
  type Placed,
  secret,
  service,
  volume,
} from './layout.ts';
import { writeScript } from './patroni.ts';

const cluster = 'stats';
const port = { name: 'mysql-client', port: 4000 };
const components = { pd: 1, tikv: 1, tidb: 2 } as const;

export interface TidbLayout {
  readonly bed: LayoutBed;
  readonly namespace: string;
  readonly cluster: string;
  readonly manifest: string;
  readonly resource: BedName;
  /** All pods of component `tidb` lead to it. */
  readonly server: MysqlServer;
  /** By user; root has none. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Pods of a component anew, one after the other. */
  renew(component: keyof typeof components, annotations?: Labels): Promise<void>;
  /** The resource and its pods go; Services, Secrets and volumes stay. */
  deleteCluster(): Promise<void>;
  /** Those of a resource that has gone, with the server. */
  removePods(): Promise<void>;
  stop(): Promise<void>;
}

export async function layTidb(bed: LayoutBed, options: LayoutOptions = {}): Promise<TidbLayout> {
  await applyDefinitions(bed, 'tidb.yaml');
  const { file, namespace, objects } = await applyManifest(bed, 'tidb.yaml', 'statistics', options.namespace);
  const [resource] = objects as [BedObject];
  const passwords = { reader: newPassword() };
  await applyAll(bed, objectsBeside(namespace, passwords));
  const server = await startMysql({
    ...(await issueFor(bed, namespace, [`${cluster}-tidb`])),
    folder: path.join(bed.folder, `${namespace}-${cluster}`),
    roles: [{ name: 'reader', password: passwords.reader }],
    // TiDB itself comes with `test`.
    databases: [cluster, 'test'],
    pids: path.join(bed.cluster.folder, 'pids'),
  });
  const client = await writeScript(bed, 'mysql', mysql);
  let isRemoved = false;
  const site: Site = { bed, namespace, server, client, owner: ownerOf(resource) };
  const stop = async (): Promise<void> => {
    if (isRemoved) return;
    isRemoved = true;
    await server.remove();
  };
  const removePods = async (): Promise<void> => {
    for (const { name } of podsOf()) await removePod(bed.cluster, { namespace, name });
    await stop();
  };
  for (const pod of podsOf()) await addComponentPod(site, pod);
  const states = Object.entries(components).map(([component, count]) => [
    component,
    { phase: 'Normal', statefulSet: { replicas: count, readyReplicas: count } },
  ]);
  const status = {
    ...(Object.fromEntries(states) as object),
    conditions: [{ type: 'Ready', status: 'True', reason: 'Ready' }],
  };
  await bed.api.patch(nameOf(resource), { status }, 'status');
  return {
    ...{ bed, namespace, cluster, manifest: file, resource: nameOf(resource), server, passwords },
    async renew(component, annotations) {
      for (const pod of podsOf().filter((each) => each.component === component)) {
        await removePod(bed.cluster, { namespace, name: pod.name });
        await addComponentPod(site, pod, annotations);
      }
    },
    async deleteCluster() {
      await bed.api.remove(nameOf(resource));
      await removePods();
    },
    removePods,
    stop,
  };
}

interface Site {
  readonly bed: LayoutBed;
  readonly namespace: string;
  readonly server: MysqlServer;
  /** The program `mysql` in the pods. */
  readonly client: string;
  readonly owner: Owner;
}

type Component = keyof typeof components;

function podsOf(): readonly { readonly component: Component; readonly name: string }[] {
  return (Object.entries(components) as [Component, number][]).flatMap(([component, count]) =>
    Array.from({ length: count }, (_, index) => ({ component, name: `${cluster}-${component}-${String(index)}` })),
  );
}

async function addComponentPod(
  { bed, namespace, server, client, owner }: Site,
  pod: ReturnType<typeof podsOf>[number],
  annotations?: Labels,
) {
  const { component, name } = pod;
  const isDatabase = component === 'tidb';
  await addPod(bed.cluster, {
    ...{ namespace, name, owner, labels: labelsOf(component) },
    containers: [
      { name: component, image: `pingcap/${component}:v8.5.2` },
      ...(isDatabase ? [{ name: 'slowlog' }] : []),
    ],
    ...(annotations ? { annotations } : {}),
    ...(isDatabase
      ? {
          forwards: { [port.port]: server.port },
          exec: { programs: { mysql: client }, environment: { ...server.environment, MYSQL_PROGRAM: server.client } },
          logs: { tidb: server.logFile },
        }
      : {}),
  });
}

/** pkg/apis/label/label.go */
function labelsOf(component: Component): Labels {
  return {
    'app.kubernetes.io/name': 'tidb-cluster',
    'app.kubernetes.io/managed-by': 'tidb-operator',
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/component': component,
  };
}

function objectsBeside(namespace: string, passwords: Labels): readonly BedObject[] {
  const placed = (component: Component): Placed => ({ namespace, labels: labelsOf(component) });
  return [
    // A person makes this one, for the TidbInitializer.
    secret(`${cluster}-users`, { namespace, labels: {} }, passwords),
    service(`${cluster}-tidb`, placed('tidb'), [port, { name: 'status', port: 10080 }], labelsOf('tidb')),
    service(`${cluster}-tidb-peer`, placed('tidb'), [], labelsOf('tidb')),
    service(`${cluster}-pd`, placed('pd'), [{ name: 'client', port: 2379 }], labelsOf('pd')),
    ...volume(`pd-${cluster}-pd-0`, placed('pd'), '1Gi'),
    ...volume(`tikv-${cluster}-tikv-0`, placed('tikv'), '1Gi'),
  ];
}

/** In the pod the server is on 127.0.0.1:4000, on this machine elsewhere: so whatever address is given, it is the socket. */
const mysql = `
import { spawn } from 'node:child_process';
const args = [];
const given = process.argv.slice(2);
while (given.length > 0) {
  const arg = given.shift();
  if (['-h', '-P', '--host', '--port'].includes(arg)) given.shift();
  else if (!/^(-h.|-P.|--host=|--port=|--protocol=)/.test(arg)) args.push(arg);
}
const socket = '--socket=' + process.env.MYSQL_UNIX_PORT;
const child = spawn(process.env.MYSQL_PROGRAM, ['--no-defaults', socket, ...args], { stdio: 'inherit' });
child.on('close', (code) => { process.exitCode = code ?? 1; });
`;
