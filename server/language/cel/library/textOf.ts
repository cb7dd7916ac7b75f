import { burnText } from '../frame.ts';
import type { Frame } from '../frame.ts';
import { decodeUtf8 } from '../utf8.ts';
import { Duration, Failure, noSuchOverload, Opaque, Timestamp, Uint } from '../values.ts';
import type { Value } from '../values.ts';
import { powerOf } from './decimalText.ts';
import { durationText, timestampText } from './times.ts';

/** What `string(x)` returns, also for `%s` in a format. */
export function textOf(value: Value, frame: Frame): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return doubleText(value);
  if (value instanceof Uint) return String(value.value);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof Opaque) return value.toText?.() ?? noSuchOverload;
  if (!(value instanceof Uint8Array)) return noSuchOverload;
  const text = decodeUtf8(value);
  if (text !== undefined) burnText(frame, text);
  return text ?? new Failure('invalid UTF-8 in bytes');
}

/** Go's `%g`: in powers of ten below 0.0001, and from a million on. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const power = powerOf(value);
  if (value === 0 || (power >= -4 && power < 6)) return String(value);
  return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2');
}
