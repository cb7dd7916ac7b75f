import type { Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';
import { repositoryKinds } from '../repositories.ts';

/** A repository without a place. */
export const repositoryEmpty: Rule = {
  id: 'crunchy/repository-empty',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `Each repository needs one place: \`volume\`, \`s3\`, \`gcs\` or \`azure\`. With a repository that has none the operator
stops with an error in its log ("unexpected repo type") and configures NO repository: there are no backups, and replicas
are not made.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/pgbackrest.go#L2762',
  wholeOnly: true,
  *check({ spec }) {
    for (const node of repositories(spec)) {
      const isOpen = node.entries().some(([key]) => key.includes('${'));
      if (node.kind !== 'map' || isOpen || repositoryKinds.some((kind) => node.at(kind).kind !== 'missing')) continue;
      const name = node.at('name');
      const storage = '10Gi';
      const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } };
      yield {
        node: isWritten(name) ? name : node,
        message: say`Repository "${textOf(name) ?? ''}" has no place, and with it no repository works: add \`volume\`, \`s3\`, \`gcs\` or \`azure\`.`,
        fixes: [
          {
            title: say`Keep it on a volume of ${storage}`,
            edits: [{ do: 'set', node: node.at('volume'), value: { volumeClaimSpec: claim } }],
            safe: false,
          },
        ],
      };
    }
  },
};
