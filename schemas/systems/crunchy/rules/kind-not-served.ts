import type { Finding, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/** Kinds and API versions that the operator in force does not have. */
export const kindNotServed: Rule = {
  id: 'crunchy/kind-not-served',
  severity: 'error',
  kinds: ['PostgresCluster', 'PGUpgrade', 'PGAdmin', 'CrunchyBridgeCluster'],
  help: `Kinds come and go with the operator: \`PGUpgrade\` came with 5.1, \`PGAdmin\` with 5.5, \`CrunchyBridgeCluster\` is there from 5.6
until 6.0, and \`v1\` of \`PostgresCluster\` came with 6.0. Where the operator in force has no such kind, the API server knows
no such resource.`,
  source: 'https://access.crunchydata.com/documentation/postgres-operator/latest/releases',
  *check({ root, resource, version }): Iterable<Finding> {
    const { apiVersion, kind } = resource.identity;
    if (version === undefined) return;
    const v1 = apiVersion === `${group}/v1`;
    const [since, until] = v1 ? ['6.0', undefined] : (served.get(kind) ?? []);
    if (since !== undefined && isBefore(version, since)) {
      yield {
        node: root.at(v1 ? 'apiVersion' : 'kind'),
        message: v1
          ? say`Operator ${version} has no \`v1\` of this kind, and it is refused: write \`v1beta1\`, or upgrade to ${since}.`
          : say`Operator ${version} has no ${kind}, and it is refused: it came with ${since}.`,
        fixes: v1
          ? [
              {
                title: say`Write \`v1beta1\``,
                edits: [{ do: 'set', node: root.at('apiVersion'), value: `${group}/v1beta1` }],
                safe: false,
              },
            ]
          : [],
      };
    } else if (until !== undefined && !isBefore(version, until)) {
      yield {
        node: root.at('kind'),
        message: say`Operator ${version} has no ${kind}, and it is refused: the last to have it were those before ${until}.`,
      };
    }
  },
};

const served: ReadonlyMap<string, readonly [since: string, until?: string]> = new Map([
  ['PGUpgrade', ['5.1']],
  ['PGAdmin', ['5.5']],
  ['CrunchyBridgeCluster', ['5.6', '6.0']],
]);
