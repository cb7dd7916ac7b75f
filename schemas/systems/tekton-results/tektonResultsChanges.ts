import type { ReleaseChange, Resource } from '../../contract/index.ts';
import { isFalse, isWritten, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { resultKinds, resultSettings } from './settings.ts';
import { activeOptions } from './workloads.ts';

const retentionPolicy = 'tekton-results-config-results-retention-policy';

/** What releases of the operator, and the release of Results that each installs (`components.yaml`), make of manifests that they take as before. */
export const tektonResultsChanges: readonly ReleaseChange[] = [
  {
    id: 'tekton-results/host-name-override-unread',
    since: '0.71',
    effect: 'ignored',
    severity: 'information',
    kinds: resultKinds,
    source: 'https://github.com/tektoncd/operator/blob/v0.71.0/pkg/apis/operator/v1alpha1/tektonresult_defaults.go',
    *find({ resource }) {
      const node = resultSettings(resource).at('tls_hostname_override');
      if (!textOf(node)) return;
      yield {
        node,
        mark: 'key',
        message: say`Nothing reads \`tls_hostname_override\` any more: from 0.71 on the operator empties it. Remove it.`,
        fixes: [{ title: say`Remove \`tls_hostname_override\``, edits: [{ do: 'remove', node }] }],
      };
    },
  },
  {
    id: 'tekton-results/old-results-deleted',
    since: '0.73',
    effect: 'default',
    severity: 'warning',
    kinds: resultKinds,
    source: 'https://github.com/tektoncd/results/blob/v0.12.1/config/base/config-results-retention-policy.yaml',
    *find({ resource }) {
      const settings = resultSettings(resource);
      const data = activeOptions(resource).at('configMaps', retentionPolicy, 'data');
      if (settings.kind !== 'map' || ['maxRetention', 'defaultRetention'].some((key) => isWritten(data.at(key))))
        return;
      yield {
        node: settings,
        mark: 'key',
        message: say`Results older than 30 days are deleted from the database once a week: from 0.73 on a retention agent runs, and nothing here says how long they are kept. Write \`maxRetention\`, a number of days, into \`options.configMaps\`, for \`${retentionPolicy}\`, before the upgrade.`,
      };
    },
  },
  {
    id: 'tekton-results/internal-database-does-not-start',
    since: '0.77',
    effect: 'refused',
    severity: 'warning',
    kinds: resultKinds,
    source: 'https://github.com/tektoncd/results/blob/v0.16.0/config/components/local-db/201-sql-deployment.yaml',
    *find({ resource }) {
      const settings = resultSettings(resource);
      const node = settings.at('is_external_db');
      if (settings.kind !== 'map' || !(node.kind === 'missing' || isFalse(node)) || hasOtherDatabase(resource)) return;
      yield {
        node,
        mark: 'key',
        message: say`The internal database does not start on the data that it has: 0.77 brings PostgreSQL 17 in place of 13, and nothing converts its volume. Dump it before the upgrade, and load the dump into a new volume or a database of your own (\`is_external_db: true\`).`,
      };
    },
  },
];

/** Its image is chosen here. */
function hasOtherDatabase(resource: Resource): boolean {
  const pods = activeOptions(resource).at('statefulSets', 'tekton-results-postgres', 'spec', 'template', 'spec');
  return pods
    .at('containers')
    .items()
    .some((container) => isWritten(container.at('image')));
}
