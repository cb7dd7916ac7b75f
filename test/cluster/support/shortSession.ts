import { Socket } from 'node:net';
import { Client } from 'pg';

export interface Login {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Logs in over TLS, asks one question, and goes as psql on Windows or a killed program goes: with a reset in place of a farewell. */
export async function askAndReset(login: Login, sql: string): Promise<unknown> {
  const socket = new Socket();
  const client = clientOn(socket, login);
  // Its own end is an error to it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    socket.resetAndDestroy();
  }
}

/** A session that stays until it is ended. */
export async function openSession(login: Login): Promise<Client> {
  const client = clientOn(new Socket(), login);
  await client.connect();
  return client;
}

function clientOn(socket: Socket, login: Login): Client {
  return new Client({
    ...{ ...login, host: '127.0.0.1', stream: () => socket, ssl: { rejectUnauthorized: false } },
    connectionTimeoutMillis: 60_000,
    query_timeout: 120_000,
  });
}
