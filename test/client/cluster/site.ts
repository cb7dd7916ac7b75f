import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { TLSSocket } from 'node:tls';
import type { ClusterConnection, Clusters } from '../../../client/cluster/connection.ts';
import type { KubeconfigConsent } from '../../../client/cluster/kubeconfigConsent.ts';
import { createClusters } from '../../../client/cluster/createClusters.ts';
import { createAuthority } from '../../cluster/bed/certificates.ts';

export interface Site {
  readonly url: string;
  readonly folder: string;
  readonly authority: Awaited<ReturnType<typeof createAuthority>>;
  /** Who asked, as the server saw it. */
  readonly seen: {
    readonly authorization: string | undefined;
    readonly subject: string | undefined;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** Writes the kubeconfig, then connects. */
  readonly connect: (user: object, cluster?: object) => Promise<ClusterConnection>;
  /** Writes the kubeconfig alone. */
  readonly write: (user: object, cluster?: object) => void;
  readonly clusters: Clusters;
}

export interface SiteOptions {
  /** Values of `Authorization` that it answers 401 to; empty: none. */
  readonly refuses?: readonly string[];
  /** Without TLS. */
  readonly plain?: boolean;
  /** More of the environment that login plug-ins are looked up and run in. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly consent?: KubeconfigConsent;
}

/** An API server that knows everybody else. */
export async function site(
  t: TestContext,
  { refuses = [], plain = false, environment, consent }: SiteOptions = {},
): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'dbm-login-'));
  const authority = await createAuthority('test');
  const { certificate, key } = await authority.issue({
    commonName: 'kubernetes',
    usage: 'server',
    names: ['kubernetes'],
    addresses: ['127.0.0.1'],
  });
  const seen: Site['seen'] = [];
  const listener: RequestListener = (request, response) => {
    const { authorization } = request.headers;
    const socket = request.socket as Partial<Pick<TLSSocket, 'getPeerCertificate'>>;
    const subject = socket.getPeerCertificate?.().subject as { CN?: string } | undefined;
    seen.push({ authorization, subject: subject?.CN, headers: request.headers });
    response.statusCode = refuses.includes(authorization ?? '') ? 401 : 200;
    response.end('{"metadata":{"name":"x"}}');
  };
  const tls = { cert: certificate, key, ca: authority.certificate, requestCert: true, rejectUnauthorized: false };
  const server = plain ? createPlainServer(listener) : createServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `${plain ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'config');
  const clusters = createClusters({
    kubeconfig: file,
    consent,
    environment: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], ...environment },
  });
  const write: Site['write'] = (user, cluster) => {
    const own = cluster ?? { 'certificate-authority-data': Buffer.from(authority.certificate).toString('base64') };
    const config = {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server: url, ...own } }],
      users: [{ name: 'u', user }],
    };
    writeFileSync(file, JSON.stringify(config));
  };
  return {
    ...{ url, folder, authority, seen, write, clusters },
    async connect(user, cluster) {
      write(user, cluster);
      const connection = await clusters.connect();
      t.after(() => {
        connection.close();
      });
      return connection;
    },
  };
}

/** An `exec` of a user that runs a script. */
export const script = (source: string): object => ({
  command: process.execPath,
  args: ['-e', source],
  env: [{ name: 'WHO', value: 'me' }],
});

/** A user whose login plug-in hands out `status`, an expression, and leaves a mark in the folder each time it is run. */
export function counted(folder: string, status: string): object {
  const source = `require("fs").appendFileSync(process.env.COUNT, "x"); console.log(JSON.stringify({kind:"ExecCredential",status:${status}}))`;
  const plugin = script(source) as { env: object[] };
  plugin.env.push({ name: 'COUNT', value: join(folder, 'count') });
  return { exec: plugin };
}

/** How often. */
export function runs(folder: string): number {
  const file = join(folder, 'count');
  return existsSync(file) ? readFileSync(file).length : 0;
}
