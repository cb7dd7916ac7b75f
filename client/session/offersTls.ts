import net from 'node:net';
import type { DatabaseAccess } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { databaseError } from './databaseError.ts';
import { readGreeting } from './readGreeting.ts';

/**
 * Whether the server encrypts sessions, asked before anybody logs in. Fails with `database`, the cause named.
 *
 * @param place.port of 127.0.0.1. `limit`: milliseconds.
 */
export async function offersTls(place: {
  readonly engine: DatabaseAccess['engine'];
  readonly port: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}): Promise<boolean> {
  const { engine, port, limit = 15_000, signal } = place;
  const where = { host: '127.0.0.1', port, limit, ...(signal ? { signal } : {}) };
  try {
    return engine === 'mysql' ? (await readGreeting(where)).encrypted : await answersYes(where);
  } catch (error) {
    if (signal?.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``, { cause: error });
    throw databaseError(error, { user: '', database: '', address: `${where.host}:${port}` });
  }
}

function answersYes(where: {
  readonly host: string;
  readonly port: number;
  readonly limit: number;
  readonly signal?: AbortSignal;
}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(where);
    const settle = (result: boolean | Error): void => {
      socket.destroy();
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    socket.setTimeout(where.limit, () => settle(new Error('timeout expired')));
    socket.on('connect', () => socket.write(sslRequest));
    socket.on('data', (chunk) => settle(chunk[0] === yes));
    socket.on('error', settle);
    socket.on('close', () => settle(new Error('Connection terminated unexpectedly')));
  });
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const yes = 'S'.charCodeAt(0);
