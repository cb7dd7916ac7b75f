import type { Rule, Said } from '../../../contract/index.ts';
import { readHbaLine, type HbaLine } from '../../../vocabulary/hbaLines.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';

/** `pg_hba` takes the place of Spilo's own lines, and Patroni and the operator need some of them. */
export const pgHbaIncomplete: Rule = {
  id: 'zalando/pg-hba-incomplete',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`patroni.pg_hba\` is not added to the image's default: it takes its place. Patroni comes through the Unix
socket (a line \`local\`), replicas come with \`replication\` as their database, which \`all\` does not include, and
the operator comes over the network. Without a line for each, Postgres refuses them: the cluster does not get ready,
replicas do not follow, or users and databases are not created. Images before operator 1.7 added the lines to the
default instead.`,
  source: 'https://github.com/zalando/spilo/blob/master/postgres-appliance/scripts/configure_spilo.py',
  since: '1.7',
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('patroni', 'pg_hba');
    const lines = node.items().map(textOf);
    if (lines.length === 0) return;
    const entries = lines.flatMap((line) => readHbaLine(line ?? '') ?? []).filter((read) => 'method' in read);
    // A placeholder, an include or something that cannot be read may hold what is missing.
    if (entries.length !== lines.length) return;
    const missing = missingEntries(entries, (numberOf(spec.at('numberOfInstances')) ?? 1) > 1);
    if (missing.length === 0) return;
    const value = [...defaults, ...lines.flatMap((line) => line ?? []).filter((line) => !isDefault(line))];
    if (!entries.some(isForOperator)) value.push('hostssl all all all md5');
    yield {
      node,
      mark: 'key',
      message: say`\`patroni.pg_hba\` takes the place of the default lines, but has none for ${listed(missing, 'or')}.`,
      fixes: [{ title: say`Put Spilo's default lines before yours`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};

/** The lines of Spilo that let Patroni, replicas, people (PAM) and programs on the pod in. */
const defaults: readonly string[] = [
  'local all all trust',
  'hostssl all +zalandos 127.0.0.1/32 pam',
  'host all all 127.0.0.1/32 md5',
  'hostssl all +zalandos ::1/128 pam',
  'host all all ::1/128 md5',
  'local replication standby trust',
  'hostssl replication standby all md5',
  'hostssl all +zalandos all pam',
];

function missingEntries(entries: readonly HbaLine[], hasReplicas: boolean): Said[] {
  const missing: Said[] = [];
  if (!entries.some((entry) => entry.type === 'local' && allows(entry) && entry.databases.some(isNoReplication))) {
    missing.push(say`Patroni (\`local all all trust\`)`);
  }
  if (!entries.some(isForOperator)) missing.push(say`the operator (\`hostssl all all all md5\`)`);
  const replication = entries.some(
    (entry) => isRemote(entry) && allows(entry) && !entry.databases.every(isNoReplication),
  );
  if (hasReplicas && !replication) missing.push(say`replicas (\`hostssl replication standby all md5\`)`);
  return missing;
}

function isForOperator(entry: HbaLine): boolean {
  return isRemote(entry) && entry.type !== 'hostnossl' && allows(entry) && entry.databases.some(isNoReplication);
}

function isRemote({ type, address }: HbaLine): boolean {
  return type !== 'local' && !/^(127\.|::1|localhost$|samehost$)/.test(address);
}

function allows({ method }: HbaLine): boolean {
  return method !== 'reject';
}

function isNoReplication(database: string): boolean {
  return database !== 'replication';
}

function isDefault(line: string): boolean {
  return defaults.includes(line.trim().split(/\s+/).join(' '));
}
