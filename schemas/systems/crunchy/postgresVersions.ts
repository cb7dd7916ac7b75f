import type { OperatorVersion, SuggestContext, Suggestion } from '../../contract/index.ts';
import { numberOf } from '../../vocabulary/read.ts';
import { isBefore } from '../../vocabulary/isBefore.ts';
import { say } from '../../vocabulary/say.ts';

/**
 * Major versions of Postgres, newest first: the day of the last release (https://www.postgresql.org/support/versioning/), the
 * operator versions whose installers bring an image for it, from `since` on and before `until`, and those with PostGIS. Read off
 * the installers in CrunchyData/postgres-operator-examples, and config/manager/manager.yaml of the tags.
 */
interface PostgresMajor {
  readonly major: number;
  readonly lastRelease: string;
  readonly since: OperatorVersion;
  readonly until?: OperatorVersion;
  /** PostGIS version, and the operator version that first brings it. */
  readonly postgis: Readonly<Record<string, OperatorVersion>>;
}

const majors: readonly PostgresMajor[] = [
  { major: 18, lastRelease: '2030-11-14', since: '5.8.4', postgis: { '3.6': '5.8.4' } },
  { major: 17, lastRelease: '2029-11-08', since: '5.7', postgis: { '3.6': '5.8.4', '3.5': '5.8', '3.4': '5.7' } },
  { major: 16, lastRelease: '2028-11-09', since: '5.5', postgis: { '3.4': '5.5', '3.3': '5.5' } },
  { major: 15, lastRelease: '2027-11-11', since: '5.3', postgis: { '3.3': '5.3' } },
  {
    major: 14,
    lastRelease: '2026-11-12',
    since: '5.0',
    until: '5.5',
    postgis: { '3.3': '5.3', '3.2': '5.2', '3.1': '5.0' },
  },
  { major: 13, lastRelease: '2025-11-13', since: '5.0', until: '5.4', postgis: { '3.1': '5.0', '3.0': '5.2' } },
];

/**
 * Majors for which the operator's installers bring an image, with this PostGIS if one is named; of an unknown version all that any
 * brought.
 */
export function majorsWithImage(version: OperatorVersion | undefined, postgis?: string): readonly number[] {
  return majors
    .filter(({ since, until }) => isIn(version, since, until))
    .filter((each) => postgis === undefined || isIn(version, each.postgis[postgis] ?? 'never'))
    .map(({ major }) => major);
}

export function suggestPostgresVersions({ version }: Pick<SuggestContext, 'version'>): Suggestion[] {
  return majors
    .filter(({ since, until }) => isIn(version, since, until))
    .map(({ major, lastRelease }) => ({
      value: major,
      detail: say`end of life ${lastRelease}`,
      lastDay: lastRelease,
      help: say`Postgres ${major} gets fixes from the Postgres project until ${lastRelease}.`,
    }));
}

/** Versions of PostGIS that have an image for the cluster's `postgresVersion`. */
export function suggestPostgisVersions({ resource, version }: SuggestContext): Suggestion[] {
  const wanted = numberOf(resource.root.at('spec', 'postgresVersion'));
  const found = majors
    .filter(({ major }) => wanted === undefined || major === wanted)
    .flatMap(({ postgis }) => Object.entries(postgis))
    .filter(([, since]) => isIn(version, since))
    .map(([value]) => value);
  return [...new Set(found)]
    .sort()
    .reverse()
    .map((value) => ({ value, ...(wanted === undefined ? {} : { detail: say`for Postgres ${wanted}` }) }));
}

function isIn(version: OperatorVersion | undefined, since: OperatorVersion, until?: OperatorVersion): boolean {
  if (since === 'never') return false;
  return version === undefined || (!isBefore(version, since) && (until === undefined || isBefore(version, until)));
}
