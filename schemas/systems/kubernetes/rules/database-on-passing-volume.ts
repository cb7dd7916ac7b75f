import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseImage, startsServer, variable } from '../databaseImages.ts';
import { podTemplateOf } from '../workloads.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';

/** Data on a volume that goes with the pod. */
export const databaseOnPassingVolume: Rule = {
  id: 'kubernetes/database-on-passing-volume',
  severity: 'information',
  kinds: ['StatefulSet', 'Deployment'],
  help: `An \`emptyDir\` is made with a pod and deleted with it: when the pod moves to another node, is evicted or updated, the database is
empty again. That is fine for tests. For data that matter, mount a claim (\`volumeClaimTemplates\` of a StatefulSet, or
\`persistentVolumeClaim\`).`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  wholeOnly: true,
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (!template) return;
    const passing = new Map<string, ManifestNode>();
    for (const volume of template.spec.at('volumes').items()) {
      const name = textOf(volume.at('name'));
      if (name && isWritten(volume.at('emptyDir'))) passing.set(name, volume);
    }
    if (passing.size === 0) return;
    for (const container of template.spec.at('containers').items()) {
      const image = databaseImage(container);
      if (!image || !startsServer(container)) continue;
      const moved = image.database === 'postgres' ? variable(container, 'PGDATA') : false;
      if (moved === undefined) continue;
      const folder = (moved && textOf(moved.at('value'))) || folders[image.database];
      for (const mount of container.at('volumeMounts').items()) {
        const node = mount.at('mountPath');
        const path = trimEnd(textOf(node) ?? '', '/');
        const volume = passing.get(textOf(mount.at('name')) ?? '');
        if (!volume || !path || !(folder === path || folder.startsWith(`${path}/`))) continue;
        yield {
          node: volume.at('emptyDir'),
          mark: 'key',
          message: say`The database is empty again with every new pod: an \`emptyDir\` goes with the pod. Mount a claim for data that matter.`,
          related: [{ node, message: say`The data are kept here.` }],
        };
      }
    }
  },
};

const folders = {
  postgres: '/var/lib/postgresql/data',
  mysql: '/var/lib/mysql',
  mariadb: '/var/lib/mysql',
  mongo: '/data/db',
} as const;
