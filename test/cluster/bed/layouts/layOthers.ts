// Systems of which the bed has one resource each: MariaDB's operator on a real server, TiDB's second operator with a MariaDB server in
// TiDB's place, and Zenith with a PostgreSQL server behind the port that its note names.
import path from 'node:path';
import type { BedObject } from '../apiClient.ts';
import { type MysqlServer, startMysql } from '../mysql.ts';
import { addPod } from '../pods.ts';
import { type PostgresServer, startPostgres } from '../postgres.ts';
import {
  applyAll,
  applyDefinitions,
  applyManifest,
  issueFor,
  type Labels,
  type LayoutBed,
  nameOf,
  newPassword,
  ownerOf,
  secret,
} from './layout.ts';

export interface OtherSystem<Server> {
  /** The file with the resource. */
  readonly manifest: string;
  readonly server: Server;
  /** By user. */
  readonly passwords: Readonly<Record<string, string>>;
}

export interface OtherSystems {
  readonly mariadb: OtherSystem<MysqlServer>;
  readonly tidb: OtherSystem<MysqlServer>;
  readonly zenith: OtherSystem<PostgresServer>;
  stop(): Promise<void>;
}

export async function layOthers(bed: LayoutBed): Promise<OtherSystems> {
  const mariadb = await layMariadb(bed);
  const tidb = await laySecondTidb(bed);
  const zenith = await layZenith(bed);
  return {
    ...{ mariadb, tidb, zenith },
    async stop() {
      for (const { server } of [mariadb, tidb, zenith]) await server.remove();
    },
  };
}

/** Labels and Secrets: mariadb-operator v26.6 pkg/builder/labels/labels.go, api/v1alpha1/mariadb_tls.go (TLSCABundleSecretKeyRef) */
async function layMariadb(bed: LayoutBed): Promise<OtherSystem<MysqlServer>> {
  await applyDefinitions(bed, 'mariadb.yaml');
  const { file, namespace, objects } = await applyManifest(bed, 'mariadb.yaml', 'retail');
  const [resource] = objects as [BedObject];
  const labels = { 'app.kubernetes.io/name': 'mariadb', 'app.kubernetes.io/instance': 'store' };
  const passwords = { root: newPassword(), clerk: newPassword() };
  await applyAll(bed, [
    secret('store-root', { namespace, labels: {} }, { password: passwords.root }),
    secret('store-clerk', { namespace, labels: {} }, { password: passwords.clerk }),
    secret('store-ca-bundle', { namespace, labels }, { 'ca.crt': bed.authority.certificate }),
  ]);
  const server = await startMysql({
    ...(await issueFor(bed, namespace, ['store'])),
    folder: path.join(bed.folder, `${namespace}-store`),
    roles: [{ name: 'clerk', password: passwords.clerk }],
    databases: ['store'],
    pids: pidsOf(bed),
  });
  await addPod(bed.cluster, {
    ...{ namespace, name: 'store-0', labels, owner: ownerOf(resource) },
    containers: [{ name: 'mariadb', image: 'docker-registry1.mariadb.com/library/mariadb:11.8.5' }],
    forwards: { 3306: server.port },
    logs: { mariadb: server.logFile },
  });
  const conditions = [{ type: 'Ready', status: 'True', reason: 'StatefulSetReady' }];
  await bed.api.patch(nameOf(resource), { status: { replicas: 1, conditions } }, 'status');
  return { manifest: file, server, passwords };
}

/** Labels: tidb-operator v2.2 api/core/v1alpha1/names.go */
async function laySecondTidb(bed: LayoutBed): Promise<OtherSystem<MysqlServer>> {
  await applyDefinitions(bed, 'tidb-v2.yaml');
  const { file, namespace, objects } = await applyManifest(bed, 'tidb-v2.yaml', 'metering');
  const [resource] = objects as [BedObject];
  const labels: Labels = {
    'pingcap.com/managed-by': 'tidb-operator',
    'pingcap.com/cluster': 'metrics',
    'pingcap.com/component': 'tidb',
    'pingcap.com/group': 'db',
  };
  const server = await startMysql({
    ...(await issueFor(bed, namespace, ['db-tidb'])),
    folder: path.join(bed.folder, `${namespace}-metrics`),
    databases: ['test'],
    pids: pidsOf(bed),
  });
  await addPod(bed.cluster, {
    ...{ namespace, name: 'db-tidb-a1b2c3', labels },
    containers: [{ name: 'tidb', image: 'pingcap/tidb:v8.5.2' }],
    forwards: { 4000: server.port },
    logs: { tidb: server.logFile },
  });
  const conditions = [{ type: 'Available', status: 'True', reason: 'Available' }];
  await bed.api.patch(nameOf(resource), { status: { conditions } }, 'status');
  return { manifest: file, server, passwords: {} };
}

/** Nothing is known of its labels: its pods are those that it owns. It speaks a protocol of its own; here something listens. */
async function layZenith(bed: LayoutBed): Promise<OtherSystem<PostgresServer>> {
  await applyDefinitions(bed, 'zenith.yaml');
  const { file, namespace, objects } = await applyManifest(bed, 'zenith.yaml', 'treasury');
  const [resource] = objects as [BedObject];
  const passwords = { teller: newPassword() };
  await applyAll(bed, [secret('vault-users', { namespace, labels: {} }, passwords)]);
  const server = await startPostgres({
    ...(await issueFor(bed, namespace, ['vault'])),
    folder: path.join(bed.folder, `${namespace}-vault`),
    hba: ['host all all all scram-sha-256'],
    roles: [{ name: 'teller', password: passwords.teller }],
    databases: [{ name: 'vault', owner: 'teller' }],
    pids: pidsOf(bed),
  });
  for (const name of ['vault-0', 'vault-1'])
    await addPod(bed.cluster, {
      ...{ namespace, name, labels: { zenith: 'vault' }, owner: ownerOf(resource) },
      containers: [{ name: 'zenith-ha' }],
      forwards: { 32080: server.port },
      logs: { 'zenith-ha': server.logFile },
    });
  await bed.api.patch(nameOf(resource), { status: { state: 'Normal' } }, 'status');
  return { manifest: file, server, passwords };
}

function pidsOf(bed: LayoutBed): string {
  return path.join(bed.cluster.folder, 'pids');
}
