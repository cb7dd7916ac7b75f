import type { Rule } from '../../../contract/index.ts';
import { isHidden, mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { dataVolume, sharedMemoryVolume, socketVolume } from '../pods.ts';

/** A sidecar of all clusters mounts what every cluster has. */
export const globalSidecarVolumeMissing: Rule = {
  id: 'zalando/global-sidecar-volume-missing',
  severity: 'warning',
  kinds: ['OperatorConfiguration'],
  help: `Containers under \`sidecars\` are put into the pods of every cluster as they stand. A volume that one of them mounts has to be
there: \`pgdata\`, \`dshm\`, \`postgresql-run\`, the Secret of \`additional_secret_mount\`, or one that the manifest of each cluster has under
\`additionalVolumes\`. Kubernetes refuses the StatefulSet of a cluster that lacks it, so that cluster gets no pods.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/operator_parameters.md#general',
  since: '1.5',
  *check({ root, workspace }) {
    const configuration = root.at('configuration');
    const secret = textOf(configuration.at('aws_or_gcp', 'additional_secret_mount'));
    const known = [dataVolume, sharedMemoryVolume, socketVolume, ...(secret ? [secret] : [])];
    const clusters = workspace.resources('acid.zalan.do', 'postgresql').map(({ resource }) => resource);
    for (const sidecar of configuration.at('sidecars').items()) {
      for (const mount of sidecar.at('volumeMounts').items()) {
        const node = mount.at('name');
        const name = textOf(node);
        if (!name || name.includes('${') || isHidden(node) || known.includes(name)) continue;
        const lacking = clusters.find(({ root: cluster, partial }) => {
          const volumes = cluster.at('spec', 'additionalVolumes');
          if (partial || mayHoldOthers(volumes, 'name')) return false;
          return !volumes.items().some((volume) => textOf(volume.at('name')) === name);
        });
        if (clusters.length > 0 && !lacking) continue;
        yield {
          node,
          message: lacking
            ? say`Cluster "${lacking.identity.name}" gets no pods: it has no volume "${name}", which this sidecar mounts.`
            : say`Clusters get no pods unless each has a volume "${name}" under \`additionalVolumes\`: this sidecar mounts it.`,
        };
      }
    }
  },
};
