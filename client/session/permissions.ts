import type { Said } from '../../schemas/contract/index.ts';
import type { ObjectType } from '../../schemas/contract/recipe.ts';
import { listed, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, Permission, Verb } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';

/**
 * Asks the API server, before anything is done, whether the person may do all of it. Fails with `forbidden`, naming every
 * verb that is missing.
 *
 * @param what what they are for, the beginning of a sentence with a colon behind: `Restart of shop`.
 */
export async function requirePermissions(
  connection: ClusterConnection,
  permissions: readonly Permission[],
  what: Said,
  signal?: AbortSignal,
): Promise<void> {
  const wanted = [
    ...new Map(permissions.map((permission) => [JSON.stringify(parts(permission)), permission])).values(),
  ];
  const answers = await Promise.all(wanted.map((permission) => connection.can(permission, signal)));
  const missing = wanted.filter((_, index) => answers[index] === false);
  if (missing.length === 0) return;
  throw new ClusterError(
    'forbidden',
    say`${what}: in context ${connection.context} you may not ${missingText(missing)}.`,
    say`Ask whoever administers the cluster for a Role with these verbs; the README lists what each command needs.`,
  );
}

/** Verbs on a type. @param namespace absent: in every namespace. */
export function allow(
  verbs: readonly Verb[],
  { group, plural, scope }: ObjectType,
  namespace?: string,
  subresource?: string,
): readonly Permission[] {
  return verbs.map((verb) => ({
    ...{ verb, group, plural },
    ...(scope === 'Cluster' || namespace === undefined ? {} : { namespace }),
    ...(subresource === undefined ? {} : { subresource }),
  }));
}

/** `delete pods or create pods/exec in namespace shop, nor list configmaps in the whole cluster` */
function missingText(missing: readonly Permission[]): Said {
  const byPlace = new Map<string | undefined, string[]>();
  for (const permission of missing) {
    const { namespace } = permission;
    byPlace.set(namespace, [...(byPlace.get(namespace) ?? []), permissionText(permission)]);
  }
  const [first = say``, ...others] = [...byPlace].map(([namespace, texts]) =>
    namespace === undefined
      ? say`${listed(texts, 'or')} in the whole cluster`
      : say`${listed(texts, 'or')} in namespace ${namespace}`,
  );
  return others.reduce((before, each) => say`${before}, nor ${each}`, first);
}

function permissionText({ verb, group, plural, subresource }: Permission): string {
  const resource = group === '' ? plural : `${plural}.${group}`;
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
}

function parts({ verb, group, plural, subresource, namespace }: Permission): readonly unknown[] {
  return [verb, group, plural, subresource, namespace];
}
