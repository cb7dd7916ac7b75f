import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';
import { repositoryKind } from '../repositories.ts';

/** pgBackRest needs a key, unless it is told where else to look. */
export const repositoryWithoutKey: Rule = {
  id: 'crunchy/repository-without-key',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `pgBackRest refuses to work with a bucket for which it finds no key, and then archives nothing. Name a Secret in
\`backups.pgbackrest.configuration\` that has a file such as \`s3.conf\` with \`repo1-s3-key\` and \`repo1-s3-key-secret\` below
\`[global]\`. Where the ServiceAccount or the machine has the rights, say so with \`repo1-s3-key-type: web-id\` or \`auto\`,
\`repo1-gcs-key-type: auto\`.`,
  source:
    'https://access.crunchydata.com/documentation/postgres-operator/latest/tutorials/backups-disaster-recovery/backups#using-s3',
  wholeOnly: true,
  *check({ spec }): Iterable<Finding> {
    const pgBackRest = spec.at('backups', 'pgbackrest');
    if (isWritten(pgBackRest.at('configuration')) || isPlaceholder(pgBackRest.at('global'))) return;
    for (const repository of repositories(spec)) {
      const kind = repositoryKind(repository);
      const name = textOf(repository.at('name'));
      if (kind === undefined || kind === 'volume' || !name || hasKey(pgBackRest.at('global'), name, kind)) continue;
      const node = repository.at(kind);
      yield {
        node,
        mark: 'key',
        message: say`pgBackRest has no key for this bucket and archives nothing: name a Secret with it in \`configuration\`, or set \`${name}-${kind}-key-type\`.`,
        fixes: [
          {
            title: say`Read the key from a Secret`,
            edits: [
              { do: 'set', node: pgBackRest.at('configuration'), value: [{ secret: { name: 'pgbackrest-keys' } }] },
            ],
            safe: false,
          },
        ],
      };
    }
  },
};

function hasKey(global: ManifestNode, name: string, kind: 's3' | 'gcs' | 'azure'): boolean {
  if (isWritten(global.at(`${name}-${kind}-key`))) return true;
  const type = global.at(`${name}-${kind}-key-type`);
  return isWritten(type) && !['shared', 'service', 'sas', 'token'].includes(String(type.value));
}
