import type { KeyDictionary, KnownKey } from '../../contract/index.ts';
import { describeSetting, type Setting } from './describeSetting.ts';

/** Settings of PgBouncer, as `spec.proxy.pgBouncer.config.global` takes them. */
export const pgBouncerSettings: KeyDictionary = {
  keys: () => settings.filter((setting) => setting.owned !== true).map(describe),
  find: (key) => {
    const setting = findPgBouncerSetting(key);
    return setting && describe(setting);
  },
};

/** `undefined`: PgBouncer has no such setting, and does not start with it. */
export function findPgBouncerSetting(key: string): Setting | undefined {
  return byName.get(key);
}

export function pgBouncerNames(): string[] {
  return settings.map(({ name }) => name);
}

function describe(setting: Setting): KnownKey {
  return describeSetting(setting, setting.name, `https://www.pgbouncer.org/config.html#${setting.name}`);
}

const onOff = ['0', '1'];
const owned = (
  name: string,
  help = 'Set by the operator; another value cuts PgBouncer off from clients or from Postgres.',
): Setting => ({ name, help, owned: true });

/** As of PgBouncer 1.25, which comes with 6.0; what the operator sets stands in internal/pgbouncer/config.go. */
const settings: readonly Setting[] = [
  {
    name: 'pool_mode',
    values: ['session', 'transaction', 'statement'],
    usual: 'session',
    help: 'When a connection to Postgres is free for others. `session`: when the client leaves, which saves little. `transaction`: after each transaction, which is what poolers are for; session features (`SET`, advisory locks, `LISTEN`) no longer work. `statement`: after each statement, without transactions.',
  },
  {
    name: 'max_client_conn',
    sample: '1000',
    usual: '100',
    help: 'Clients that each pooler takes at once; more are refused.',
  },
  {
    name: 'default_pool_size',
    sample: '40',
    usual: '20',
    help: 'Connections to Postgres per pair of user and database, of each pooler. Poolers x pairs x this has to stay below `max_connections`.',
  },
  {
    name: 'min_pool_size',
    sample: '5',
    usual: '0',
    help: 'Connections that are kept open ahead, once somebody has come.',
  },
  {
    name: 'reserve_pool_size',
    sample: '5',
    usual: '0',
    help: 'Further connections for a pool whose clients wait longer than `reserve_pool_timeout`.',
  },
  {
    name: 'reserve_pool_timeout',
    sample: '5',
    usual: '5',
    help: 'Seconds of waiting after which the reserve is used.',
  },
  {
    name: 'max_db_connections',
    sample: '50',
    usual: '0',
    help: 'Connections to Postgres per database, of each pooler; 0 is no limit.',
  },
  {
    name: 'max_db_client_connections',
    sample: '500',
    usual: '0',
    help: 'Clients per database, of each pooler; 0 is no limit.',
  },
  {
    name: 'max_user_connections',
    sample: '50',
    usual: '0',
    help: 'Connections to Postgres per user, of each pooler; 0 is no limit.',
  },
  {
    name: 'max_user_client_connections',
    sample: '500',
    usual: '0',
    help: 'Clients per user, of each pooler; 0 is no limit.',
  },
  {
    name: 'max_prepared_statements',
    sample: '200',
    usual: '200',
    help: 'Prepared statements per connection that PgBouncer keeps track of, so that clients can use them with `transaction`. 0 turns that off. From PgBouncer 1.21 on.',
  },
  {
    name: 'ignore_startup_parameters',
    sample: 'extra_float_digits,options',
    help: 'Parameters that clients may send when they connect, and which are ignored; others are refused. The operator sets `extra_float_digits`, which your list has to repeat: JDBC sends it.',
  },
  {
    name: 'track_extra_parameters',
    sample: 'IntervalStyle',
    usual: 'IntervalStyle',
    help: 'Further parameters that follow a client from connection to connection.',
  },
  {
    name: 'server_round_robin',
    values: onOff,
    usual: '0',
    help: 'Whether connections are used in turn instead of the last one first.',
  },
  {
    name: 'application_name_add_host',
    values: onOff,
    usual: '0',
    help: 'Whether the address of the client is added to `application_name`, to be seen in Postgres.',
  },
  { name: 'disable_pqexec', values: onOff, usual: '0', help: 'Whether several statements in one text are refused.' },
  { name: 'stats_period', sample: '60', usual: '60', help: 'Seconds over which averages are made.' },
  {
    name: 'scram_iterations',
    sample: '4096',
    usual: '4096',
    help: 'Rounds of SCRAM for passwords that PgBouncer hashes itself.',
  },
  // Connections to Postgres
  {
    name: 'server_reset_query',
    sample: 'DISCARD ALL',
    usual: 'DISCARD ALL',
    help: 'What is run before another client gets the connection, with `session`.',
  },
  { name: 'server_reset_query_always', values: onOff, usual: '0', help: 'Whether it is run in other modes as well.' },
  {
    name: 'server_check_delay',
    sample: '30',
    usual: '30',
    help: 'Seconds after which a free connection is tested before it is used.',
  },
  { name: 'server_check_query', sample: 'SELECT 1', help: 'Query of that test.' },
  {
    name: 'server_fast_close',
    values: onOff,
    usual: '0',
    help: 'Whether connections of a setting that has changed close at once.',
  },
  { name: 'server_lifetime', sample: '3600', usual: '3600', help: 'Seconds after which a connection is replaced.' },
  {
    name: 'server_idle_timeout',
    sample: '600',
    usual: '600',
    help: 'Seconds after which a free connection is closed.',
  },
  { name: 'server_connect_timeout', sample: '15', usual: '15', help: 'Seconds for Postgres to let PgBouncer in.' },
  {
    name: 'server_login_retry',
    sample: '5',
    usual: '15',
    help: 'Seconds before it is tried again when Postgres is away. Shorter recovers sooner after a failover.',
  },
  {
    name: 'autodb_idle_timeout',
    sample: '3600',
    usual: '3600',
    help: 'Seconds after which the pool of a database that nobody uses is forgotten.',
  },
  {
    name: 'pool_idle_timeout',
    sample: '3600',
    usual: '0',
    help: 'Seconds after which a pool that nobody uses is forgotten; 0 is never.',
  },
  // Clients
  { name: 'client_login_timeout', sample: '60', usual: '60', help: 'Seconds for a client to log in.' },
  {
    name: 'client_idle_timeout',
    sample: '3600',
    usual: '0',
    help: 'Seconds after which a quiet client is thrown out; 0 is never.',
  },
  {
    name: 'idle_transaction_timeout',
    sample: '300',
    usual: '0',
    help: 'Seconds after which a client that sits in a transaction is thrown out; 0 is never.',
  },
  {
    name: 'transaction_timeout',
    sample: '600',
    usual: '0',
    help: 'Seconds after which a transaction is ended; 0 is never.',
  },
  {
    name: 'query_timeout',
    sample: '600',
    usual: '0',
    help: 'Seconds after which a query is ended; 0 is never. `statement_timeout` in Postgres is gentler.',
  },
  {
    name: 'query_wait_timeout',
    sample: '120',
    usual: '120',
    help: 'Seconds that a query waits for a connection before its client is thrown out; 0 is no limit.',
  },
  { name: 'query_wait_notify', sample: '5', usual: '5', help: 'Seconds of waiting after which a client is told so.' },
  {
    name: 'cancel_wait_timeout',
    sample: '10',
    usual: '10',
    help: 'Seconds that a request to cancel waits for a connection.',
  },
  {
    name: 'suspend_timeout',
    sample: '10',
    usual: '10',
    help: 'Seconds for clients to finish when PgBouncer restarts itself.',
  },
  { name: 'login_notify_message', sample: 'Welcome', help: 'Text that clients get when they connect.' },
  // TLS
  {
    name: 'client_tls_sslmode',
    values: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
    usual: 'require',
    help: 'Whether clients need TLS. `disable`, `allow` and `prefer` let passwords through in plain text.',
  },
  {
    name: 'client_tls_protocols',
    values: ['secure', 'all', 'tlsv1.2', 'tlsv1.3'],
    usual: 'secure',
    help: 'Versions of TLS that clients may use. `secure` is 1.2 and later.',
  },
  {
    name: 'client_tls_ciphers',
    sample: 'default',
    usual: 'default',
    help: 'Ciphers that clients may use, up to TLS 1.2.',
  },
  {
    name: 'client_tls13_ciphers',
    sample: 'TLS_AES_256_GCM_SHA384',
    help: 'Ciphers that clients may use with TLS 1.3.',
  },
  { name: 'client_tls_ecdhcurve', sample: 'auto', usual: 'auto', help: 'Curve for the exchange of keys.' },
  { name: 'client_tls_dheparams', sample: 'auto', usual: 'auto', help: 'Parameters for the exchange of keys.' },
  {
    name: 'server_tls_sslmode',
    values: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
    usual: 'verify-full',
    help: 'Whether Postgres has to show a certificate. Postgres takes nothing without TLS; less than `verify-full` lets others pose as it.',
  },
  {
    name: 'server_tls_protocols',
    values: ['secure', 'all', 'tlsv1.2', 'tlsv1.3'],
    usual: 'secure',
    help: 'Versions of TLS towards Postgres.',
  },
  { name: 'server_tls_ciphers', sample: 'default', usual: 'default', help: 'Ciphers towards Postgres, up to TLS 1.2.' },
  { name: 'server_tls13_ciphers', sample: 'TLS_AES_256_GCM_SHA384', help: 'Ciphers towards Postgres with TLS 1.3.' },
  // People and log
  {
    name: 'admin_users',
    sample: 'admin',
    help: 'Users that may command PgBouncer in its database `pgbouncer`, separated by commas.',
  },
  {
    name: 'stats_users',
    sample: 'monitor',
    help: "Users that may look at numbers in its database `pgbouncer`. With metrics of `instrumentation` it is the operator's.",
  },
  {
    name: 'auth_type',
    values: ['scram-sha-256', 'md5', 'hba', 'cert', 'plain', 'trust', 'any', 'pam', 'ldap'],
    help: 'How clients prove who they are. Without it by the passwords in Postgres.',
  },
  {
    name: 'auth_hba_file',
    sample: '/etc/pgbouncer/hba.conf',
    help: 'Rules about who may connect, with `auth_type: hba`. A file of `config.files`.',
  },
  {
    name: 'auth_ident_file',
    sample: '/etc/pgbouncer/ident.conf',
    help: 'Names of certificates and the users they mean, with `auth_type: hba`.',
  },
  { name: 'auth_dbname', sample: 'postgres', help: 'Database in which passwords are looked up.' },
  {
    name: 'auth_ldap_options',
    sample: 'ldapurl="..."',
    help: 'Options of a directory server, with `auth_type: ldap`.',
  },
  { name: 'log_connections', values: onOff, usual: '1', help: 'Whether logins are logged.' },
  { name: 'log_disconnections', values: onOff, usual: '1', help: 'Whether leaving clients are logged, and why.' },
  { name: 'log_pooler_errors', values: onOff, usual: '1', help: 'Whether errors that clients get are logged.' },
  { name: 'log_stats', values: onOff, usual: '1', help: 'Whether numbers are logged every `stats_period`.' },
  { name: 'verbose', values: ['0', '1', '2', '3'], usual: '0', help: 'How much is logged.' },
  {
    name: 'logfile',
    sample: '/tmp/logs/pgbouncer/pgbouncer.log',
    help: 'Log file, which has to end with `.log` from 6.0 on. Without it the log goes to the output of the container.',
  },
  { name: 'syslog', values: onOff, usual: '0', help: 'Whether the log goes to syslog, which these pods do not have.' },
  { name: 'syslog_ident', sample: 'pgbouncer', usual: 'pgbouncer', help: 'Name in syslog.' },
  { name: 'syslog_facility', sample: 'daemon', usual: 'daemon', help: 'Facility in syslog.' },
  // Network
  {
    name: 'dns_max_ttl',
    sample: '15',
    usual: '15',
    help: 'Seconds for which names are remembered, after a failover too.',
  },
  {
    name: 'dns_nxdomain_ttl',
    sample: '15',
    usual: '15',
    help: 'Seconds for which names that do not exist are remembered.',
  },
  {
    name: 'dns_zone_check_period',
    sample: '0',
    usual: '0',
    help: 'Seconds between looks whether a zone has changed; 0 is never.',
  },
  { name: 'resolv_conf', sample: '/etc/resolv.conf', help: 'Other file for name servers.' },
  { name: 'pkt_buf', sample: '4096', usual: '4096', help: 'Buffer per connection, in bytes.' },
  { name: 'max_packet_size', sample: '2147483647', usual: '2147483647', help: 'Largest packet, in bytes.' },
  { name: 'listen_backlog', sample: '128', usual: '128', help: 'Clients that wait to be let in.' },
  { name: 'sbuf_loopcnt', sample: '5', usual: '5', help: 'How often one connection is served before the next.' },
  { name: 'so_reuseport', values: onOff, usual: '0', help: 'Whether several processes may share the port.' },
  { name: 'peer_id', sample: '0', usual: '0', help: 'Number among processes that share a port.' },
  { name: 'tcp_defer_accept', sample: '1', help: 'Whether a client counts only once it sends something.' },
  { name: 'tcp_socket_buffer', sample: '0', help: "Buffer of the socket, in bytes; 0 is the system's." },
  { name: 'tcp_keepalive', values: onOff, usual: '1', help: 'Whether quiet connections are kept alive.' },
  { name: 'tcp_keepcnt', sample: '3', help: 'Unanswered probes after which a connection counts as dead.' },
  { name: 'tcp_keepidle', sample: '60', help: 'Quiet seconds before the first probe.' },
  { name: 'tcp_keepintvl', sample: '20', help: 'Seconds between probes.' },
  {
    name: 'tcp_user_timeout',
    sample: '0',
    usual: '0',
    help: "Milliseconds that sent data may stay unacknowledged; 0 is the system's.",
  },
  // The operator's
  owned('auth_file'),
  owned('auth_query'),
  owned('auth_user'),
  owned('client_tls_cert_file'),
  owned('client_tls_key_file'),
  owned('client_tls_ca_file'),
  owned('server_tls_ca_file'),
  owned('server_tls_cert_file', 'Certificate towards Postgres. The pooler logs in by password.'),
  owned('server_tls_key_file', 'Key towards Postgres. The pooler logs in by password.'),
  owned('listen_addr'),
  owned(
    'listen_port',
    'Set by the operator from `proxy.pgBouncer.port`: another one is not where the Service sends clients.',
  ),
  owned('unix_socket_dir', 'Turned off by the operator, as the file system is read-only.'),
  owned('unix_socket_mode', 'Permissions of the socket, which is turned off.'),
  owned('unix_socket_group', 'Group of the socket, which is turned off.'),
  owned('conffile', 'Always set by the operator.'),
  owned('pidfile', 'File with the number of the process. There is no place for it in these pods.'),
  owned('user', 'System user to become. These pods may not change theirs.'),
  owned('service_name', 'Name of the service on Windows.'),
  owned('job_name', 'Old form of `service_name`.'),
];

const byName = new Map(settings.map((setting) => [setting.name, setting]));
