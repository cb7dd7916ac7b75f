/**
 * What a release writes into CHANGELOG.md and package.json.
 * @param {string} changelog whose first section is that of the next release, under its number or "Unreleased"
 * @param {string} version @param {string} day as in 2026-11-30
 * @returns {{ changelog: string, notes: string } | { problem: string }} `notes`: the section without its heading.
 */
export function releaseChangelog(changelog, version, day) {
  const heading = /^## (.+)$/m.exec(changelog);
  if (!heading) return { problem: 'CHANGELOG.md has no section.' };
  const title = heading[1] ?? '';
  const number = /^(\d+\.\d+\.\d+)/.exec(title)?.[1];
  if (number === version && / - \d{4}/.test(title))
    return { problem: `${version} stands in CHANGELOG.md as released already.` };
  if (number !== undefined && number !== version && / - \d{4}/.test(title))
    return { problem: `CHANGELOG.md says nothing of ${version}: write what is new under "## Unreleased".` };
  const start = heading.index + heading[0].length;
  const next = changelog.indexOf('\n## ', start);
  const notes = changelog.slice(start, next === -1 ? undefined : next).trim();
  if (notes === '') return { problem: `The first section of CHANGELOG.md is empty.` };
  const head = changelog.slice(0, heading.index);
  return { changelog: `${head}## ${version} - ${day}${changelog.slice(start)}`, notes };
}

/** @param {string} before @param {string} after @returns {boolean} whether `after` is a release behind `before`, or that itself. */
export function isLaterRelease(before, after) {
  const [a, b] = [before, after].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (b?.[index] ?? 0) - (a?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
