import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import type { ApiServer } from './apiServer.ts';
import type { LogRequest } from './connection.ts';
import { ClusterError } from './errors.ts';
import { queryString, resourcePath } from './restPaths.ts';

/** A stream of strings, each of one or more whole lines; the signal ends it without an error. */
export async function followLogs(server: ApiServer, request: LogRequest): Promise<Readable> {
  const { namespace, pod, container, follow, lastLines, signal } = request;
  const answer = await server.stream({
    method: 'GET',
    path:
      resourcePath(pods, { namespace, name: pod, subresource: 'log' }) +
      queryString({ container, follow, tailLines: lastLines }),
    subject: { verb: 'get', resource: 'pods/log', namespace, name: pod },
    signal,
  });
  return Readable.from(wholeLines(answer, pod, signal), { objectMode: true });
}

async function* wholeLines(answer: IncomingMessage, pod: string, signal: AbortSignal): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const text of answer.setEncoding('utf8') as AsyncIterable<string>) {
      rest += text;
      const end = rest.lastIndexOf('\n') + 1;
      if (end === 0) continue;
      yield rest.slice(0, end);
      rest = rest.slice(end);
    }
    if (rest !== '') yield rest;
  } catch (error) {
    if (signal.aborted) return;
    const message = `The logs of pod ${pod} were interrupted.`;
    throw new ClusterError('stream', message, 'Open them again.', { cause: error });
  } finally {
    answer.destroy();
  }
}
