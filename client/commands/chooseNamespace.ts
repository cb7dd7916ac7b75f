import { namespaces } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';
import { askText, pick, withProgress } from '../screen/ask.ts';
import type { CommandContext } from './command.ts';
import type { CurrentCluster } from './currentCluster.ts';

/** What counts where a manifest names no namespace, and where not all namespaces can be listed. */
export async function chooseNamespace(
  { clusters }: CommandContext,
  current: CurrentCluster,
  named: string | undefined,
): Promise<void> {
  const connection = await current.connection(named);
  const { contexts } = await clusters.contexts();
  const own = contexts.find(({ name }) => name === connection.context)?.namespace ?? 'default';
  const names = await listNamespaces(connection);
  const chosen = names ? await pickNamespace(connection, own, names) : await typeNamespace(connection);
  if (chosen === undefined) return;
  await current.chooseNamespace(connection.context, chosen === own ? undefined : chosen);
}

/** `undefined`: the person may not list them. */
async function listNamespaces(connection: ClusterConnection): Promise<readonly string[] | undefined> {
  try {
    const found = await withProgress(say`Listing the namespaces of ${connection.context}`, ({ signal }) =>
      connection.list(namespaces, { signal }),
    );
    return found.map(({ metadata }) => metadata.name).sort();
  } catch (error) {
    if (isClusterError(error, 'forbidden')) return undefined;
    throw error;
  }
}

async function pickNamespace(
  { context, namespace }: ClusterConnection,
  own: string,
  names: readonly string[],
): Promise<string | undefined> {
  const all = [own, ...names.filter((name) => name !== own)];
  const choices = all.map((name) => ({
    label: say`${name}`,
    ...(name === namespace ? { icon: 'check' } : {}),
    ...(name === own ? { description: say`of the context` } : {}),
    value: name,
  }));
  return pick(say`Which namespace of ${context}?`, choices, { always: true });
}

async function typeNamespace({ context, namespace }: ClusterConnection): Promise<string | undefined> {
  return askText({
    title: say`Which namespace of ${context}?`,
    prompt: say`You may not list the namespaces, so write its name.`,
    value: namespace,
    fleeting: true,
    problemOf: (text) =>
      /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(text)
        ? undefined
        : say`Small letters, digits and "-", 63 characters at most.`,
  });
}
