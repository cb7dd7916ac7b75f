import type { Fix, IndexedResource, ManifestValue, Rule, RuleContext } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { searchBy } from '../../../vocabulary/searchBy.ts';
import { group } from '../naming.ts';

/** The files of one major version are unreadable to another. */
export const versionChanged: Rule = {
  id: 'crunchy/version-changed',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The data are of the version that the cluster was made with. With another \`postgresVersion\` the operator, without a
word, makes pods in which Postgres finds files that it cannot read. For a newer version make a \`PGUpgrade\`, and change
\`postgresVersion\` after it has succeeded; for an older one there is only a new cluster.`,
  source: 'https://access.crunchydata.com/documentation/postgres-operator/latest/guides/major-postgres-version-upgrade',
  *check(context) {
    const { spec, previous } = context;
    const node = spec.at('postgresVersion');
    const is = numberOf(node);
    const was = previous && numberOf(previous.root.at('spec', 'postgresVersion'));
    if (is === undefined || was === undefined || is === was || isUpgraded(context, was, is)) return;
    const restore: Fix = { title: say`Restore ${was}`, edits: [{ do: 'set', node, value: was }], safe: false };
    const upgrade: Fix = {
      title: say`Restore ${was} and add a PGUpgrade`,
      edits: [
        { do: 'set', node, value: was },
        { do: 'document', value: upgradeOf(context, was, is) },
      ],
      safe: false,
    };
    yield {
      node,
      message:
        is > was
          ? say`The data are of Postgres ${was}, and Postgres ${is} does not start with them: run a PGUpgrade first.`
          : say`The data are of Postgres ${was}, and Postgres ${is} does not start with them: there is no way back.`,
      fixes: is > was ? [upgrade, restore] : [restore],
    };
  },
};

/** A PGUpgrade of this cluster in the workspace: then the change is the last step of it. */
function isUpgraded({ workspace, resource }: RuleContext, from: number, to: number): boolean {
  const upgrades = upgradesByCluster(workspace.resources(group, 'PGUpgrade'), resource.identity.name);
  return upgrades.some(({ resource: { root, identity } }) => {
    const spec = root.at('spec');
    const isHere = [identity.namespace, ''].includes(resource.identity.namespace) || identity.namespace === '';
    return isHere && spec.at('fromPostgresVersion').value === from && spec.at('toPostgresVersion').value === to;
  });
}

const upgradesByCluster = searchBy(({ resource: { root } }: IndexedResource) => [
  root.at('spec', 'postgresClusterName').value,
]);

function upgradeOf({ resource }: RuleContext, from: number, to: number): { readonly [key: string]: ManifestValue } {
  const { name, namespace } = resource.identity;
  return {
    apiVersion: `${group}/v1beta1`,
    kind: 'PGUpgrade',
    metadata: { name: `${name}-to-${to}`, ...(namespace === '' ? {} : { namespace }) },
    spec: { postgresClusterName: name, fromPostgresVersion: from, toPostgresVersion: to },
  };
}
