import type { Finding, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenVariables } from '../writtenVariables.ts';
import { podEnvironment } from '../subjectIds.ts';
import { findSpiloVariable, spiloVariableNames } from '../spiloVariables.ts';

/** Variables that nobody reads, though they look like ones of the image. */
export const variableMisspelt: Rule = {
  id: 'zalando/variable-misspelt',
  severity: 'warning',
  kinds: ['postgresql', podEnvironment],
  help: `The image reads its variables by their exact names, in capitals. One that is written otherwise, or that is an option of the
operator such as \`wal_s3_bucket\`, is set and read by nobody: nothing is archived, and no log says why. Options of the operator stand in
its own configuration.`,
  source: 'https://github.com/zalando/spilo/blob/master/ENVIRONMENT.rst',
  *check({ resource }): Iterable<Finding> {
    for (const { name, node, mark, renamed } of writtenVariables(resource)) {
      if (name.includes('${') || findSpiloVariable(name)) continue;
      const upper = name.toUpperCase();
      const option = options.has(name);
      const known = findSpiloVariable(upper) ? upper : undefined;
      const meant = known ?? (option ? undefined : nearestSpilo(name));
      if (meant === undefined && !option) continue;
      yield {
        node,
        mark,
        // A name that is only near may be one of the user's own.
        severity: known || option ? 'warning' : 'information',
        message: option
          ? say`Nobody reads "${name}" here: it is an option of the operator, and stands in its own configuration.`
          : say`Nobody reads "${name}": the image has a variable "${meant ?? ''}".`,
        fixes: meant === undefined ? [] : [{ title: say`Write "${meant}"`, edits: [renamed(meant)], safe: false }],
      };
    }
  },
};

/** Options of the operator that are taken for variables: those about archives and rights in a cloud. */
const options: ReadonlySet<string> = new Set([
  'wal_s3_bucket',
  'wal_gs_bucket',
  'wal_az_storage_account',
  'log_s3_bucket',
  'kube_iam_role',
  'irsa_role_arn',
  'gcp_credentials',
  'aws_region',
  'additional_secret_mount',
  'additional_secret_mount_path',
  'logical_backup_s3_bucket',
  'logical_backup_s3_endpoint',
  'logical_backup_s3_region',
  'logical_backup_schedule',
]);

/** One of the families that the image knows, so that a variable of an extension or a sidecar is left alone. */
function nearestSpilo(name: string): string | undefined {
  const family = /^(?:CLONE_|STANDBY_)?(?:WAL[EG]?|USE_WAL[EG]|AWS|AZURE|BACKUP|SSH)_/.exec(name)?.[0];
  if (family === undefined) return undefined;
  return nearestName(
    name,
    spiloVariableNames.filter((known) => known.startsWith(family)),
  );
}
