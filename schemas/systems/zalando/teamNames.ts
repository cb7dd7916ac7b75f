import type { ManifestNode, NameUse } from '../../contract/index.ts';
import { refersByItems, refersByKeys } from '../../vocabulary/nameUses.ts';

export const teamType = 'zalando/team';

/**
 * Teams are declared by the clusters that they own, and by nobody if they only lend their members: a missing one is no
 * problem. The operator reads the teams of all namespaces, so the namespace is left open.
 */
export function* teamNames(spec: ManifestNode): Iterable<NameUse> {
  for (const field of ['additionalTeams', 'additionalSuperuserTeams']) {
    const map = spec.at(field);
    yield* refersByKeys(teamType, map, anywhere);
    for (const [, teams] of map.entries()) yield* refersByItems(teamType, teams, anywhere);
  }
  yield* refersByKeys(teamType, spec.at('additionalMembers'), anywhere);
}

const anywhere = { namespace: '', optional: true } as const;
