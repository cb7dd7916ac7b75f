import type { OperatorVersion } from '../../contract/index.ts';
import { dictionaryOf, type KeyRow, quoted } from '../../vocabulary/keyDictionary.ts';
import { say } from '../../vocabulary/say.ts';

/**
 * Settings of pgbouncer.ini that the operator lets through, and since which release: the webhook refuses all others.
 * internal/webhook/v1/pooler_webhook.go (AllowedPgbouncerGenericConfigurationParameters) of the releases from 1.15.0 to 1.30.0;
 * what they do: https://www.pgbouncer.org/config.html
 */
const rows: readonly (KeyRow & { readonly since?: OperatorVersion })[] = [
  // Pools
  row('default_pool_size', '20', 'Connections to the server for each pair of role and database, per pod.'),
  row(
    'min_pool_size',
    '5',
    'Connections that are kept open though nobody needs them, so that a sudden load is served at once.',
  ),
  row(
    'reserve_pool_size',
    '5',
    'Connections beyond `default_pool_size` for clients that wait longer than `reserve_pool_timeout`.',
  ),
  row('reserve_pool_timeout', '5', 'Seconds that a client waits before it may use the reserve.'),
  row(
    'max_client_conn',
    '1000',
    'Clients at the same time, per pod. Each needs a file: the limit of the container counts too. 100 if left out.',
  ),
  row('max_db_connections', '50', 'Connections to each database, per pod, all roles together. 0 is no limit.'),
  row('max_user_connections', '50', 'Connections of each role, per pod. 0 is no limit.'),
  row(
    'max_prepared_statements',
    '200',
    'Prepared statements that each connection remembers. Above 0 they work with `poolMode: transaction` too.',
    '1.19.6',
  ),
  row('autodb_idle_timeout', '3600', 'Seconds after which the pools of a database that nobody uses are given up.'),
  row('server_round_robin', '1', 'Uses connections in turn instead of the one that was last given back.', undefined, [
    '0',
    '1',
  ]),
  // Times
  row('client_idle_timeout', '0', 'Seconds after which a quiet client is disconnected. 0 never.'),
  row('client_login_timeout', '60', 'Seconds that a client has to log in.'),
  row(
    'idle_transaction_timeout',
    '60',
    'Seconds after which a client is disconnected that leaves a transaction open. 0 never.',
  ),
  row(
    'query_timeout',
    '0',
    'Seconds that a query may run. 0 is no limit; better set `statement_timeout` in PostgreSQL.',
  ),
  row(
    'query_wait_timeout',
    '120',
    'Seconds that a query waits for a connection. Then the client is disconnected. 0 waits forever.',
  ),
  row('cancel_wait_timeout', '10', 'Seconds that a request to cancel waits for a connection.', '1.25'),
  row('server_connect_timeout', '15', 'Seconds that a connection to the server may take to come up.'),
  row('server_idle_timeout', '600', 'Seconds after which a connection that nobody uses is closed.'),
  row(
    'server_lifetime',
    '3600',
    'Seconds after which a connection is closed once it is given back, so that load spreads again after a failover.',
  ),
  row(
    'server_login_retry',
    '15',
    'Seconds between two tries to reach a server that refuses. Lower it, and clients wait less after a failover.',
  ),
  row('suspend_timeout', '10', 'Seconds that suspending waits for what is in the buffers.', '1.25'),
  row('dns_max_ttl', '15', 'Seconds that addresses are remembered.', '1.25'),
  row('dns_nxdomain_ttl', '15', 'Seconds that a name without an address is remembered as such.', '1.25'),
  // What is done with connections
  row('server_check_delay', '30', 'Seconds of quiet after which a connection is tried before it is given out.'),
  row('server_check_query', 'select 1', 'Query with which a connection is tried. Empty tries none.'),
  row(
    'server_fast_close',
    '0',
    'Closes connections at the end of the transaction instead of the session, when they are to be replaced.',
    undefined,
    ['0', '1'],
  ),
  row(
    'server_reset_query',
    'DISCARD ALL',
    'Query that cleans a connection up before the next client gets it, with `poolMode: session`.',
  ),
  row(
    'server_reset_query_always',
    '0',
    'Runs that query with `poolMode: transaction` too. It helps against broken clients, and breaks others.',
    undefined,
    ['0', '1'],
  ),
  row(
    'ignore_startup_parameters',
    'extra_float_digits',
    'Parameters of clients that are passed over instead of refused, such as `search_path` from JDBC. The operator adds `extra_float_digits` and `options`.',
  ),
  row(
    'track_extra_parameters',
    'IntervalStyle',
    'Parameters that PgBouncer sets again when a client gets another connection. With Citus also others.',
    '1.25',
  ),
  row(
    'application_name_add_host',
    '0',
    'Adds address and port of the client to `application_name`, so that the server shows who it is.',
    undefined,
    ['0', '1'],
  ),
  row('disable_pqexec', '0', 'Refuses several statements in one query, a help against SQL injection.', undefined, [
    '0',
    '1',
  ]),
  // Logins and TLS
  row(
    'auth_type',
    'hba',
    'How clients log in. `hba` leaves it to the lines of `pg_hba`, and is what the operator sets.',
    '1.25.4',
    ['hba', 'scram-sha-256', 'md5', 'cert'],
  ),
  row('client_tls_sslmode', 'require', 'What is asked of clients about TLS. The operator sets `prefer`.', '1.25.4', [
    'prefer',
    'require',
    'verify-ca',
    'verify-full',
    'allow',
    'disable',
  ]),
  row('client_tls_ciphers', 'fast', 'Ciphers for clients up to TLS 1.2.', '1.27.4'),
  row('client_tls13_ciphers', '', 'Ciphers for clients with TLS 1.3. PgBouncer 1.25.', '1.27.4'),
  row(
    'server_tls_sslmode',
    'verify-ca',
    'What is asked of the server about TLS. The operator sets `verify-ca`.',
    '1.25.4',
    ['prefer', 'require', 'verify-ca', 'verify-full', 'allow', 'disable'],
  ),
  row('server_tls_ciphers', 'fast', 'Ciphers for the server up to TLS 1.2.', '1.25'),
  row('server_tls13_ciphers', '', 'Ciphers for the server with TLS 1.3. PgBouncer 1.25.', '1.27.4'),
  row('server_tls_protocols', 'secure', 'Versions of TLS for the server; `secure` is 1.2 and 1.3.', '1.25', [
    'secure',
    'all',
    'tlsv1.3',
    'tlsv1.2',
  ]),
  // Logs
  row('log_connections', '1', 'Logs each login.', undefined, ['0', '1']),
  row('log_disconnections', '1', 'Logs each end of a session with its reason.', undefined, ['0', '1']),
  row('log_pooler_errors', '1', 'Logs errors that PgBouncer sends to clients.', undefined, ['0', '1']),
  row('log_stats', '0', 'Logs numbers every `stats_period`. Off, because the exporter has them.', undefined, [
    '0',
    '1',
  ]),
  row('stats_period', '60', 'Seconds between two rows of numbers.'),
  row('verbose', '0', 'How much is logged besides, from 0 to 3.', undefined, ['0', '1', '2', '3']),
  // The network
  row('listen_backlog', '128', 'Connections that may wait to be accepted.', '1.25'),
  row('max_packet_size', '2147483647', 'Largest message that goes through, in bytes: a query or a row.', '1.25'),
  row('pkt_buf', '4096', 'Bytes of the buffer of each connection. Two for each client.', '1.25'),
  row('sbuf_loopcnt', '5', 'How often one connection is served before the next one is.', '1.25'),
  row('tcp_defer_accept', '0', 'Whether a connection counts only once something has come through it.', '1.25'),
  row('tcp_socket_buffer', '0', "Bytes of the system's buffer for each connection. 0 leaves it to the system.", '1.25'),
  row('tcp_keepalive', '1', 'Whether quiet connections are probed.', '1.15.4', ['0', '1']),
  row('tcp_keepcnt', '3', 'Unanswered probes after which a connection counts as dead.', '1.15.4'),
  row('tcp_keepidle', '30', 'Quiet seconds after which a connection is probed.', '1.15.4'),
  row('tcp_keepintvl', '10', 'Seconds between two probes.', '1.15.4'),
  row('tcp_user_timeout', '5000', 'Milliseconds that sent data may stay unacknowledged.', '1.15.4'),
];

export const pgBouncerParameters = dictionaryOf(rows);

/** The release that first lets a setting through; `''`: all do; `undefined`: none does. */
export function allowedSince(name: string): OperatorVersion | undefined {
  return since.get(name);
}

/** Names of all settings that some release lets through. */
export function allowedParameters(): readonly string[] {
  return [...since.keys()];
}

const since: ReadonlyMap<string, OperatorVersion> = new Map(rows.map((each) => [each.key, each.since ?? '']));

function row(
  key: string,
  sample: string,
  help: string,
  from?: OperatorVersion,
  values?: readonly string[],
): KeyRow & { readonly since?: OperatorVersion } {
  return {
    key,
    help,
    insert: quoted(sample),
    ...(from === undefined ? {} : { since: from, detail: say`since ${from}` }),
    ...(values === undefined ? {} : { values: values.map((value) => ({ value })) }),
  };
}
