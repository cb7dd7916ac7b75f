import type { Readable, Writable } from 'node:stream';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import type { ApiServer } from './apiServer.ts';
import { readExecStatus, readJson } from './answers.ts';
import { cancelled } from './causes.ts';
import type { ExecRequest } from './connection.ts';
import { ClusterError } from './errors.ts';
import { limits } from './limits.ts';
import { onAbort } from './onAbort.ts';
import { openPodSocket, type WebSocket } from './openPodSocket.ts';
import { queryString, resourcePath } from './restPaths.ts';

/** First byte of each message: https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go */
const channels = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const;
/** Since Kubernetes 1.30 by default; it alone can say that the input has ended. */
const withClose = 'v5.channel.k8s.io';
/** Bytes that may wait to be sent before the input has to. */
const sendWindow = 1 << 18;

/** Runs a program in a pod; its exit status. The streams stay the caller's: none of them is ended. */
export async function execInPod(server: ApiServer, request: ExecRequest): Promise<number> {
  const { namespace, pod, container, command, stdin, stderr, terminal, signal } = request;
  const query = queryString({
    ...{ container, command, stdin: stdin !== undefined, stdout: true },
    ...{ stderr: stderr !== undefined && !terminal, tty: terminal !== undefined },
  });
  const socket = await openPodSocket(server, {
    path: resourcePath(pods, { namespace, name: pod, subresource: 'exec' }) + query,
    protocols: [withClose, 'v4.channel.k8s.io'],
    subject: { verb: 'get', resource: 'pods/exec', namespace, name: pod },
    signal,
  });
  return new Promise((resolve, reject) => {
    let status = '';
    const undo = [
      ...(stdin ? [sendInput(socket, stdin, terminal !== undefined)] : []),
      ...(terminal ? [sendSizes(socket, terminal)] : []),
    ];
    const abort = (): void => {
      reject(cancelled());
      socket.terminate();
    };
    const deaf = onAbort([signal, server.closing], abort);
    socket.on('message', (data) => {
      const message = data as Buffer;
      const payload = message.subarray(1);
      if (message[0] === channels.status) {
        if (status.length < limits.farewell) status += payload.toString('utf8');
      } else if (payload.length === 0) return;
      else if (message[0] === channels.stdout) write(socket, request.stdout, payload);
      else if (message[0] === channels.stderr) write(socket, stderr ?? request.stdout, payload);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      deaf();
      for (const end of undo) end();
      const ended = exitStatus(status, pod);
      if (typeof ended === 'number') resolve(ended);
      else reject(ended);
    });
    socket.resume();
  });
}

/** Returns how to stop. */
function sendInput(socket: WebSocket, stdin: Readable, terminal: boolean): () => void {
  const onData = (chunk: Buffer | string): void => {
    if (socket.readyState !== socket.OPEN) return;
    const frame = Buffer.concat([Buffer.from([channels.stdin]), Buffer.from(chunk as Buffer)]);
    if (socket.bufferedAmount < sendWindow) return socket.send(frame);
    stdin.pause();
    socket.send(frame, () => void stdin.resume());
  };
  const onEnd = (): void => {
    if (socket.protocol === withClose) socket.send(Buffer.from([channels.close, channels.stdin]));
    // Before v5 the input ends with everything else; a program in a terminal is told by what is typed.
    else if (!terminal) socket.close();
  };
  const stop = (): void => {
    stdin.off('data', onData).off('end', onEnd).off('error', onEnd);
    stdin.pause();
  };
  if (stdin.readableEnded) onEnd();
  else stdin.on('end', onEnd).on('error', onEnd).on('data', onData);
  return stop;
}

/** Returns how to stop. */
function sendSizes(socket: WebSocket, terminal: NonNullable<ExecRequest['terminal']>): () => void {
  const send = (columns: number, rows: number): void => {
    if (socket.readyState !== socket.OPEN) return;
    const size = Buffer.from(JSON.stringify({ Width: columns, Height: rows }));
    socket.send(Buffer.concat([Buffer.from([channels.resize]), size]));
  };
  send(terminal.columns, terminal.rows);
  return terminal.onChange(send);
}

/** A reader that cannot keep up makes the program wait. */
function write(socket: WebSocket, stream: Writable, payload: Buffer): void {
  if (stream.destroyed || stream.writableEnded || stream.write(payload)) return;
  socket.pause();
  const go = (): void => {
    stream.off('drain', go).off('close', go);
    socket.resume();
  };
  stream.on('drain', go).on('close', go);
}

/** `text`: a `v1.Status`. */
function exitStatus(text: string, pod: string): number | ClusterError {
  // Absent: the connection broke before it came.
  const status = readJson(text, readExecStatus);
  if (status?.succeeded) return 0;
  // Not every node's agent gives the number as such; some say it in words alone.
  const code =
    status?.causes.find(({ reason }) => reason === 'ExitCode')?.message ??
    /\bexit (?:status|code) (\d{1,10})$/.exec(status?.message ?? '')?.[1];
  if (code !== undefined && /^\d{1,10}$/.test(code)) return Number(code);
  const [line = ''] = status?.message.split('\n', 1) ?? [];
  const why = line ? foreign(line.replace(/\.$/, '')) : say`the connection was lost`;
  return new ClusterError(
    'stream',
    say`The program in pod ${pod} did not run to its end: ${why}.`,
    say`Check that the pod runs, then try again.`,
  );
}
