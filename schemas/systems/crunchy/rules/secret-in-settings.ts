import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { findPgBackRestSetting } from '../pgBackRestSettings.ts';

/** Settings are read by everybody who may read the cluster. */
export const secretInSettings: Rule = {
  id: 'crunchy/secret-in-settings',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `What stands in \`global\` is in the manifest, in a ConfigMap and in version control, and everybody who may read these
reads the key. Put it into a Secret, below \`[global]\` in a key such as \`s3.conf\`, name the Secret in
\`backups.pgbackrest.configuration\`, take it out here, and replace the key, which is known now.`,
  source:
    'https://access.crunchydata.com/documentation/postgres-operator/latest/tutorials/backups-disaster-recovery/backups#using-s3',
  *check({ spec }) {
    for (const global of [spec.at('backups', 'pgbackrest', 'global'), spec.at('dataSource', 'pgbackrest', 'global')]) {
      for (const [name, node] of global.entries()) {
        const setting = findPgBackRestSetting(name);
        if (setting?.secret !== true || name.endsWith('-account') || !isWritten(node)) continue;
        if (typeof node.value !== 'string' || node.value.includes('$')) continue;
        yield {
          node,
          mark: 'key',
          message: say`\`${name}\` is secret and everybody can read it here: move it into a Secret that \`configuration\` names, and replace it.`,
        };
      }
    }
  },
};
