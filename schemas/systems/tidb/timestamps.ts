import type { ManifestNode, Said } from '../../contract/index.ts';
import { say } from '../../vocabulary/say.ts';
import { textOf } from '../../vocabulary/read.ts';

/**
 * Points in time as the operators read them: a TSO, a time in the operator's own zone, or one with a zone.
 * pingcap/tidb-operator v1.6.6 pkg/apis/util/config/config.go (ParseTSString)
 */
export type Timestamp =
  | { readonly kind: 'tso'; readonly date: Date }
  | { readonly kind: 'zoned'; readonly date: Date }
  /** The zone is that of the operator's process. */
  | { readonly kind: 'local' };

/** `undefined`: the operator refuses the text. */
export function parseTimestamp(text: string): Timestamp | undefined {
  if (/^\d{1,20}$/.test(text)) {
    const value = BigInt(text);
    return value < 1n << 64n ? { kind: 'tso', date: new Date(Number(value >> 18n)) } : undefined;
  }
  const match = /^(\d{4})-(\d\d)-(\d\d)([ T])(\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (match === null || !isDay(match) || !isTimeOfDay(match)) return undefined;
  const [, , , , between, , , , zone] = match;
  if (between === ' ') return zone === undefined ? { kind: 'local' } : undefined;
  if (zone === undefined || !isZone(zone)) return undefined;
  return { kind: 'zoned', date: new Date(text.replace(',', '.')) };
}

function isDay([, year, month, day]: readonly string[]): boolean {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isTimeOfDay([, , , , , hour, minute, second]: readonly string[]): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isZone(zone: string): boolean {
  return zone === 'Z' || (Number(zone.slice(1, 3)) <= 24 && Number(zone.slice(4)) < 60);
}

/** A TSO holds milliseconds, and a counter in its last 18 bits. */
export function explainTimestamp(node: ManifestNode): Said | undefined {
  const timestamp = parseTimestamp(textOf(node) ?? '');
  if (timestamp === undefined) return undefined;
  if (timestamp.kind === 'local') return say`In the time zone of the operator's pod, which is mostly UTC.`;
  const milliseconds = timestamp.date.getTime();
  if (Number.isNaN(milliseconds)) return undefined;
  return say`${timestamp.date.toISOString().replace('T', ' ').slice(0, 19)} UTC.`;
}
