import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import { readAuthority } from '../../client/session/authority.ts';
import { readCredentials } from '../../client/session/credentials.ts';
import { findMembers, findPrimary } from '../../client/session/members.ts';
import { requirePermissions } from '../../client/session/permissions.ts';
import { probeDatabase, type ProbeOptions } from '../../client/session/probe.ts';
import { withLive } from '../../client/session/resolveTarget.ts';
import { planApply } from '../../client/session/applyManifest.ts';
import { Tunnels } from '../../client/session/tunnels.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { root } from '../support/fixtures.ts';
import { Endings } from '../support/endings.ts';
import { needBed, type Bed } from './bed/bed.ts';
import type { BedName } from './bed/apiClient.ts';
import { createAuthority } from './bed/certificates.ts';
import { layCrunchy } from './bed/layouts/layCrunchy.ts';
import { allOf, openLayoutBed, type LayoutBed } from './bed/layouts/layout.ts';
import type { PostgresLayout } from './bed/layouts/postgresLayout.ts';
import { layTektonResults, type TektonLayout } from './bed/layouts/layTektonResults.ts';
import { layZalando } from './bed/layouts/layZalando.ts';
import { labelPod } from './bed/pods.ts';
import { checkError, errorOf, markdownTable, type SaidError, type Wrong } from './support/errorTable.ts';
import { expiredToken } from './support/expiredToken.ts';
import { layUserWithout, type Right } from './support/layUserWithout.ts';
import { accessOf, connectTo, loginOf, targetOf, writtenTarget } from './support/targets.ts';

/** What a person reads when something is wrong: each error brought about for real, its cause named, a remedy beside it. */

const endings = new Endings();
let bed: Bed;
let site: LayoutBed;
let shop: PostgresLayout;
let ledger: PostgresLayout;
let tekton: TektonLayout;
let connection: ClusterConnection;
const tunnels = new Tunnels({ get: () => undefined, update: () => Promise.resolve() });
const said: SaidError[] = [];
const opened: ClusterConnection[] = [];

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  site = await openLayoutBed(bed.cluster);
  const stop = (layout: PostgresLayout) => endings.add(layout, (each) => each.stop());
  [shop, ledger] = await allOf([layZalando(site).then(stop), layCrunchy(site).then(stop)]);
  tekton = await layTektonResults(site, shop);
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
  endings.add(opened, (all) => {
    for (const each of all) each.close();
  });
  endings.add(tunnels, (each) => each.stopAll());
  endings.add(said, writeSaid);
});

after(endings.run);

