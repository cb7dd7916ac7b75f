import type { Said } from '../../schemas/contract/index.ts';
import { secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KubernetesObject } from '../cluster/connection.ts';
import { knownObject } from './knownObject.ts';
import { withoutServerFields } from './savedObject.ts';
import type { Target } from './target.ts';
import { withAttempts } from './withAttempts.ts';

/**
 * Secrets of the target's logins that the garbage collector would delete with the resource lose their owner, so that the
 * passwords stay with the data. Returns them as they were, with all they hold: in memory only, for `restoreSecrets`.
 */
export async function detachSecrets(
  { connection, recipe, podNamespace }: Target,
  owner: KubernetesObject,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (message: Said) => void },
): Promise<readonly KubernetesObject[]> {
  const detached: KubernetesObject[] = [];
  try {
    for (const { name, namespace } of secretsOf(recipe.access?.logins ?? [], podNamespace)) {
      const secret = await connection.read({ ...secrets, name, namespace }, signal);
      if (!secret || !isOwnedBy(secret, owner)) continue;
      const others = secret.metadata.ownerReferences?.filter(({ uid }) => uid !== owner.metadata.uid) ?? [];
      tell(say`Secret ${name} is kept: detaching it`);
      detached.push(secret);
      await connection.patch(knownObject(secrets, secret), owners(others), { signal });
    }
  } catch (error) {
    await reattachSecrets(connection, detached);
    throw error;
  }
  return detached;
}

/** Takes `detachSecrets` back, as far as it can. */
export async function reattachSecrets(
  connection: ClusterConnection,
  detached: readonly KubernetesObject[],
): Promise<void> {
  for (const secret of detached)
    await connection
      .patch(knownObject(secrets, secret), owners(secret.metadata.ownerReferences ?? []))
      .catch(() => undefined);
}

/** Makes those again that have gone in spite of it, without an owner. false: one is lost. */
export async function restoreSecrets(
  connection: ClusterConnection,
  detached: readonly KubernetesObject[],
  pauses: readonly number[],
): Promise<boolean> {
  let complete = true;
  for (const secret of detached) {
    const restored = withAttempts(pauses, () => restoreSecret(connection, secret));
    await restored.catch(() => (complete = false));
  }
  return complete;
}

async function restoreSecret(connection: ClusterConnection, secret: KubernetesObject): Promise<void> {
  const { namespace, name } = secret.metadata;
  if (await connection.read(knownObject(secrets, secret))) return;
  const { ownerReferences: _, ...metadata } = withoutServerFields(secret).metadata;
  const object = { ...withoutServerFields(secret), metadata: { ...metadata, name } };
  await connection.create(secrets, object, namespace === undefined ? {} : { namespace });
}

function secretsOf(
  logins: readonly { readonly secret?: { readonly name: string; readonly namespace?: string } }[],
  podNamespace: string,
): readonly { readonly name: string; readonly namespace: string }[] {
  const found = logins.flatMap(({ secret }) => secret ?? []);
  const named = found.map(({ name, namespace }) => ({ name, namespace: namespace ?? podNamespace }));
  return [...new Map(named.map((each) => [`${each.namespace}/${each.name}`, each])).values()];
}

function isOwnedBy(secret: KubernetesObject, owner: KubernetesObject): boolean {
  return secret.metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) ?? false;
}

/** A list of `ownerReferences` replaces the one before. */
function owners(ownerReferences: KubernetesObject['metadata']['ownerReferences']): object {
  return { metadata: { ownerReferences } };
}
