import type { Finding, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { adminPart, mountingParts } from '../containers.ts';

/** A volume for a container that the pod does not have. */
export const containerUnknown: Rule = {
  id: 'crunchy/container-unknown',
  severity: 'warning',
  kinds: ['PostgresCluster', 'PGAdmin'],
  help: `\`containers\` says which containers of the pod mount the volume. The operator passes over a name that the pod does not
have, with the event \`SpecifiedContainerNotFound\`, and that container has no such volume. Correct the name, or leave the list
out: then all containers mount it.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/util/volumes.go#L60',
  *check({ spec, resource }): Iterable<Finding> {
    const parts = resource.identity.kind === 'PGAdmin' ? [adminPart(spec)] : mountingParts(spec);
    for (const { part, names } of parts) {
      for (const volume of part.at('volumes', 'additional').items()) {
        for (const [name, node] of textItems(volume.at('containers'))) {
          if (names === undefined || name.includes('${') || names.includes(name)) continue;
          const meant = nearestName(name, names);
          yield {
            node,
            message: say`The pod has no container "${name}", so it mounts nothing: it has ${listed(names, 'and')}.`,
            fixes:
              meant === undefined
                ? []
                : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
          };
        }
      }
    }
  },
};