/** For whoever wants to read them in one place. */
function writeSaid(all: readonly SaidError[]): void {
  const folder = path.join(root, 'out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'cluster-errors.md'), markdownTable(all));
}

function says(wrong: Wrong): void {
  it(wrong.when, async (t) => {
    const error = await errorOf(wrong.bringAbout());
    t.diagnostic(`${error.code}: ${error.message} ${error.remedy}`);
    said.push({ when: wrong.when, error });
    checkError(error, wrong, secretValues());
  });
}

function secretValues(): readonly string[] {
  const passwords = [shop, ledger, tekton].flatMap((layout) => Object.values(layout.passwords));
  const values = [...passwords, ...tokens];
  return [...values, ...values.map((value) => Buffer.from(value).toString('base64'))];
}

async function connectAs(...[request]: Parameters<Bed['cluster']['writeKubeconfig']>): Promise<ClusterConnection> {
  const made = await connectTo(await bed.cluster.writeKubeconfig(request));
  opened.push(made);
  return made;
}

const tokens: string[] = ['a-token-of-nobody'];

function newExpiredToken(): string {
  const token = expiredToken(bed.cluster);
  tokens.push(token);
  return token;
}

describe('of the kubeconfig', () => {
  says({
    when: 'a kubeconfig that is not there',
    code: 'no-kubeconfig',
    names: [/nowhere\.yaml/],
    bringAbout: () => connectTo(path.join(bed.folder, 'nowhere.yaml')),
  });

  says({
    when: 'a kubeconfig without the context that is asked for',
    code: 'bad-kubeconfig',
    names: ['staging'],
    bringAbout: () => connectTo(bed.cluster.kubeconfig, 'staging'),
  });

  says({
    when: 'a kubeconfig that is no YAML',
    code: 'bad-kubeconfig',
    names: ['broken.yaml'],
    bringAbout() {
      const file = path.join(bed.folder, 'broken.yaml');
      writeFileSync(file, 'users:\n- user: {token: "a-token-of-nobody\n');
      return connectTo(file);
    },
  });
});

describe('of the API server', () => {
  says({
    when: 'an API server that is not there',
    code: 'unreachable',
    names: ['https://127.0.0.1:1'],
    bringAbout: async () =>
      targetOf(await connectAs({ name: 'nowhere', server: 'https://127.0.0.1:1' }), shop.manifest),
  });

  says({
    when: 'an API server whose certificate another authority has signed',
    code: 'untrusted-server',
    names: [/certificate authority is not known|signature is wrong|signed by itself/],
    async bringAbout() {
      const { certificate } = await createAuthority('Somebody else');
      return targetOf(await connectAs({ name: 'distrusted', authority: certificate }), shop.manifest);
    },
  });

  says({
    when: 'an API server that is given a token that has expired',
    code: 'unauthenticated',
    names: ['expired-token', /expired/],
    bringAbout: async () =>
      targetOf(await connectAs({ name: 'expired-token', token: newExpiredToken() }), shop.manifest),
  });

  says({
    when: 'an API server that is given a token of nobody',
    code: 'unauthenticated',
    names: ['foreign-token'],
    bringAbout: async () =>
      targetOf(await connectAs({ name: 'foreign-token', token: 'a-token-of-nobody' }), shop.manifest),
  });

  says({
    when: 'an API server that is given a client certificate that has expired',
    code: 'unauthenticated',
    names: ['expired-certificate', /expired/],
    async bringAbout() {
      const notAfter = new Date(Date.now() - 60_000);
      const admin = { commonName: 'admin', organizations: ['system:masters'], usage: 'client' } as const;
      const certificate = await bed.cluster.authority.issue({ ...admin, notAfter });
      return targetOf(await connectAs({ name: 'expired-certificate', certificate }), shop.manifest);
    },
  });
});

describe('of RBAC', () => {
  const allBut = async (missing: Right): Promise<ClusterConnection> => {
    const user = await layUserWithout(bed.cluster, missing);
    return connectAs({ name: user, user, namespace: 'web' });
  };

  says({
    when: 'one verb short: get postgresqls, read by every command',
    code: 'forbidden',
    names: ['user no-get-postgresqls', 'get postgresqls.acid.zalan.do', 'namespace web'],
    bringAbout: async () => targetOf(await allBut('get postgresqls'), shop.manifest),
  });

  says({
    when: 'one verb short: list pods',
    code: 'forbidden',
    names: ['user no-list-pods', 'list pods', 'namespace web'],
    bringAbout: async () => findMembers(await writtenTarget(await allBut('list pods'), shop.manifest)),
  });

  says({
    when: 'one verb short: get secrets',
    code: 'forbidden',
    names: ['user no-get-secrets', 'get secrets', 'namespace web'],
    async bringAbout() {
      const target = await targetOf(await allBut('get secrets'), shop.manifest);
      return readCredentials(target, loginOf(target, 'seller'));
    },
  });

  says({
    when: 'one verb short: pods/portforward',
    code: 'forbidden',
    names: ['user no-get-pods-portforward', 'pods/portforward', 'namespace web'],
    bringAbout: async () => tunnels.openFor(await targetOf(await allBut('get pods/portforward'), shop.manifest)),
  });

  says({
    when: 'one verb short: pods/exec',
    code: 'forbidden',
    names: ['user no-get-pods-exec', 'pods/exec', 'namespace web'],
    async bringAbout() {
      const own = await allBut('get pods/exec');
      const { pod, namespace } = await findPrimary(await targetOf(own, shop.manifest));
      const stdout = new PassThrough();
      return own.exec({ namespace, pod, container: 'postgres', command: ['env'], stdout });
    },
  });

  says({
    when: 'one verb short: several, asked for before anything is done',
    code: 'forbidden',
    names: ['Restart of shop', 'patch pods', 'create pods/exec', 'namespace web', 'list nodes', 'whole cluster'],
    async bringAbout() {
      const own = await allBut('get pods/exec');
      const { group, plural } = pods;
      return requirePermissions(
        own,
        [
          { verb: 'list', group, plural, namespace: 'web' },
          { verb: 'patch', group, plural, namespace: 'web' },
          { verb: 'create', group, plural, subresource: 'exec', namespace: 'web' },
          { verb: 'list', group: '', plural: 'nodes' },
        ],
        say`Restart of shop`,
      );
    },
  });
});

describe('of a cluster', () => {
  says({
    when: 'a cluster without pods',
    code: 'no-pod',
    names: ['postgresql shop', 'namespace elsewhere', 'application=spilo'],
    async bringAbout() {
      const own = await connectAs({ name: 'elsewhere', groups: ['system:masters'] });
      const written = readFileSync(shop.manifest, 'utf8').replaceAll('namespace: web', 'namespace: elsewhere');
      const file = path.join(bed.folder, 'elsewhere.yaml');
      writeFileSync(file, written);
      return findPrimary(await targetOf(own, file));
    },
  });

  says({
    when: 'a cluster whose leader is being chosen: no pod is labelled as primary',
    code: 'no-primary',
    names: ['shop', 'namespace web', 'shop-0', 'shop-1'],
    async bringAbout() {
      const pod = { namespace: 'web', name: shop.primary.pod };
      await labelPod(bed.cluster, pod, { 'spilo-role': null });
      try {
        return await tunnels.openFor(await targetOf(connection, shop.manifest));
      } finally {
        await labelPod(bed.cluster, pod, { 'spilo-role': 'master' });
      }
    },
  });

  says({
    when: 'a cluster with two pods that are labelled as primary',
    code: 'two-primaries',
    names: ['shop', 'namespace web', 'shop-0 and shop-1'],
    async bringAbout() {
      const pod = { namespace: 'web', name: shop.replica.pod };
      await labelPod(bed.cluster, pod, { 'spilo-role': 'master' });
      try {
        return await tunnels.openFor(await targetOf(connection, shop.manifest));
      } finally {
        await labelPod(bed.cluster, pod, { 'spilo-role': 'replica' });
      }
    },
  });

  says({
    when: 'a cluster of a kind that the API server does not have, when it is applied',
    code: 'missing',
    names: ['TidbCluster'],
    async bringAbout() {
      const metadata = { name: 'stats', namespace: 'web' };
      return planApply(connection, { apiVersion: 'pingcap.com/v1alpha1', kind: 'TidbCluster', metadata, spec: {} });
    },
  });

  says({
    when: 'a cluster of a kind that the API server does not have, when one connects to it',
    code: 'no-pod',
    names: ['TidbCluster stats', 'namespace statistics'],
    async bringAbout() {
      const manifest = path.join(root, 'test/cluster/bed/manifests/tidb.yaml');
      return tunnels.openFor(await withLive(await writtenTarget(connection, manifest)));
    },
  });

  says({
    when: 'a cluster whose pod has just been deleted, when a port of it is forwarded',
    code: 'missing',
    names: ['shop-7'],
    async bringAbout() {
      assert.equal(await connection.read({ ...pods, name: 'shop-7', namespace: 'web' }), undefined);
      return connection.forward({ namespace: 'web', pod: 'shop-7' }, 5432);
    },
  });
});

describe('of Secrets', () => {
  const name = 'reporter.shop.credentials.postgresql.acid.zalan.do';
  const object: BedName = { apiVersion: 'v1', kind: 'Secret', namespace: 'web', name };

  const credentialsOfReporter = async () => {
    const target = await targetOf(connection, shop.manifest);
    return readCredentials(target, loginOf(target, 'reporter'));
  };

  says({
    when: 'a Secret that lacks a key',
    code: 'missing-key',
    names: [name, 'namespace web', 'no key password', 'it has username'],
    async bringAbout() {
      await bed.cluster.api.patch(object, { data: { password: null } });
      return credentialsOfReporter();
    },
  });

  says({
    when: 'a Secret with an empty password',
    code: 'missing-key',
    names: [name, 'Key password', 'is empty'],
    async bringAbout() {
      await bed.cluster.api.patch(object, { data: { password: '' } });
      return credentialsOfReporter();
    },
  });

  says({
    when: 'a Secret that is not there',
    code: 'missing-secret',
    names: [name, 'role reporter', 'namespace web'],
    async bringAbout() {
      await bed.cluster.api.remove(object);
      return credentialsOfReporter();
    },
  });

  says({
    when: 'a ConfigMap with the authority that the manifest asks for, which is not there',
    code: 'missing-secret',
    names: ['ConfigMap database-ca', 'namespace tekton-pipelines'],
    async bringAbout() {
      const map: BedName = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'tekton-pipelines', name: 'database-ca' };
      await bed.cluster.api.remove(map);
      return readAuthority(await targetOf(connection, tekton.manifest));
    },
  });
});

