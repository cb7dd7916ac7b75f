import type { RuleContext, ServingResource } from '../../contract/index.ts';
import { serviceOfHost } from '../../vocabulary/nameUses.ts';
import { resultSettings, targetNamespace } from './settings.ts';

/** The cluster of this workspace whose Service `db_host` is; `undefined`: none, or several that nobody can tell apart. */
export function clusterBehindHost({ resource, workspace }: RuleContext): ServingResource | undefined {
  const namespace = targetNamespace(resource) ?? '';
  const [host] = serviceOfHost(resultSettings(resource).at('db_host'), { namespace });
  if (!host) return undefined;
  const found = workspace.serving(host.name, host.namespace ?? '');
  return found.length === 1 ? found[0] : undefined;
}
