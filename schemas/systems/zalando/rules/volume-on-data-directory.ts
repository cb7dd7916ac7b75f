import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { dataMountPath } from '../pods.ts';

/** The data directory has a volume already. */
export const volumeOnDataDirectory: Rule = {
  id: 'zalando/volume-on-data-directory',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`/home/postgres/pgdata\` is where the data volume is mounted. The operator does not make an additional
volume there: it is left out with a line in the log, and with \`targetContainers\` its mount remains without a volume,
so that the pods are refused. Mount it in a directory below, such as \`/home/postgres/pgdata/partitions\`, or
elsewhere.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1795',
  *check({ spec }) {
    for (const volume of spec.at('additionalVolumes').items()) {
      const node = volume.at('mountPath');
      if (textOf(node) !== dataMountPath) continue;
      const targets = volume.at('targetContainers');
      const refused = targets.items().length > 0 || isPlaceholder(targets);
      const name = textOf(volume.at('name')) ?? 'extra';
      yield {
        node,
        severity: refused ? 'error' : 'warning',
        message: refused
          ? say`\`mountPath\` "${dataMountPath}" is the data directory: the pods are refused.`
          : say`\`mountPath\` "${dataMountPath}" is the data directory: the volume is left out.`,
        fixes: [
          {
            title: say`Mount at "${dataMountPath}/${name}"`,
            edits: [{ do: 'set', node, value: `${dataMountPath}/${name}` }],
            safe: false,
          },
        ],
      };
    }
  },
};
