import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorEnvironment, versionFor } from '../operator.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/** The image of the old pgAdmin is gone, and with it the whole cluster. */
export const pgadminImageMissing: Rule = {
  id: 'crunchy/pgadmin-image-missing',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `From 5.8 on the operator's installers name no image for the pgAdmin of a cluster. Without one NOTHING of the
cluster is made, and the event says \`MissingRequiredImage\`. Take \`userInterface\` out and make a resource of kind
\`PGAdmin\`; or set \`image\`. It is an error where the operator's Deployment is in the workspace.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/config/config.go#L126',
  wholeOnly: true,
  *check({ spec, workspace, resource, version }) {
    const node = spec.at('userInterface', 'pgAdmin');
    if (
      !isWritten(node) ||
      isPlaceholder(node) ||
      isWritten(node.at('image')) ||
      resource.identity.apiVersion.endsWith('/v1')
    )
      return;
    const told = operatorEnvironment(workspace)?.has('RELATED_IMAGE_PGADMIN');
    const known = versionFor(resource, version);
    if (told === true || (told === undefined && known !== undefined && isBefore(known, '5.8'))) return;
    yield {
      node,
      mark: 'key',
      ...(told === false ? { severity: 'error' as const } : {}),
      message: say`Without an image for this pgAdmin nothing of the cluster is made, and the operator brings none from 5.8 on: make a PGAdmin instead.`,
    };
  },
};
