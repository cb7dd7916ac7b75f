import type { OperatorVersion } from '../../contract/index.ts';
import { isBefore } from '../../vocabulary/isBefore.ts';

/**
 * Settings of postgresql.conf that the operator keeps to itself: the webhook refuses them, unless the value is the operator's
 * own anyway. Those that some releases leave to users count only in the ones that are known to keep them.
 * pkg/postgres/configuration.go (FixedConfigurationParameters, CnpgConfigurationSettings) of the releases from 1.15.0 to 1.30.0
 */
export function isFixedParameter(name: string, version?: OperatorVersion): boolean {
  if (fixed.has(name)) {
    const first = since.get(name);
    return first === undefined || version === undefined || !isBefore(version, first);
  }
  const last = until.get(name);
  return last !== undefined && version !== undefined && isBefore(version, last);
}

/** What the operator sets such a setting to, if it writes it down at all: this value is accepted. */
export function fixedValue(name: string): string | undefined {
  return ownValues.get(name);
}

const fixed: ReadonlySet<string> = new Set([
  'allow_system_table_mods',
  'archive_cleanup_command',
  'archive_command',
  'bonjour',
  'bonjour_name',
  'cluster_name',
  'config_file',
  'data_directory',
  'data_sync_retry',
  'event_source',
  'external_pid_file',
  'hba_file',
  'hot_standby',
  'ident_file',
  'jit_provider',
  'listen_addresses',
  'log_destination',
  'log_directory',
  'log_file_mode',
  'log_filename',
  'log_rotation_age',
  'log_rotation_size',
  'log_truncate_on_rotation',
  'logging_collector',
  'pg_failover_slots.primary_dsn',
  'pg_failover_slots.standby_slot_names',
  'port',
  'primary_conninfo',
  'primary_slot_name',
  'promote_trigger_file',
  'recovery_end_command',
  'recovery_min_apply_delay',
  'recovery_target',
  'recovery_target_action',
  'recovery_target_inclusive',
  'recovery_target_lsn',
  'recovery_target_name',
  'recovery_target_time',
  'recovery_target_timeline',
  'recovery_target_xid',
  'restart_after_crash',
  'restore_command',
  'shared_preload_libraries',
  'ssl',
  'ssl_ca_file',
  'ssl_cert_file',
  'ssl_crl_file',
  'ssl_dh_params_file',
  'ssl_ecdh_curve',
  'ssl_key_file',
  'ssl_passphrase_command',
  'ssl_passphrase_command_supports_reload',
  'ssl_prefer_server_ciphers',
  'stats_temp_directory',
  'synchronized_standby_slots',
  'synchronous_standby_names',
  'syslog_facility',
  'syslog_ident',
  'syslog_sequence_numbers',
  'syslog_split_messages',
  'temp_tablespaces',
  'unix_socket_directories',
  'unix_socket_group',
  'unix_socket_permissions',
]);

/** Taken in by the operator later than 1.15. */
const since: ReadonlyMap<string, OperatorVersion> = new Map([
  ['temp_tablespaces', '1.22'],
  ['pg_failover_slots.primary_dsn', '1.18.5'],
  ['pg_failover_slots.standby_slot_names', '1.27'],
  ['synchronized_standby_slots', '1.27'],
]);

/** Left to users from these releases on. */
const until: ReadonlyMap<string, OperatorVersion> = new Map([
  ['archive_timeout', '1.15.1'],
  ['huge_pages', '1.15.3'],
  ['ssl_ciphers', '1.20.5'],
  ['ssl_max_protocol_version', '1.20.5'],
  ['ssl_min_protocol_version', '1.20.5'],
  ['wal_level', '1.21.4'],
  ['wal_log_hints', '1.21.5'],
  ['full_page_writes', '1.23.5'],
]);

const ownValues: ReadonlyMap<string, string> = new Map([
  ['log_destination', 'csvlog'],
  ['log_directory', '/controller/log'],
  ['log_filename', 'postgres'],
  ['log_rotation_age', '0'],
  ['log_rotation_size', '0'],
  ['log_truncate_on_rotation', 'false'],
  ['logging_collector', 'on'],
  ['shared_preload_libraries', ''],
]);
