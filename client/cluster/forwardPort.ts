import { Duplex } from 'node:stream';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import type { ApiServer } from './apiServer.ts';
import { cancelled } from './causes.ts';
import type { PodTarget } from './connection.ts';
import { ClusterError } from './errors.ts';
import { limits } from './limits.ts';
import { onAbort } from './onAbort.ts';
import { openPodSocket, type WebSocket } from './openPodSocket.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { queryString, resourcePath } from './restPaths.ts';

/** One connection to a port of a pod: https://github.com/kubernetes/kubelet/blob/master/pkg/cri/streaming/portforward/websocket.go */
export async function forwardPort(
  server: ApiServer,
  { namespace, pod }: PodTarget,
  port: number,
  signal?: AbortSignal,
): Promise<Duplex> {
  const socket = await openPodSocket(server, {
    path: resourcePath(pods, { namespace, name: pod, subresource: 'portforward' }) + queryString({ ports: port }),
    protocols: ['v4.channel.k8s.io'],
    subject: { verb: 'get', resource: 'pods/portforward', namespace, name: pod },
    signal,
  });
  const forwarded = new ForwardedPort(socket, `port ${port} of pod ${pod}`);
  forwarded.on(
    'close',
    onAbort([signal, server.closing], () => forwarded.destroy(cancelled())),
  );
  return forwarded;
}

const dataChannel = 0;
const errorChannel = 1;
/** A WebSocket that ended without a farewell: the way to the pod broke, or its node is gone. */
const brokenOff = 1006;
/** Each channel begins with the number of the port, 16 bits. */
const greetingBytes = 2;
/** Bytes that may wait to be sent before the writer has to. */
const sendWindow = 1 << 20;
/** Milliseconds without data from the pod after which a connection that was ended here is closed. */
const lingering = 2000;

/**
 * The protocol has no half-close. What is ended here stays open until the other side ends it too, or is silent for
 * 2 s: the last answer arrives, and a server whose client vanished does not keep the session.
 */
class ForwardedPort extends Duplex {
  readonly #socket: WebSocket;
  readonly #what: string;
  readonly #greeted = [0, 0];
  #complaint = '';
  #linger: NodeJS.Timeout | undefined;
  /** The writer, while it has to wait. */
  #waiting: ((error?: Error | null) => void) | undefined;

  constructor(socket: WebSocket, what: string) {
    super({ allowHalfOpen: true, readableHighWaterMark: 1 << 18, writableHighWaterMark: 1 << 18 });
    this.#socket = socket;
    this.#what = what;
    socket.on('message', (data) => this.#receive(data as Buffer));
    socket.on('close', (code: number) => this.#closed(code));
    socket.on('error', () => undefined);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send([chunk], done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(
      chunks.map(({ chunk }) => chunk),
      done,
    );
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#lingerOn();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#linger);
    // What was written before still goes out ahead of the end of the connection.
    if (error) this.#socket.terminate();
    else this.#closeSoon();
    done(error);
  }

  #send(chunks: readonly Buffer[], done: (error?: Error | null) => void): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return done(this.#lost());
    socket.send(Buffer.concat([dataByte, ...chunks]), (error) => this.#sent(error));
    if (socket.bufferedAmount < sendWindow) return done();
    this.#waiting = done;
  }

  /** Goes on before everything is sent: the line never runs dry. */
  #sent(error: Error | null | undefined): void {
    const done = this.#waiting;
    if (!done || (!error && this.#socket.bufferedAmount >= sendWindow / 2)) return;
    this.#waiting = undefined;
    done(error ? this.#lost() : null);
  }

  #receive(message: Buffer): void {
    if (this.destroyed) return;
    const channel = message[0];
    if (channel !== dataChannel && channel !== errorChannel) return;
    let payload = message.subarray(1);
    const missing = greetingBytes - (this.#greeted[channel] ?? 0);
    if (missing > 0) {
      const skipped = Math.min(missing, payload.length);
      this.#greeted[channel] = greetingBytes - missing + skipped;
      payload = payload.subarray(skipped);
    }
    if (payload.length === 0) return;
    if (channel === errorChannel) {
      if (this.#complaint.length < limits.farewell) this.#complaint += payload.toString('utf8');
      return;
    }
    if (this.#linger) this.#lingerOn();
    if (!this.push(payload)) this.#socket.pause();
  }

  #closed(code: number): void {
    clearTimeout(this.#linger);
    const complaint = this.#complaint.trim().split('\n', 1)[0];
    if (complaint) {
      const message = say`The connection to ${this.#what} failed: ${foreign(complaint.replace(/\.$/, ''))}.`;
      this.destroy(new ClusterError('stream', message, say`Check that the pod runs and listens on this port.`));
    } else if (code === brokenOff && !this.writableEnded) {
      this.destroy(this.#lost());
    } else {
      this.push(null);
      this.end();
    }
  }

  #lingerOn(): void {
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => {
      // Silent because its reader is slow: that is no reason to end it.
      if (this.#socket.isPaused) this.#lingerOn();
      else this.#closeSoon();
    }, lingering);
  }

  #closeSoon(): void {
    const socket = this.#socket;
    socket.resume();
    socket.close(1000);
    // The peer need not agree.
    setTimeout(() => socket.terminate(), 1000).unref();
  }

  #lost(): ClusterError {
    return new ClusterError('stream', say`The connection to ${this.#what} was lost.`, say`Connect again.`);
  }
}

const dataByte = Buffer.from([dataChannel]);
