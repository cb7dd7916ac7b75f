import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Login } from './access.ts';
import type { ApiServer } from './apiServer.ts';
import { limits } from './limits.ts';
import { onAbort } from './onAbort.ts';
import { cancelled, networkError, noAnswer, statusError, type Subject } from './causes.ts';

export type { WebSocket } from 'ws';

export interface SocketRequest {
  /** With the query. */
  readonly path: string;
  /** The API server takes the first that it knows. */
  readonly protocols: readonly string[];
  readonly subject: Subject;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds until the kubelet has to have answered. */
const handshakeTimeout = 30_000;
/** Milliseconds between two signs of life: proxies in between drop what is silent, some after a minute. */
const pingInterval = 20_000;
/** The other side is gone when it leaves so many without an answer. */
const missedPings = 3;

/** A WebSocket to a pod, PAUSED: call `resume()` once the listeners are there. Afterwards errors are the caller's. */
export async function openPodSocket(server: ApiServer, request: SocketRequest): Promise<WebSocket> {
  const { access } = server;
  const first = await attempt(server, request, await access.login({ signal: request.signal }));
  if (first !== 'unauthenticated') return first;
  const second = await attempt(server, request, await access.login({ renew: true, signal: request.signal }), true);
  if (second === 'unauthenticated') throw cancelled();
  return second;
}

function attempt(
  server: ApiServer,
  { path, protocols, subject, signal }: SocketRequest,
  login: Login,
  last = false,
): Promise<WebSocket | 'unauthenticated'> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted || server.closing.aborted) return reject(cancelled());
    const asked = server.asked(login);
    const secure = !login.server.startsWith('http:');
    const socket = new WebSocket(login.server.replace(/^http/, 'ws') + path, [...protocols], {
      agent: login.freshAgent,
      headers: login.headers,
      ...{ perMessageDeflate: false, skipUTF8Validation: true, maxPayload: limits.message },
      // The mask keeps scripts in browsers from fooling proxies (RFC 6455, 10.3). Inside of TLS no proxy sees the bytes: spare the work.
      ...(secure ? { generateMask: () => undefined } : {}),
    });
    const settle = (): void => {
      clearTimeout(timer);
      deaf();
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
      socket.terminate();
    };
    const abort = (): void => fail(cancelled());
    const timer = setTimeout(() => fail(noAnswer(asked, subject, handshakeTimeout / 1000)), handshakeTimeout);
    const deaf = onAbort([signal, server.closing], abort);
    // Stays: terminating an unfinished handshake makes an error too.
    socket.on('error', (error) => fail(networkError(error, asked)));
    socket.on('unexpected-response', (_request, answer) => {
      const status = answer.statusCode ?? 0;
      void bodyOf(answer).then((body) => {
        if (status !== 401 || last) return fail(statusError(status, body, { subject }, asked));
        settle();
        resolve('unauthenticated');
        socket.terminate();
      });
    });
    socket.on('open', () => {
      settle();
      socket.pause();
      keepAlive(socket);
      resolve(socket);
    });
  });
}

/** Pings; ends a connection whose other side has gone without a word. One that waits for its reader cannot answer, and is let be. */
function keepAlive(socket: WebSocket): void {
  let missed = 0;
  const timer = setInterval(() => {
    missed = socket.isPaused || socket.bufferedAmount > 0 ? 0 : missed + 1;
    if (missed > missedPings) return socket.terminate();
    socket.ping();
  }, pingInterval);
  timer.unref();
  socket.on('pong', () => (missed = 0));
  socket.on('message', () => (missed = 0));
  socket.on('close', () => clearInterval(timer));
}

async function bodyOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limits.refusal) break;
    }
  } catch {
    // What has come has to do.
  }
  return Buffer.concat(chunks).toString('utf8');
}
