import type { Draft, Finding, ManifestNode, ManifestValue, Resource, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';

/** pgAdmin is a resource of its own. */
export const userInterfaceInV1: Rule = {
  id: 'crunchy/user-interface-in-v1',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `\`v1\` has no pgAdmin inside a cluster: the API server refuses \`userInterface\`. Make a resource of kind \`PGAdmin\`, which is
newer and shows several clusters, and take the section out. What people have saved in the old one is not carried over.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/pkg/apis/postgres-operator.crunchydata.com/v1/postgrescluster_types.go#L192',
  *check({ spec, resource }): Iterable<Finding> {
    const node = spec.at('userInterface');
    if (!resource.identity.apiVersion.endsWith('/v1') || !isWritten(node)) return;
    yield {
      node,
      mark: 'key',
      message: say`\`userInterface\` is refused in \`v1\`: make a PGAdmin instead.`,
      fixes: [
        {
          title: say`Make a PGAdmin instead`,
          edits: [
            { do: 'remove', node },
            { do: 'document', ...pgAdminFor(resource, node.at('pgAdmin')) },
          ],
          safe: false,
        },
      ],
    };
  },
};

function pgAdminFor({ identity }: Resource, pgAdmin: ManifestNode): Draft {
  const storage = textOf(pgAdmin.at('dataVolumeClaimSpec', 'resources', 'requests', 'storage')) ?? '1Gi';
  const value: Record<string, ManifestValue> = {
    apiVersion: `${group}/v1beta1`,
    kind: 'PGAdmin',
    metadata: {
      name: `${identity.name}-pgadmin`,
      ...(identity.namespace === '' ? {} : { namespace: identity.namespace }),
    },
    spec: {
      dataVolumeClaimSpec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
      serverGroups: [{ name: identity.name, postgresClusterName: identity.name }],
    },
  };
  return { value };
}
