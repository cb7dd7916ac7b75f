import type { Rule } from '../../../contract/index.ts';
import { isDnsName, toDnsName } from '../../../vocabulary/dns.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The first object that the operator makes is a Service, whose name takes no dot. */
export const clusterNameInvalid: Rule = {
  id: 'crunchy/cluster-name-invalid',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `The API server takes a cluster's name with dots in it, but names of Services take none. The operator fails at the
first one, \`<name>-pods\`, and makes nothing at all; only its log says why. Use lower-case letters, digits and dashes.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/cluster.go#L92',
  *check({ root }) {
    const node = root.at('metadata', 'name');
    const name = textOf(node);
    // Anything else that is no DNS name is refused by the API server, and reported as such.
    if (!name?.includes('.') || !isDnsName(name, 'subdomain')) return;
    const value = toDnsName(name, 'label');
    yield {
      node,
      message: say`A cluster with a dot in its name is never made: its Services could not be called so. Write a dash.`,
      fixes:
        value === undefined
          ? []
          : [{ title: say`Rename to "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
