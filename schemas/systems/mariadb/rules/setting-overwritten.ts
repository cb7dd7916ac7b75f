import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { meaningOf } from '../serverOptions.ts';
import { partOf, serverLines, settingsOf } from '../settingsOf.ts';
import { code } from '../sources.ts';

/** The operator's file is read behind the manifest's. */
export const settingOverwritten: Rule = {
  id: 'mariadb/setting-overwritten',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `For Galera and for replication the operator writes a file of settings in each pod, and the server reads it behind \`myCnf\`: the last
value counts, and that is the operator's. What it writes stands in fields of \`galera\` and \`replication\`, where there is one;
\`wsrep_provider_options\` is \`galera.providerOptions\`.`,
  source: code('pkg/galera/config/config.go', 56),
  *check({ resource, spec, version }): Iterable<Finding> {
    const written = writtenFor(spec, version !== undefined && isBefore(version, '26.3'));
    for (const settings of written.size === 0 ? [] : settingsOf(resource)) {
      for (const line of serverLines(settings)) {
        const meaning = meaningOf(line.name);
        if (meaning.is !== 'option') continue;
        const { name } = meaning.option;
        const own = written.get(name);
        if (!own || own.values.includes((line.value ?? '').toLowerCase())) continue;
        yield { ...partOf(settings, line.at).place, message: messageFor(name, own) };
      }
    }
  },
};

interface Own {
  /** In lower case: values that come to the same. */
  readonly values: readonly string[];
  /** The field that says it. */
  readonly field?: string;
}

/** By option; empty: the operator writes no file. */
function writtenFor(spec: ManifestNode, isOld: boolean): ReadonlyMap<string, Own> {
  if (isTrue(spec.at('galera', 'enabled'))) return galera;
  return isTrue(spec.at('replication', 'enabled')) && !isOld ? replication : none;
}

const none: ReadonlyMap<string, Own> = new Map();

const galera: ReadonlyMap<string, Own> = new Map<string, Own>([
  ['bind_address', { values: ['*', '0.0.0.0', '::'] }],
  ['default_storage_engine', { values: ['innodb'] }],
  ['binlog_format', { values: ['row', '2'] }],
  ['innodb_autoinc_lock_mode', { values: ['2'] }],
  ['wsrep_on', { values: ['on', '1', 'true', ''] }],
  ['wsrep_cluster_address', { values: [] }],
  ['wsrep_cluster_name', { values: ['mariadb-operator'] }],
  ['wsrep_slave_threads', { values: [], field: 'galera.replicaThreads' }],
  ['wsrep_node_address', { values: [] }],
  ['wsrep_node_name', { values: [] }],
  ['wsrep_provider', { values: [], field: 'galera.galeraLibPath' }],
  ['wsrep_provider_options', { values: [], field: 'galera.providerOptions' }],
  ['wsrep_sst_method', { values: [], field: 'galera.sst' }],
  ['wsrep_sst_receive_address', { values: [] }],
]);

/** pkg/controller/replication/config.go (NewReplicationConfig) */
const replication: ReadonlyMap<string, Own> = new Map<string, Own>([
  ['server_id', { values: [], field: 'replication.serverIdStartIndex' }],
  ['log_basename', { values: [] }],
  ['rpl_semi_sync_master_enabled', { values: ['on', '1', 'true', ''], field: 'replication.semiSyncEnabled' }],
]);

function messageFor(name: string, { field }: Own): Said {
  return field === undefined
    ? say`\`${name}\` does nothing here: the operator writes it in a file of its own, which is read later. Remove it.`
    : say`\`${name}\` does nothing here: the operator writes it in a file of its own, which is read later. Write \`${field}\`.`;
}
