import type { ManifestNode, NameUse, Resource } from '../../contract/index.ts';
import { asOptional, declares, refersByItems, scopeOf } from '../../vocabulary/nameUses.ts';
import { claimNames, containerType, podNames, referred, volumeType } from '../../vocabulary/podNames.ts';
import { say } from '../../vocabulary/say.ts';

/** ConfigMaps and Secrets with the settings of server, databases and agent, and the names inside the pods. */
export function* names(resource: Resource): Iterable<NameUse> {
  const spec = resource.root.at('spec');
  for (const [type, list] of settingLists(spec)) yield* refersByItems(type, list);
  const fixed = say`claims keep their storage class`;
  yield* referred('StorageClass', spec.at('zenithSpec', 'storageClassName'), {}, false, fixed);
  const scope = scopeOf('zenithCluster.huawei.cloudb.com', resource.identity.name);
  // Whether the operator adds volumes of its own is not known.
  yield* asOptional(podNames(spec.at('template', 'spec'), { scope }), volumeType, containerType);
  for (const claim of spec.at('volumeClaimTemplates').items()) {
    yield* declares(volumeType, claim.at('metadata', 'name'), { within: scope });
    yield* claimNames(claim.at('spec'));
  }
}

/** Lists of names, each with what it names. */
export function settingLists(
  spec: ManifestNode,
): readonly (readonly [type: 'ConfigMap' | 'Secret', list: ManifestNode])[] {
  const server = spec.at('zenithSpec');
  return [
    ['ConfigMap', server.at('instanceConfigMap')],
    ['ConfigMap', server.at('dbConfigMap')],
    ['Secret', server.at('dbSecrets')],
    ['ConfigMap', spec.at('agentSpec', 'agentConfig')],
  ];
}
