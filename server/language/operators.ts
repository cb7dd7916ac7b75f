import type { LanguagePack, SystemOperator } from '../../schemas/contract/index.ts';

/** An operator of a pack: the one that the system is named for, or another one. */
export interface Operator extends SystemOperator {
  readonly pack: LanguagePack;
}

const known = new WeakMap<LanguagePack, readonly [Operator, ...Operator[]]>();

/** The one that the system is named for comes first. The same objects each time. */
export function operatorsOf(pack: LanguagePack): readonly [Operator, ...Operator[]] {
  let operators = known.get(pack);
  if (!operators) {
    const { id, title } = pack.system;
    const { operatorVersions, detectVersion, otherOperators = [] } = pack;
    const first = { pack, id, title, operatorVersions, ...(detectVersion ? { detectVersion } : {}) };
    operators = [first, ...otherOperators.map((each) => ({ ...each, pack }))];
    known.set(pack, operators);
  }
  return operators;
}

/** The one that runs kinds of an API group. */
export function operatorOf(pack: LanguagePack, group: string): Operator {
  const index = pack.otherOperators?.findIndex(({ groups }) => groups.includes(group)) ?? -1;
  return operatorsOf(pack)[index + 1] ?? operatorsOf(pack)[0];
}

/** Those of whose versions something is known, of all packs. */
export function versionedOperators(packs: readonly LanguagePack[]): Operator[] {
  return packs.flatMap((pack) => operatorsOf(pack).filter(({ operatorVersions }) => operatorVersions.length > 0));
}
