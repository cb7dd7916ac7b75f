import type { OperatorVersion, SuggestContext, Suggestion } from '../../contract/index.ts';
import { isBefore } from '../../vocabulary/isBefore.ts';
import { say } from '../../vocabulary/say.ts';

/**
 * Major versions of Postgres, newest first: the day of the last release (https://www.postgresql.org/support/versioning/)
 * and the operator versions that know it, from `since` on and before `until`.
 */
interface PostgresMajor {
  readonly major: string;
  readonly lastRelease: string;
  readonly since?: OperatorVersion;
  readonly until?: OperatorVersion;
}

const majors: readonly PostgresMajor[] = [
  { major: '18', lastRelease: '2030-11-14', since: '2.0' },
  { major: '17', lastRelease: '2029-11-08', since: '1.14' },
  { major: '16', lastRelease: '2028-11-09', since: '1.11' },
  { major: '15', lastRelease: '2027-11-11', since: '1.9' },
  { major: '14', lastRelease: '2026-11-12', since: '1.7.1' },
  { major: '13', lastRelease: '2025-11-13', since: '1.6', until: '2.0' },
  { major: '12', lastRelease: '2024-11-21', until: '1.14' },
  { major: '11', lastRelease: '2023-11-09', until: '1.13' },
  { major: '10', lastRelease: '2022-11-10', until: '1.11' },
  { major: '9.6', lastRelease: '2021-11-11', until: '1.9' },
  { major: '9.5', lastRelease: '2021-02-11', until: '1.9' },
  { major: '9.4', lastRelease: '2020-02-13', until: '1.7.1' },
  { major: '9.3', lastRelease: '2018-11-08', until: '1.7.1' },
];

/** Majors that the operator in force knows; all of them if its version is unknown. */
export function suggestPostgresVersions({ version }: Pick<SuggestContext, 'version'>): Suggestion[] {
  return majors
    .filter(
      ({ since, until }) =>
        version === undefined || (!(since && isBefore(version, since)) && (!until || isBefore(version, until))),
    )
    .map(({ major, lastRelease }) => ({
      value: major,
      detail: say`end of life ${lastRelease}`,
      lastDay: lastRelease,
      help: say`Postgres ${major} gets fixes from the Postgres project until ${lastRelease}.`,
    }));
}
