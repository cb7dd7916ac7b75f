import type { ManifestNode, Rule, WorkspaceIndex } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { mayHoldMore, mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { dataVolume, sharedMemoryVolume, socketVolume } from '../pods.ts';
import { configuredSettings } from '../configuredSettings.ts';

/** A mount of an init container names a volume of the pod. */
export const initContainerVolumeMissing: Rule = {
  id: 'zalando/init-container-volume-missing',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Init containers mount what the pods of the cluster have: \`pgdata\`, the volumes of \`additionalVolumes\`, \`dshm\`, the
Secrets of \`tls\`, and \`postgresql-run\` where the operator has \`share_pgsocket_with_sidecars\`. With any other name in
\`volumeMounts\`, Kubernetes refuses the StatefulSet, and no pods are created. Declare the volume under \`additionalVolumes\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1789',
  wholeOnly: true,
  *check({ spec, workspace }) {
    if (mayHoldOthers(spec.at('additionalVolumes'), 'name') || mayHoldOthers(spec.at('initContainers'), 'name')) return;
    if (mayHoldMore(spec.at('tls'))) return;
    const written = writtenVolumes(spec);
    const known = new Set([dataVolume, sharedMemoryVolume, socketVolume, ...written, ...configuredSecrets(workspace)]);
    for (const container of spec.at('initContainers').items()) {
      for (const mount of [...container.at('volumeMounts').items(), ...container.at('volumeDevices').items()]) {
        const node = mount.at('name');
        const name = knownName(node);
        if (name === undefined || known.has(name)) continue;
        const meant = nearestName(name, [dataVolume, ...written]);
        yield {
          node,
          message:
            meant === undefined
              ? say`The pods have no volume "${name}", so they are not created: declare it under \`additionalVolumes\`.`
              : say`The pods have no volume "${name}", so they are not created: "${meant}" is one.`,
          fixes:
            meant === undefined
              ? []
              : [{ title: say`Mount volume "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
        };
      }
    }
  },
};

/** The Secrets of `tls` lend their names to volumes. */
function writtenVolumes(spec: ManifestNode): readonly string[] {
  const additional = spec.at('additionalVolumes').items();
  const nodes = [
    ...additional.map((volume) => volume.at('name')),
    spec.at('tls', 'secretName'),
    spec.at('tls', 'caSecretName'),
  ];
  return nodes.flatMap((node) => textOf(node) || []);
}

function configuredSecrets(workspace: WorkspaceIndex): readonly string[] {
  return configuredSettings(workspace, 'aws_or_gcp', 'additional_secret_mount').flatMap((node) => textOf(node) || []);
}
