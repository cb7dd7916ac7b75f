import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { databaseImage, startsServer, variable } from '../databaseImages.ts';
import { podTemplateOf } from '../workloads.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';

/** The image of Postgres 18 keeps its data elsewhere, and refuses the old mount. */
export const postgres18Mount: Rule = {
  id: 'kubernetes/postgres-18-mount',
  severity: 'error',
  kinds: ['StatefulSet', 'Deployment', 'Pod'],
  help: `From version 18 on the image \`postgres\` keeps its data in \`/var/lib/postgresql/18/docker\`, a folder per version, and
stops at once if something is mounted at \`/var/lib/postgresql/data\`, where it would not use it. Mount the volume at
\`/var/lib/postgresql\`. A volume that holds a database of an older version needs \`pg_upgrade\` first, or \`PGDATA\`.`,
  source: 'https://github.com/docker-library/postgres/pull/1259',
  *check({ resource }) {
    for (const container of podTemplateOf(resource)?.spec.at('containers').items() ?? []) {
      const image = databaseImage(container);
      if (image?.database !== 'postgres' || image.major === undefined || image.major < 18 || !startsServer(container))
        continue;
      if (variable(container, 'PGDATA') !== false) continue;
      for (const mount of container.at('volumeMounts').items()) {
        const node = mount.at('mountPath');
        if (trimEnd(textOf(node) ?? '', '/') !== '/var/lib/postgresql/data') continue;
        yield {
          node,
          message: say`The image of Postgres ${image.major} does not start with a volume at /var/lib/postgresql/data: mount it at /var/lib/postgresql.`,
          fixes: [
            {
              title: say`Mount at /var/lib/postgresql`,
              edits: [{ do: 'set', node, value: '/var/lib/postgresql' }],
              safe: false,
            },
          ],
        };
      }
    }
  },
};
