import type { UpgradableSystem, UpgradeQuestion } from '../answers.ts';
import { compareVersions } from '../compareVersions.ts';

/**
 * What is wrong with a question, as one sentence, with the systems or versions that there are. `undefined`: it can be answered, as
 * far as that is known before the files are.
 * @param written how the asker writes an assignment: `--to`
 */
export function upgradeProblem(
  { from, to }: UpgradeQuestion,
  systems: readonly UpgradableSystem[],
  written: (side: 'from' | 'to', id: string, version: string) => string,
): string | undefined {
  const ids = systems.map(({ id }) => id).join(', ');
  for (const side of ['from', 'to'] as const) {
    for (const [id, version] of Object.entries(side === 'from' ? from : to)) {
      const where = written(side, id, version);
      const system = systems.find((each) => each.id === id);
      if (!system) return `${where}: there is no system "${id}"; choose ${ids}.`;
      if (!isKnown(system, version)) {
        const known = system.versions.join(', ');
        return version === ''
          ? `${where}: write a version behind it, one of ${known}.`
          : `${where}: ${system.title} ${version} is not known here; known are ${known}.`;
      }
    }
  }
  for (const [id, before] of Object.entries(from)) {
    const after = to[id];
    if (after === undefined) return `${written('from', id, before)}: it is not said what ${id} is upgraded to.`;
    if (compareVersions(before, after) >= 0)
      return `${written('to', id, after)}: an upgrade leads to a later version than ${before}.`;
  }
  return undefined;
}

/** A release that is named, or a patch of one. */
function isKnown({ versions }: UpgradableSystem, version: string): boolean {
  if (!/^v?\d+(?:\.\d+)*$/.test(version)) return false;
  const plain = version.replace(/^v/, '');
  return versions.some((each) => each === plain || plain.startsWith(`${each}.`));
}
