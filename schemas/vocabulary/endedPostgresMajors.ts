/**
 * Majors that get no fixes from the Postgres project any more, with the day of the last. There is no clock here: as of November
 * 2026. https://www.postgresql.org/support/versioning/
 */
export const endedPostgresMajors: ReadonlyMap<string, string> = new Map([
  ['9.3', '2018-11-08'],
  ['9.4', '2020-02-13'],
  ['9.5', '2021-02-11'],
  ['9.6', '2021-11-11'],
  ['10', '2022-11-10'],
  ['11', '2023-11-09'],
  ['12', '2024-11-21'],
  ['13', '2025-11-13'],
  ['14', '2026-11-12'],
]);
