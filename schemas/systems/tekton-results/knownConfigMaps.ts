import { apiConfigMap } from './naming.ts';

/** ConfigMaps that the operator installs with Results, with help. tektoncd/results v0.20.0 config/base, prefix `tekton-results-` */
export const knownConfigMaps: Readonly<Record<string, string>> = {
  [apiConfigMap]:
    'Variables of the API. Its one key `config` replaces the whole file; set the fields of the spec instead.',
  'tekton-results-config-results-retention-policy':
    'When results are deleted from the database: `runAt`, a cron line, and `defaultRetention`, a number of days (`maxRetention` in older releases).',
  'tekton-results-config-logging': 'How watcher and agent write their logs.',
  'tekton-results-config-leader-election': 'Election of the watcher; `performance` sets its number of buckets.',
  'tekton-results-config-observability': 'Metrics of the watcher.',
  'tekton-results-info': 'Version of Results, for clients to read.',
  'tekton-results-postgres': 'Name of the internal database, in key `POSTGRES_DB`; read when it is first started.',
};
