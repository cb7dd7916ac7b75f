import type { KnownLine } from '../contract/index.ts';
import { say } from './say.ts';

/** Lines of PostgreSQL, and of its clients, whose cause is mostly the same. */
export const postgresLines: readonly KnownLine[] = [
  {
    text: 'no pg_hba.conf entry for host',
    meaning: say`No rule of pg_hba.conf lets this client in: it may have to encrypt (sslmode=require), or lacks a rule for its user and database.`,
  },
  {
    text: 'pg_hba.conf rejects connection',
    meaning: say`A rule of pg_hba.conf turns this client away, mostly because it does not encrypt: connect with sslmode=require.`,
  },
  {
    text: 'password authentication failed',
    meaning: say`The password is not that of the role: what the client uses may be older than the Secret.`,
  },
  {
    text: 'remaining connection slots are reserved',
    meaning: say`All connections are taken: end some, put a pooler in front, or raise max_connections.`,
  },
  {
    text: 'could not write to file',
    meaning: say`PostgreSQL cannot write: the volume is full, or read-only.`,
  },
  {
    text: 'no space left on device',
    meaning: say`The volume is full. Enlarge it; if it is WAL that fills it, the archive or a replication slot is stuck.`,
  },
  {
    text: 'permission denied for schema public',
    meaning: say`From PostgreSQL 15 on only the owner of a database makes tables in schema public: make the role its owner, or grant CREATE.`,
  },
];
