import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { until } from '../../support/until.ts';

export interface WriterOptions {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Has a table `written (number int)`. */
  readonly database: string;
}

/** An application that writes numbers, one a transaction, and comes back to the same address when its connection breaks. */
export interface Writer {
  /** What the server has said to be committed, in order. */
  readonly acknowledged: readonly number[];
  /** How often it had to connect. */
  readonly connections: number;
  /** Longest time between two acknowledgements since the last call, in milliseconds. */
  takeLongestGap(): number;
  /** Comes back when so many more were acknowledged. */
  whenWritten(more: number): Promise<void>;
  stop(): Promise<void>;
}

export function startWriter(options: WriterOptions): Writer {
  const acknowledged: number[] = [];
  let next = 0;
  let connections = 0;
  let stopped = false;
  // A function: the compiler would not see that it changes meanwhile.
  const goesOn = () => !stopped;
  let last = Date.now();
  let longest = 0;

  const writeUntilBroken = async () => {
    const { port, user, password, database } = options;
    const ssl = { rejectUnauthorized: false };
    const client = new Client({
      host: '127.0.0.1',
      port,
      user,
      password,
      database,
      ssl,
      connectionTimeoutMillis: 60_000,
    });
    // A query on a broken connection fails by itself.
    client.on('error', () => undefined);
    try {
      await client.connect();
      connections += 1;
      while (goesOn()) {
        // A number is never tried twice: one that was written without an answer is no duplicate.
        const number = next++;
        await client.query('INSERT INTO written VALUES ($1)', [number]);
        acknowledged.push(number);
        longest = Math.max(longest, Date.now() - last);
        last = Date.now();
        // A write every few milliseconds meets the moment of a failover as surely as one after the other, and leaves it the processor.
        await sleep(10);
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  const writing = (async () => {
    while (goesOn()) {
      try {
        await writeUntilBroken();
      } catch {
        // That is what it is about: it comes back.
        await sleep(20);
      }
    }
  })();

  return {
    acknowledged,
    get connections() {
      return connections;
    },
    takeLongestGap() {
      const gap = longest;
      longest = 0;
      return gap;
    },
    async whenWritten(more) {
      const wanted = acknowledged.length + more;
      await until(
        () => acknowledged.length >= wanted,
        () => `Nothing has been written for long: ${String(acknowledged.length)} rows`,
      );
    },
    async stop() {
      stopped = true;
      await writing;
    },
  };
}
