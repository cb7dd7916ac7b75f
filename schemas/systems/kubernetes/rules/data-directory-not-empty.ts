import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseImage, startsServer, variable } from '../databaseImages.ts';
import type { PodTemplate } from '../workloads.ts';
import { podTemplateOf } from '../workloads.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';

const dataFolder = '/var/lib/postgresql/data';

/** A new volume has `lost+found` in it, and Postgres wants an empty folder. */
export const dataDirectoryNotEmpty: Rule = {
  id: 'kubernetes/data-directory-not-empty',
  severity: 'warning',
  kinds: ['StatefulSet', 'Deployment', 'Pod'],
  help: `The image \`postgres\` makes its database in \`PGDATA\`, which has to be an empty folder. If a volume is mounted there
itself, its file system may have put \`lost+found\` into it: \`initdb\` stops with \`directory exists but is not empty\`.
Set \`PGDATA\` to a folder below the mount, such as \`${dataFolder}/pgdata\`, or use \`subPath\`. If the volume holds a
database already, leave both as they are: another folder would be a new, empty database.`,
  source: 'https://github.com/docker-library/docs/blob/master/postgres/README.md#pgdata',
  wholeOnly: true,
  *check({ resource }) {
    const template = podTemplateOf(resource);
    for (const container of template?.spec.at('containers').items() ?? []) {
      const image = databaseImage(container);
      const set = variable(container, 'PGDATA');
      if (template === undefined || image?.database !== 'postgres' || !startsServer(container) || set === undefined)
        continue;
      const isNew = (image.major ?? 0) >= 18;
      const folder = set === false ? (isNew ? undefined : dataFolder) : textOf(set.at('value'));
      if (folder === undefined) continue;
      for (const mount of container.at('volumeMounts').items()) {
        const node = mount.at('mountPath');
        if (
          clean(textOf(node)) !== clean(folder) ||
          isWritten(mount.at('subPath')) ||
          isWritten(mount.at('subPathExpr'))
        )
          continue;
        if (!isClaimed(template, textOf(mount.at('name')))) continue;
        const value = `${clean(folder) ?? folder}/pgdata`;
        yield {
          node,
          message: say`PGDATA is the mount itself, and a new volume has \`lost+found\` in it, with which Postgres does not start: set PGDATA to ${value}.`,
          fixes: [
            {
              title: say`Set PGDATA to ${value}`,
              edits: [
                set === false
                  ? { do: 'append', node: container.at('env'), value: { name: 'PGDATA', value } }
                  : { do: 'set', node: set.at('value'), value },
              ],
              safe: false,
            },
          ],
        };
      }
    }
  },
};

/** Storage of its own, so with a file system of its own; a folder of the node or one in memory is just empty. */
function isClaimed({ spec, claims }: PodTemplate, name: string | undefined): boolean {
  if (name === undefined) return false;
  const isNamed = (node: ManifestNode) => node.value === name;
  if (claims.items().some((claim) => isNamed(claim.at('metadata', 'name')))) return true;
  const volume = spec
    .at('volumes')
    .items()
    .find((item) => isNamed(item.at('name')));
  return volume !== undefined && ['persistentVolumeClaim', 'ephemeral'].some((kind) => volume.at(kind).kind === 'map');
}

function clean(path: string | undefined): string | undefined {
  return path === undefined ? undefined : trimEnd(path, '/');
}
