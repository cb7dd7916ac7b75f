import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { Permission } from '../cluster/connection.ts';
import { requirePermissions } from '../session/permissions.ts';
import type { Target } from '../session/target.ts';

/** What a tunnel to the target's pods needs. A database behind a host is reached by what that host turns out to be. */
export async function requireForwarding(
  { connection, podNamespace, recipe }: Target,
  signal: AbortSignal,
): Promise<void> {
  if (recipe.access?.host !== undefined) return;
  await requirePermissions(connection, forwarding(podNamespace), say`Open a tunnel`, signal);
}

/** WebSockets are opened by GET, so the verb is `get`; since Kubernetes 1.35 the API server asks for `create` as well, and says so. */
export function forwarding(namespace: string): readonly Permission[] {
  const { group, plural } = pods;
  return [
    { verb: 'list', group, plural, namespace },
    { verb: 'get', group, plural, subresource: 'portforward', namespace },
  ];
}
