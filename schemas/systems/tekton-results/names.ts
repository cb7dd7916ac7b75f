import type { ManifestNode, NameUse, Resource } from '../../contract/index.ts';
import { asOptional, refers, scopeOf, serviceOfHost } from '../../vocabulary/nameUses.ts';
import { containerType, keyOf, keyTypes, podNames, referred, volumeType } from '../../vocabulary/podNames.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { neededSecret } from './databaseSecret.ts';
import { resultSettings, targetNamespace } from './settings.ts';
import { optionWorkloads } from './workloads.ts';

/**
 * Objects that Results reads, all in the target namespace: the resource itself is in none. Where a rule of the pack
 * speaks about a name that is missing, the reference is optional: one of the two is enough.
 */
export function* names(resource: Resource): Iterable<NameUse> {
  const settings = resultSettings(resource);
  if (settings.kind !== 'map') return;
  const options = { namespace: targetNamespace(resource) ?? '' };
  const secret = settings.at('db_secret_name');
  yield* referred('Secret', secret, options);
  yield* impliedSecret(resource, options.namespace);
  yield* keyOf('Secret', secret, settings.at('db_secret_user_key'), options, true);
  yield* keyOf('Secret', secret, settings.at('db_secret_password_key'), options, true);
  yield* serviceOfHost(settings.at('db_host'), options);
  yield* referred('Secret', settings.at('secret_name'), options);
  yield* referred('Secret', settings.at('gcs_creds_secret_name'), options);
  yield* keyOf('Secret', settings.at('gcs_creds_secret_name'), settings.at('gcs_creds_secret_key'), options);
  yield* referred('PersistentVolumeClaim', settings.at('logging_pvc_name'), options);
  yield* lokiStack(settings);
  yield* workloadNames(resource, options.namespace);
}

/** With an external database and no name, the operator waits for a Secret that is called as its own would be. */
function* impliedSecret(resource: Resource, namespace: string): Iterable<NameUse> {
  const needed = neededSecret({ resource });
  if (!needed) return;
  const { name, because: node } = needed;
  const settings = resultSettings(resource);
  for (const { key, field } of needed.keys) {
    if (isWritten(settings.at(field))) continue;
    const within = { type: 'Secret', name, namespace };
    const fixed = say`the operator takes a key of this name`;
    yield { role: 'refers', type: keyTypes.Secret, name: key, node, within, optional: true, fixed };
  }
  if (node.path.at(-1) !== 'is_external_db') return;
  yield {
    role: 'refers',
    type: 'Secret',
    name,
    node,
    namespace,
    fixed: say`the operator looks for a Secret of this name`,
  };
}

function* lokiStack(settings: ManifestNode): Iterable<NameUse> {
  const namespace = textOf(settings.at('loki_stack_namespace')) ?? '';
  yield* refers('LokiStack.loki.grafana.com', settings.at('loki_stack_name'), { namespace });
}

/** Pod templates that the operator merges into its own, which bring volumes and containers that are written nowhere. */
function* workloadNames(resource: Resource, namespace: string): Iterable<NameUse> {
  for (const { list, name, base, podSpec } of optionWorkloads(resource)) {
    if (!base) continue;
    const scope = scopeOf(list === 'deployments' ? 'Deployment' : 'StatefulSet', name, namespace);
    yield* asOptional(podNames(podSpec, { scope, namespace }), volumeType, containerType);
  }
}
