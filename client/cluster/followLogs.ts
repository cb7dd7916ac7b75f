import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ApiServer } from './apiServer.ts';
import type { LogRequest } from './connection.ts';
import { boundedLines } from './boundedLines.ts';
import { ClusterError } from './errors.ts';
import { inBytes, limits } from './limits.ts';
import { queryString, resourcePath } from './restPaths.ts';

/** A stream of strings, each of one or more whole lines, of which the very long ones are cut; the signal ends it without an error. */
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
  try {
    for await (const lines of boundedLines(answer, { longest: limits.logLine, tooLong })) yield `${lines.join('\n')}\n`;
  } catch (error) {
    if (signal.aborted) return;
    const message = say`The logs of pod ${pod} were interrupted.`;
    throw new ClusterError('stream', message, say`Open them again.`, { cause: error });
  } finally {
    answer.destroy();
  }
}

function tooLong(beginning: string): string {
  return `${beginning}… (the rest of this line is left out: it has more than ${inBytes(limits.logLine)})`;
}
