import type { ManifestNode } from '../../contract/index.ts';
import { isWritten } from '../../vocabulary/read.ts';

/** Fields of `recoveryTarget` that end recovery somewhere. */
export const targetFields = ['targetTime', 'targetLSN', 'targetName', 'targetXID', 'targetImmediate'] as const;

/** Those that are written; an empty text counts as absent. */
export function writtenTargets(target: ManifestNode): readonly ManifestNode[] {
  return targetFields.map((field) => target.at(field)).filter((node) => isWritten(node) && node.value !== '');
}

/**
 * Whether the operator can read a `targetTime`: as in RFC 3339, or as PostgreSQL prints it, both down to seconds.
 * https://github.com/cloudnative-pg/machinery/blob/v0.5.0/pkg/types/time.go
 */
export function parseTargetTime(text: string): { readonly hasZone: boolean } | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}(?::?\d{2}(?::\d{2})?)?)?$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', zone] = match;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const isReal = between(month, 1, 12) && between(day, 1, days) && between(hour, 0, 23) && between(minute, 0, 59);
  return isReal && between(second, 0, 60) ? { hasZone: zone !== undefined } : undefined;
}

/** Such a time out of one that lacks seconds or is written with slashes; `undefined`: anyone's guess. */
export function repairTargetTime(text: string): string | undefined {
  const match =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', zone = 'Z'] = match;
  const two = (digits: string) => digits.padStart(2, '0');
  const offset = /^(?:Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?/, '$1:');
  const repaired = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${offset}`;
  return parseTargetTime(repaired) ? repaired : undefined;
}

function between(digits: string, low: number, high: number): boolean {
  return Number(digits) >= low && Number(digits) <= high;
}
