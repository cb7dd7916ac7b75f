import type { Finding, IndexedResource, ManifestNode, Resource, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { searchBy } from '../../../vocabulary/searchBy.ts';
import { group, repositories } from '../naming.ts';
import { placeOf } from '../repositories.ts';

/** Two clusters that write into one place of a bucket. */
export const repositoryShared: Rule = {
  id: 'crunchy/repository-shared',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Every cluster calls its backups \`db\`. In one bucket and path two clusters overwrite each other's list of backups:
those of one, or of both, can no longer be restored, and archiving stops. Without \`repoN-path\` all clusters use the same
path, \`/pgbackrest/repoN\`. Give each cluster a path of its own, with its name in it. A standby cluster reads the place of
its source on purpose.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/pgbackrest/config.go#L336',
  *check({ spec, resource, workspace }): Iterable<Finding> {
    if (follows(spec)) return;
    for (const [place, node] of placesOf(resource)) {
      const sharing = writersByPlace(workspace.resources(group, 'PostgresCluster'), place);
      // Another revision of it, or the same cluster in another overlay, is no rival.
      const rival = sharing.find(({ resource: other }) => other.identity.name !== resource.identity.name);
      if (rival) yield sharedWith(node, rival.resource.identity.name, resource);
    }
  },
};

function sharedWith(repository: ManifestNode, rival: string, { identity, root }: Resource): Finding {
  const name = textOf(repository.at('name')) ?? '';
  const path = root.at('spec', 'backups', 'pgbackrest', 'global', `${name}-path`);
  const value = `/pgbackrest/${identity.namespace === '' ? '' : `${identity.namespace}/`}${identity.name}/${name}`;
  return {
    node: isWritten(path) ? path : repository.at('name'),
    message: say`Cluster "${rival}" keeps its backups in the same bucket and path, so both become useless: set a \`${name}-path\` of its own.`,
    fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node: path, value }], safe: false }],
  };
}

const writersByPlace = searchBy(({ resource }: IndexedResource) =>
  follows(resource.root.at('spec')) ? [] : placesOf(resource).keys(),
);

/** A standby, or a copy that reads from the place only. */
function follows(spec: ManifestNode): boolean {
  const standby = spec.at('standby');
  return standby.kind === 'map';
}

function placesOf({ root }: Resource): ReadonlyMap<string, ManifestNode> {
  const pgBackRest = root.at('spec', 'backups', 'pgbackrest');
  const places = repositories(root.at('spec')).flatMap((repository) => {
    const place = placeOf(repository, pgBackRest.at('global'));
    return place === undefined ? [] : [[place, repository] as const];
  });
  return new Map(places);
}
