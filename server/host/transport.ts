import { createConnection as connectSocket } from 'node:net';
import type { Socket } from 'node:net';
import {
  IPCMessageReader,
  IPCMessageWriter,
  SocketMessageWriter,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { MessageReader, MessageWriter } from 'vscode-languageserver/node';
import { FrameReader } from './frameReader.ts';
import { encodeMessage } from './lsp/encodeMessage.ts';
import { guardedReader } from './lsp/guardedReader.ts';

const writing = { contentTypeEncoder: { name: 'application/json', encode: encodeMessage } };

/** How the editor is reached. */
export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

export interface TransportEvents {
  /** Something was left aside; what follows is read. */
  readonly report: (sentence: string) => void;
  /** Nothing more can come from the editor, for a reason that it should hear, or because it has gone. */
  readonly end: (sentence?: string) => void;
}

/** Opens what the arguments ask for: standard input and output without any. A sentence if they cannot be followed. */
export function openTransport(args: readonly string[], events: TransportEvents): Transport | string {
  for (const [index, arg] of args.entries()) {
    const [option, value = args[index + 1] ?? ''] = arg.split('=', 2);
    if (option === '--node-ipc') return openIpc(events);
    if (option === '--stdio') break;
    if (option === '--pipe') return value === '' ? '--pipe needs a name.' : openSocket(connectSocket(value), events);
    if (option === '--socket') {
      const port = Number(value);
      const isPort = Number.isInteger(port) && port > 0 && port < 65536;
      if (!isPort) return `--socket ${value}: write a port, such as --socket=5007.`;
      return openSocket(connectSocket(port, '127.0.0.1'), events);
    }
  }
  return openStdio(events);
}

function openStdio({ report, end }: TransportEvents): Transport {
  process.stdin.on('end', () => end());
  process.stdin.on('close', () => end());
  const reader = new FrameReader(process.stdin, { report, lost: end });
  return { reader: guardedReader(reader, report), writer: new StreamMessageWriter(process.stdout, writing) };
}

function openSocket(socket: Socket, { report, end }: TransportEvents): Transport {
  socket.on('error', (error) => end(`The editor cannot be reached: ${error.message}.`));
  socket.on('close', () => end());
  const reader = new FrameReader(socket, { report, lost: end });
  return { reader: guardedReader(reader, report), writer: new SocketMessageWriter(socket, writing) };
}

function openIpc({ report, end }: TransportEvents): Transport | string {
  if (!process.send) return '--node-ipc is for a process that Node has forked: use --stdio.';
  process.once('disconnect', () => end());
  return { reader: guardedReader(new IPCMessageReader(process), report), writer: new IPCMessageWriter(process) };
}
