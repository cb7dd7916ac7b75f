import type { Suggestion } from '../contract/index.ts';
import { say } from './say.ts';

/** Names of the time zone database, UTC first; only UTC where the runtime does not know the others. */
export function suggestTimeZones(): readonly Suggestion[] {
  return [
    { value: 'UTC', detail: say`no daylight saving time` },
    ...knownTimeZones()
      .filter((zone) => zone !== 'UTC')
      .map((value) => ({ value })),
  ];
}

/** None where the runtime does not know them. */
export function knownTimeZones(): readonly string[] {
  if (typeof Intl !== 'object' || typeof Intl.supportedValuesOf !== 'function') return [];
  return Intl.supportedValuesOf('timeZone');
}
