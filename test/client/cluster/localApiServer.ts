import { once } from 'node:events';
import { Agent, createServer, ServerResponse, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Access } from '../../../client/cluster/access.ts';
import type { Patience } from '../../../client/cluster/apiServer.ts';
import { createConnection } from '../../../client/cluster/createConnection.ts';
import type { ClusterConnection } from '../../../client/cluster/connection.ts';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface Answers {
  /** Absent: everything is 404. Refuses upgrades too, where there is no `socket`; absent, that is 401. */
  readonly http?: (request: Received, response: ServerResponse) => void;
  readonly socket?: (socket: WebSocket, request: Received) => void;
  /** Subprotocols that it knows. */
  readonly protocols?: readonly string[];
  readonly patience?: Patience;
}

export interface LocalApiServer {
  readonly connection: ClusterConnection;
  readonly received: readonly Received[];
  /** Whether each login was a renewed one. */
  readonly logins: readonly boolean[];
  readonly url: string;
}

/** What answers as an API server would, over plain HTTP, and a connection to it; gone with the test. */
export async function localApiServer(t: Pick<TestContext, 'after'>, answers: Answers): Promise<LocalApiServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const one = describe(request, body === '' ? undefined : JSON.parse(body));
      received.push(one);
      if (answers.http) answers.http(one, response);
      else status(response, 404, { message: 'not found' });
    })();
  });
  const known = answers.protocols ?? ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
  const sockets = new WebSocketServer({
    ...{ noServer: true, perMessageDeflate: false },
    handleProtocols: (offered) => [...offered].find((one) => known.includes(one)) ?? false,
  });
  server.on('upgrade', (request, duplex: Socket, head) => {
    if (answers.socket) {
      sockets.handleUpgrade(request, duplex, head, (socket) => sockets.emit('connection', socket, request));
      return;
    }
    const response = new ServerResponse(request);
    response.assignSocket(duplex);
    response.on('finish', () => duplex.end());
    if (answers.http) answers.http(describe(request, undefined), response);
    else status(response, 401, {});
  });
  sockets.on('connection', (socket, request) => {
    const one = describe(request, undefined);
    received.push(one);
    answers.socket?.(socket, one);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const logins: boolean[] = [];
  const connection = createConnection(localAccess(url, logins), answers.patience);
  t.after(() => {
    connection.close();
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  return { connection, received, logins, url };
}

export function json(response: ServerResponse, value: unknown, code = 200): void {
  response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

export function status(response: ServerResponse, code: number, fields: object): void {
  json(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, ...fields }, code);
}

function localAccess(server: string, logins: boolean[]): Access {
  const agent = new Agent({ keepAlive: true });
  const freshAgent = new Agent();
  return {
    ...{ context: 'test', namespace: 'home', server },
    login(options) {
      logins.push(options?.renew === true);
      const headers = { Authorization: `Bearer ${options?.renew ? 'new' : 'old'}` };
      return Promise.resolve({ server, headers, agent, freshAgent });
    },
    close() {
      agent.destroy();
      freshAgent.destroy();
    },
  };
}

function describe(request: IncomingMessage, body: unknown): Received {
  const url = new URL(request.url ?? '/', 'http://x');
  return {
    ...{ method: request.method ?? '', path: url.pathname, query: url.searchParams },
    ...{ headers: request.headers, body },
  };
}
