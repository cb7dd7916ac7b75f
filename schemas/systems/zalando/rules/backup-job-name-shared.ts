import type { Rule, RuleContext } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupJobName, defaultNames } from '../naming.ts';
import { knownNames } from '../operatorSettings.ts';

/** Two clusters whose names begin alike get one CronJob for their logical backups. */
export const backupJobNameShared: Rule = {
  id: 'zalando/backup-job-name-shared',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The CronJob of a logical backup is called \`logical-backup-\` and the name of the cluster, cut to 52 characters. Two
clusters of one namespace whose names are alike in the first 37 characters share that name, so one CronJob is overwritten
again and again, and only one of the clusters is backed up. Choose names that differ sooner, or shorten
\`logical_backup_job_prefix\` in the operator's configuration.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/util.go#L657',
  *check(context) {
    const { root, spec, resource, workspace } = context;
    const { name } = resource.identity;
    if (!isTrue(spec.at('enableLogicalBackup')) || name.length + defaultNames.backupJobPrefix.length <= 52) return;
    const [names, ...others] = knownNames(workspace);
    if (others.length > 0) return;
    const job = backupJobName(name, names);
    const rival = clustersBeside(context).find((cluster) => backupJobName(cluster, names) === job);
    if (!rival) return;
    yield {
      node: root.at('metadata', 'name'),
      // Without a namespace in the manifests the two may well go to different ones.
      severity: resource.identity.namespace ? 'warning' : 'information',
      message: say`Only one of this cluster and "${rival}" is backed up: both get CronJob "${job}", whose name is cut. Shorten the name.`,
    };
  },
};

/** Names of other clusters with a logical backup in the same namespace. */
function clustersBeside({ resource, workspace }: RuleContext): string[] {
  const { name, namespace } = resource.identity;
  return workspace
    .resources('acid.zalan.do', 'postgresql')
    .map((indexed) => indexed.resource)
    .filter((other) => other.identity.namespace === namespace && other.identity.name !== name)
    .filter((other) => isTrue(other.root.at('spec', 'enableLogicalBackup')))
    .map((other) => other.identity.name);
}
