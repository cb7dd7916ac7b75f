import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../schemas/vocabulary/say.ts';
import type { Access, Login } from './access.ts';
import { onAbort } from './onAbort.ts';
import { readJson, type Reader } from './answers.ts';
import {
  cancelled,
  misshapen,
  networkError,
  noAnswer,
  statusError,
  tooMuch,
  warningOf,
  type Asked,
  type Subject,
} from './causes.ts';
import { ClusterError } from './errors.ts';
import { inBytes, limits } from './limits.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With the query, without the server. */
  readonly path: string;
  readonly body?: unknown;
  /** `application/json`, unless said otherwise. */
  readonly contentType?: string;
  readonly subject: Subject;
  readonly onWarning?: ((warning: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What several answers together may have; each takes from it. */
  readonly budget?: Budget;
}

export interface Budget {
  bytes: number;
}

/** Milliseconds without an answer after which a request fails. */
export interface Patience {
  readonly read: number;
  readonly write: number;
  /** Until an answer that goes on coming in has to be complete. */
  readonly answer?: number;
}

/** The API server itself gives a request 60 s, admission webhooks included. */
const usualPatience: Patience = { read: 30_000, write: 65_000 };

/** How often a request is sent again because the server is busy, as Kubernetes' own client does. */
const busyRetries = 5;

/** Speaks HTTP with one API server; every failure is a `ClusterError`. */
export interface ApiServer {
  readonly access: Access;
  /** What an answer of the 2xx says. Fails with `bad-answer` where it is not what `read` reads. */
  json<T>(request: ApiRequest, read: Reader<T>): Promise<T>;
  /** An answer of the 2xx, for whoever reads its body as it comes; destroyed with the signal. */
  stream(request: ApiRequest): Promise<IncomingMessage>;
  /** Whom to name in errors. */
  asked(login?: Login): Asked;
  /** Ends requests that are under way. */
  close(): void;
  /** Used by `close`: streams that live on after their request end with it. */
  readonly closing: AbortSignal;
}

export function createApiServer(access: Access, patience = usualPatience): ApiServer {
  const closing = new AbortController();
  const asked = (login?: Login): Asked => ({
    context: access.context,
    server: login?.server ?? access.server,
    expired: login?.expired,
    withheld: login?.withheld,
  });

  const wire: Wire = { asked, patience, closing: closing.signal };

  async function ask(request: ApiRequest): Promise<{ answer: IncomingMessage; login: Login }> {
    let renew = false;
    let busy = 0;
    let stale = false;
    for (;;) {
      if (request.signal?.aborted || closing.signal.aborted) throw cancelled();
      const login = await access.login({ ...(renew ? { renew } : {}), signal: request.signal });
      const exchange = await send(wire, login, request);
      if (exchange.kind === 'stale' && !stale) {
        stale = true;
        continue;
      }
      if (exchange.kind !== 'answer') throw networkError(exchange.error, asked(login));
      const { answer } = exchange;
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return { answer, login };
      const body = await textOf(wire, answer, { request, login, isRefusal: true });
      if (status === 401 && !renew) {
        renew = true;
        continue;
      }
      const wait = retryAfter(status, answer.headers['retry-after']);
      if (wait !== undefined && busy++ < busyRetries) {
        await pause(wait, request.signal);
        continue;
      }
      throw statusError(status, body, request, asked(login));
    }
  }

  async function json<T>(request: ApiRequest, read: Reader<T>): Promise<T> {
    const { answer, login } = await ask(request);
    const found = readJson(await textOf(wire, answer, { request, login }), read);
    if (found === undefined) throw misshapen(asked(login), request.subject);
    return found;
  }

  return {
    ...{ access, json, asked, closing: closing.signal },
    stream: async (request) => (await ask(request)).answer,
    close() {
      closing.abort();
    },
  };
}

/** What every request of a server goes by. */
interface Wire {
  readonly asked: ApiServer['asked'];
  readonly patience: Patience;
  readonly closing: AbortSignal;
}

type Exchange =
  | { readonly kind: 'answer'; readonly answer: IncomingMessage }
  /** A connection that was kept alive, and that the server had closed meanwhile. */
  | { readonly kind: 'stale' | 'failed'; readonly error: unknown };

function send({ asked, patience, closing }: Wire, login: Login, request: ApiRequest): Promise<Exchange> {
  const { method, path, signal } = request;
  const body = bodyOf(request.body);
  const url = new URL(login.server);
  return new Promise((resolve) => {
    const outgoing = (url.protocol === 'http:' ? httpRequest : httpsRequest)({
      ...{ protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), port: url.port },
      ...{ path: url.pathname.replace(/\/$/, '') + path, method },
      agent: method === 'GET' ? login.agent : login.freshAgent,
      headers: {
        ...login.headers,
        Accept: 'application/json',
        ...(body && { 'Content-Type': request.contentType ?? 'application/json', 'Content-Length': body.length }),
      },
    });
    const limit = method === 'GET' ? patience.read : patience.write;
    const timer = setTimeout(() => outgoing.destroy(noAnswer(asked(login), request.subject, limit / 1000)), limit);
    let answer: IncomingMessage | undefined;
    const abort = (): void => void (answer ?? outgoing).destroy(cancelled());
    const deaf = onAbort([signal, closing], abort);
    outgoing.on('socket', (socket) => socket.setKeepAlive(true, 30_000));
    outgoing.on('response', (incoming) => {
      answer = incoming;
      clearTimeout(timer);
      if (request.onWarning) {
        for (const warning of warningsOf(answer.headers.warning)) request.onWarning(warningOf(warning, request));
      }
      resolve({ kind: 'answer', answer });
    });
    outgoing.on('error', (error) => {
      const reset = (error as { code?: unknown }).code === 'ECONNRESET';
      resolve({ kind: reset && outgoing.reusedSocket && method === 'GET' ? 'stale' : 'failed', error });
    });
    outgoing.on('close', () => {
      clearTimeout(timer);
      deaf();
    });
    outgoing.end(body);
  });
}

function bodyOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  try {
    return Buffer.from(JSON.stringify(body));
  } catch (cause) {
    const message = say`The object cannot be sent: it is nested too deep.`;
    throw new ClusterError('refused', message, say`Write it with fewer levels.`, { cause });
  }
}

interface Incoming {
  readonly request: ApiRequest;
  readonly login: Login;
  /** The end of one that is too long is left out. */
  readonly isRefusal?: true;
}

async function textOf(
  { asked, patience }: Wire,
  answer: IncomingMessage,
  { request: { subject, budget }, login, isRefusal }: Incoming,
): Promise<string> {
  const most = isRefusal ? limits.refusal : Math.min(limits.answer, budget?.bytes ?? Infinity);
  const chunks: Buffer[] = [];
  let length = 0;
  const late = (milliseconds: number) => (): void =>
    void answer.destroy(noAnswer(asked(login), subject, milliseconds / 1000));
  let timer = setTimeout(late(patience.read), patience.read);
  const whole = patience.answer ?? limits.answerTime;
  const end = setTimeout(late(whole), whole);
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) break;
      clearTimeout(timer);
      timer = setTimeout(late(patience.read), patience.read);
    }
  } catch (error) {
    throw networkError(error, asked(login));
  } finally {
    clearTimeout(timer);
    clearTimeout(end);
  }
  if (budget) budget.bytes -= length;
  if (length > most && !isRefusal) {
    const what =
      most === limits.answer
        ? say`one answer has more than ${inBytes(most)}`
        : say`all pages have more than ${inBytes(limits.list)}`;
    throw tooMuch(asked(login), subject, what);
  }
  return Buffer.concat(chunks).toString('utf8', 0, Math.min(length, most));
}

/** Waits; throws `cancelled` if the signal ends it. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal ? { signal } : {});
  } catch {
    throw cancelled();
  }
}

/** Milliseconds, where the server asks for a pause: it is overloaded, or starting. */
function retryAfter(status: number, header: string | undefined): number | undefined {
  const seconds = Number(header);
  if ((status !== 429 && status !== 503) || header === undefined || !Number.isFinite(seconds)) return undefined;
  return Math.min(Math.max(seconds, 0), 10) * 1000;
}

/** `299 - "unknown field \"spec.volum\""`, several of them with commas between: RFC 9110 has dropped the header, Kubernetes has not. */
function warningsOf(header: string | undefined): string[] {
  return [...(header ?? '').matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, quoted = '']) =>
    quoted.replace(/\\(.)/g, '$1'),
  );
}
