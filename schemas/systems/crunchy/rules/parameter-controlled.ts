import type { Finding, Fix, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Parameters that are the operator's. */
export const parameterControlled: Rule = {
  id: 'crunchy/parameter-controlled',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `The operator sets what keeps the cluster together: archiving, TLS, sockets, where files are, how replicas follow. The
API server refuses these parameters in \`config.parameters\`; in \`patroni.dynamicConfiguration\`, or in another spelling, they
pass and the operator, or Patroni, overwrites them in silence. The port has a field of its own, \`spec.port\`. Remove the
parameter.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/pkg/apis/postgres-operator.crunchydata.com/v1beta1/config_types.go#L46',
  *check({ spec }): Iterable<Finding> {
    const checked = spec.at('config', 'parameters');
    for (const [name, node] of checked.entries()) {
      const why = refusal(name, node);
      if (why !== undefined) {
        yield { node, mark: 'key', message: say`\`${name}\` is refused: ${why}`, fixes: fixesFor(name, node, spec) };
      } else if (refusal(name.toLowerCase(), node) !== undefined) {
        yield { ...ignored(name, node), severity: 'warning' };
      }
    }
    for (const [name, node] of spec.at('patroni', 'dynamicConfiguration', 'postgresql', 'parameters').entries()) {
      if (overwritten.has(name.toLowerCase())) yield { ...ignored(name, node), severity: 'warning' };
    }
  },
};

function ignored(name: string, node: ManifestNode): Finding {
  return {
    node,
    mark: 'key',
    message: say`\`${name}\` does nothing here: the operator sets it itself. Remove it.`,
    fixes: [{ title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }] }],
  };
}

/** Why the API server refuses a parameter, which compares names letter by letter; `undefined`: it does not. */
function refusal(name: string, node: ManifestNode): Said | undefined {
  if (name === 'wal_level') {
    return (textOf(node) ?? 'logical') === 'logical'
      ? undefined
      : say`it is always \`logical\`, which is the most of all. Remove it.`;
  }
  if (allowedTls.has(name)) return undefined;
  return refused.get(name) ?? prefixes.find(([prefix]) => name.startsWith(prefix))?.[1];
}

function fixesFor(name: string, node: ManifestNode, spec: ManifestNode): readonly Fix[] {
  const remove: Fix = { title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }], safe: false };
  const port = name === 'port' ? (numberOf(node) ?? Number(textOf(node))) : Number.NaN;
  if (!Number.isInteger(port) || spec.at('port').kind !== 'missing') return [remove];
  const move: Fix = {
    title: say`Set \`spec.port\` instead`,
    edits: [
      { do: 'remove', node },
      { do: 'set', node: spec.at('port'), value: port },
    ],
    safe: false,
  };
  return [move, remove];
}

const archive = say`the operator archives with pgBackRest. Remove it.`;
const follow = say`Patroni decides who follows whom. Remove it.`;
const files = say`the operator decides where files are. Remove it.`;
const recovery = say`a restore says where to stop, in \`restore\` or \`dataSource\`. Remove it.`;
const tls = say`TLS is always on; certificates come from \`customTLSSecret\`. Remove it.`;

const refused: ReadonlyMap<string, Said> = new Map(
  Object.entries({
    ...{ config_file: files, data_directory: files, external_pid_file: files, hba_file: files, ident_file: files },
    ...{ archive_mode: archive, archive_command: archive, restore_command: archive },
    ...{ primary_conninfo: follow, primary_slot_name: follow, hot_standby: follow, cluster_name: follow },
    synchronous_standby_names: say`use \`synchronous_mode\` in \`patroni.dynamicConfiguration\`. Remove it.`,
    recovery_min_apply_delay: say`replicas that stay behind on purpose are not possible. Remove it.`,
    recovery_target: recovery,
    listen_addresses: say`Postgres listens everywhere; \`authentication\` says who gets in. Remove it.`,
    port: say`\`spec.port\` says which one.`,
    ssl: tls,
    wal_log_hints: say`it is always on, because a former primary needs it. Remove it.`,
    logging_collector: say`it is always on. Remove it.`,
    log_file_mode: say`containers share the files, so the operator sets it. Remove it.`,
  }),
);
const prefixes: readonly (readonly [string, Said])[] = [
  ['ssl_', tls],
  ['unix_socket_', say`the operator connects through the socket. Remove it.`],
  ['recovery_target_', recovery],
];
/** Since 5.8.5. */
const allowedTls: ReadonlySet<string> = new Set(['ssl_groups', 'ssl_ecdh_curve']);

/** What the operator or Patroni writes over it, wherever it stands. internal/postgres/parameters.go, internal/pgbackrest/postgres.go */
const overwritten: ReadonlySet<string> = new Set([
  ...['archive_command', 'archive_mode', 'restore_command', 'ssl', 'ssl_ca_file', 'ssl_cert_file', 'ssl_key_file'],
  ...['unix_socket_directories', 'wal_level', 'log_file_mode'],
  ...['listen_addresses', 'port', 'cluster_name', 'hot_standby', 'wal_log_hints'],
]);