describe('of a database', () => {
  async function probe(layout: PostgresLayout, role: string, change: Partial<ProbeOptions> = {}): Promise<unknown> {
    const target = await targetOf(connection, layout.manifest);
    const { engine, tls } = accessOf(target);
    const { user, password } = await readCredentials(target, loginOf(target, role));
    const { tunnel } = await tunnels.openFor(target);
    return probeDatabase({
      ...{ engine, host: '127.0.0.1', port: tunnel.port, user, password, database: layout.cluster },
      tls: { mode: tls.mode, authority: await readAuthority(target) },
      ...change,
    });
  }

  says({
    when: 'a database whose certificate another authority has signed than the one in the Secret',
    code: 'database',
    names: [/certificate of the database was signed by another authority/],
    async bringAbout() {
      const { certificate } = await createAuthority('Somebody else');
      const object: BedName = { apiVersion: 'v1', kind: 'Secret', namespace: 'finance', name: 'ledger-cluster-cert' };
      const before = await bed.cluster.api.read(object);
      const { 'ca.crt': old } = before?.['data'] as Record<string, string>;
      await bed.cluster.api.patch(object, { data: { 'ca.crt': Buffer.from(certificate).toString('base64') } });
      try {
        return await probe(ledger, 'bookkeeper');
      } finally {
        await bed.cluster.api.patch(object, { data: { 'ca.crt': old } });
      }
    },
  });

  says({
    when: 'a database whose certificate is for another name',
    code: 'database',
    names: [/for another host name/, 'ledger.example'],
    async bringAbout() {
      const { certificate } = site.authority;
      const authority = { certificate, mode: 'verify-full', serverName: 'ledger.example' } as const;
      return probe(ledger, 'bookkeeper', { tls: { mode: 'require', authority } });
    },
  });

  says({
    when: 'a database that knows another password',
    code: 'database',
    names: ['password of seller'],
    bringAbout: () => probe(shop, 'seller', { password: 'rotated-meanwhile' }),
  });

  says({
    when: 'a database that does not exist',
    code: 'database',
    names: ['Database shopping'],
    bringAbout: () => probe(shop, 'seller', { database: 'shopping' }),
  });

  says({
    when: 'a database that refuses whoever does not encrypt',
    code: 'database',
    names: ['seller', 'encryption'],
    bringAbout: () => probe(shop, 'seller', { tls: { mode: 'disable' } }),
  });

  says({
    when: 'a database of another system, which refuses whoever does not encrypt',
    code: 'database',
    names: ['bookkeeper', 'encryption'],
    bringAbout: () => probe(ledger, 'bookkeeper', { tls: { mode: 'disable' } }),
  });

  says({
    when: 'a database that is down, its pod being there',
    code: 'database',
    names: [/127\.0\.0\.1:\d+ ended before the database answered/],
    async bringAbout() {
      const { server } = ledger.primary;
      await tunnels.openFor(await targetOf(connection, ledger.manifest));
      await server.stop('fast');
      try {
        return await probe(ledger, 'bookkeeper');
      } finally {
        await server.start();
      }
    },
  });
});
