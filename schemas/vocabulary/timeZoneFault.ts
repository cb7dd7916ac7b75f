import { nearestName } from './nearest.ts';
import { knownTimeZones } from './suggestTimeZones.ts';

/** What stands in the place of the name of a time zone that there is. */
export interface TimeZoneFault {
  /** The one that is most likely meant; `undefined`: none is near. */
  readonly meant: string | undefined;
}

/**
 * What is wrong with a name of the time zone database, as programs read it that look for a file of that name: upper and lower
 * case count. `undefined`: nothing, or the runtime does not know: a place that is new in a known region may be there.
 */
export function timeZoneFault(name: string): TimeZoneFault | undefined {
  const known = knownTimeZones();
  if (known.length === 0 || name === 'UTC' || known.includes(name)) return undefined;
  const folded = name.toLowerCase();
  const meant = known.find((each) => each.toLowerCase() === folded) ?? nearestName(name, known);
  if (isKnown(name)) {
    // The older name of another one, which begins as all do.
    const isWritten = name.split('/').every((part) => /^[A-Z]/.test(part));
    return isWritten && meant?.toLowerCase() !== folded ? undefined : { meant };
  }
  const [region = ''] = name.split('/');
  const isPlace = name.includes('/') && known.some((each) => each.startsWith(`${region}/`));
  return isPlace && meant === undefined ? undefined : { meant };
}

/** By any of its names, in any case. */
function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
