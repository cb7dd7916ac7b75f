import net from 'node:net';

export interface Greeting {
  readonly version: string;
  readonly inRecovery: false;
  readonly encrypted: boolean;
}

/**
 * What a MySQL server says first, before anybody has logged in.
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html
 *
 * @param place.limit milliseconds.
 */
export function readGreeting(place: {
  readonly host: string;
  readonly port: number;
  readonly limit: number;
  readonly signal?: AbortSignal;
}): Promise<Greeting> {
  const { host, port, limit, signal } = place;
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, ...(signal ? { signal } : {}) });
    let read = Buffer.alloc(0);
    const settle = (result: Greeting | Error): void => {
      socket.destroy();
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    socket.setTimeout(limit, () => settle(new Error('timeout expired')));
    socket.on('error', settle);
    socket.on('close', () => settle(new Error('Connection terminated unexpectedly')));
    socket.on('data', (chunk) => {
      read = Buffer.concat([read, chunk]);
      const result = greetingIn(read);
      if (result) settle(result);
    });
  });
}

/** `undefined`: it is not all there yet. */
function greetingIn(read: Buffer): Greeting | Error | undefined {
  if (read.length < headerLength) return undefined;
  const length = read.readUIntLE(0, 3);
  if (length === 0 || length > longestGreeting) return new Error('what answers does not speak the MySQL protocol');
  if (read.length < headerLength + length) return undefined;
  const packet = read.subarray(headerLength, headerLength + length);
  if (packet[0] === errorPacket) return serverError(packet);
  const end = packet.indexOf(0, 1);
  if (packet[0] !== protocolVersion || end === -1) return new Error('what answers does not speak the MySQL protocol');
  const version = packet.toString('utf8', 1, end);
  // Behind the name: connection id (4), first part of the challenge (8), filler (1), capabilities (2).
  const at = end + 1 + 4 + 8 + 1;
  const capabilities = packet.length >= at + 2 ? packet.readUInt16LE(at) : 0;
  return { version, inRecovery: false, encrypted: (capabilities & offersEncryption) !== 0 };
}

/** Too many connections, or a host that is blocked: said instead of a greeting. */
function serverError(packet: Buffer): Error {
  const code = packet.length >= 3 ? packet.readUInt16LE(1) : 0;
  return new Error(`${packet.toString('utf8', 3).replace(/^#\w{5}/, '')} (error ${code})`);
}

const headerLength = 4;
const longestGreeting = 64 * 1024;
const protocolVersion = 10;
const errorPacket = 0xff;
const offersEncryption = 0x0800;
