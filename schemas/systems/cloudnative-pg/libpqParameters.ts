import { SSL_MODES } from '../../vocabulary/sslModes.ts';
import { dictionaryOf, type KeyRow, quoted } from '../../vocabulary/keyDictionary.ts';
import { say } from '../../vocabulary/say.ts';

/**
 * Words of a connection string that have a use in `connectionParameters`. Password and certificates are put there by the
 * operator. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
 */
const rows: readonly KeyRow[] = [
  {
    key: 'host',
    help: 'Name or address of the server, such as the Service `origin-rw.prod.svc`.',
    insert: 'origin-rw',
  },
  { key: 'hostaddr', help: 'Address of the server, so that no name has to be resolved.' },
  { key: 'port', help: 'Port of the server, 5432 if left out.', insert: quoted('5432') },
  {
    key: 'user',
    help: 'Role to log in as. `pg_basebackup` and replicas need one that may replicate, such as `streaming_replica`.',
    insert: 'streaming_replica',
  },
  { key: 'dbname', help: 'Database to connect to. If left out it is named like the role.', insert: 'postgres' },
  {
    key: 'sslmode',
    help: 'What is asked of TLS. `verify-full` needs `sslRootCert` beside `connectionParameters`.',
    values: SSL_MODES.map(({ name, help }) => ({ value: name, help })),
    insert: 'verify-full',
  },
  {
    key: 'channel_binding',
    help: 'Whether the login is tied to the TLS connection.',
    values: [{ value: 'require' }, { value: 'prefer' }, { value: 'disable' }],
  },
  { key: 'connect_timeout', help: 'Seconds that connecting may take; without it forever.', insert: quoted('10') },
  { key: 'application_name', help: 'Name that the server sees. Synchronous replication knows replicas by it.' },
  { key: 'options', help: 'Settings for the session, such as `-c statement_timeout=0`.' },
  { key: 'keepalives_idle', help: 'Quiet seconds after which the connection is probed.', insert: quoted('30') },
  { key: 'keepalives_interval', help: 'Seconds between two probes.', insert: quoted('10') },
  {
    key: 'keepalives_count',
    help: 'Unanswered probes after which the connection counts as dead.',
    insert: quoted('3'),
  },
  { key: 'tcp_user_timeout', help: 'Milliseconds that sent data may stay unacknowledged.', insert: quoted('5000') },
  {
    key: 'target_session_attrs',
    help: 'Which of several hosts will do.',
    values: [{ value: 'read-write', detail: say`the primary` }, { value: 'any' }, { value: 'prefer-standby' }],
    insert: 'read-write',
  },
];

export const libpqParameters = dictionaryOf(rows);
