import { parseQuantity, type Quantity } from '../../vocabulary/quantity.ts';

/** Values of settings, as the operator's webhook reads them. PostgreSQL itself reads some of them in another way. */

/** Settings whose values the webhook reads, and refuses if it cannot. */
export const readByWebhook: ReadonlySet<string> = new Set([
  'hot_standby_feedback',
  'max_wal_size',
  'min_wal_size',
  'shared_buffers',
  'sync_replication_slots',
  'wal_level',
  'wal_log_hints',
]);

/** pkg/postgres/booleans.go (ParsePostgresConfigBoolean) */
export function postgresBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['1', 'on', 'y', 'ye', 'yes', 't', 'tr', 'tru', 'true'].includes(word)) return true;
  return ['0', 'of', 'off', 'n', 'no', 'f', 'fa', 'fal', 'fals', 'false'].includes(word) ? false : undefined;
}

/** A size; a number without a unit counts as megabytes. internal/webhook/v1/cluster_webhook.go (parsePostgresQuantityValue) */
export function postgresSize(text: string): Quantity | undefined {
  const written = /^[+-]?\d+$/.test(text) ? `${text}MB` : text;
  if (!written.endsWith('B')) return undefined;
  const number = written.slice(0, -1).replaceAll(' ', '');
  return parseQuantity(/^[+-]?\d+$/.test(number) ? number : `${number}i`.replace('ki', 'Ki'));
}
