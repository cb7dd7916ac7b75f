import type { IndexedResource, ManifestNode, RuleContext } from '../../contract/index.ts';
import { isPlaceholder, isTrue, textOf } from '../../vocabulary/read.ts';
import { searchBy } from '../../vocabulary/searchBy.ts';
import { databaseSecret, passwordKey, userKey } from './naming.ts';
import { inTarget, keysOf, resultSettings } from './settings.ts';

/** The Secret that has to exist before the operator goes on, and the keys that the workloads take from it. */
export interface NeededSecret {
  readonly name: string;
  /** The field that makes it needed. */
  readonly because: ManifestNode;
  readonly keys: readonly { readonly key: string; readonly field: 'db_secret_user_key' | 'db_secret_password_key' }[];
}

/** `undefined`: the operator makes the Secret itself, or its name is not known. tektonresult.go#L182, transform.go#L607 */
export function neededSecret({ resource }: Pick<RuleContext, 'resource'>): NeededSecret | undefined {
  const settings = resultSettings(resource);
  const named = settings.at('db_secret_name');
  if (isPlaceholder(named)) return undefined;
  const name = textOf(named);
  if (!name && !isTrue(settings.at('is_external_db'))) return undefined;
  const keyOf = (field: string, usual: string) => {
    const node = settings.at(field);
    return name && isPlaceholder(node) ? undefined : (name && textOf(node)) || usual;
  };
  const user = keyOf('db_secret_user_key', userKey);
  const password = keyOf('db_secret_password_key', passwordKey);
  return {
    name: name || databaseSecret,
    because: name ? named : settings.at('is_external_db'),
    keys: [
      ...(user === undefined ? [] : [{ key: user, field: 'db_secret_user_key' as const }]),
      ...(password === undefined ? [] : [{ key: password, field: 'db_secret_password_key' as const }]),
    ],
  };
}

/** Secrets of the workspace with both keys of the credentials of Results, in or maybe in the target namespace. */
export function secretsWithCredentials(context: Pick<RuleContext, 'resource' | 'workspace'>): IndexedResource[] {
  return inTarget(context, byCredentials(context.workspace.resources('', 'Secret'), true));
}

const byCredentials = searchBy(({ resource }: IndexedResource) => {
  const keys = keysOf(resource) ?? [];
  return [keys.includes(userKey) && keys.includes(passwordKey)];
});
