import type { Finding, Fix, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';

/** Words of other operators, each with what it is called here. */
export const foreignField: Rule = {
  id: 'crunchy/foreign-field',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `The field is one of another operator, and this one has another word for it, or another place. The API server refuses
it or drops it. The message says where it belongs.`,
  source: 'https://access.crunchydata.com/documentation/postgres-operator/latest/references/crd',
  *check({ spec }): Iterable<Finding> {
    for (const [key, node] of spec.entries()) {
      const word = words.get(key);
      if (word === undefined) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${key}\` is no field here: ${word.say}`,
        fixes: fixesFor(node, word, spec),
      };
    }
  },
};

interface Word {
  readonly say: Said;
  /** Where the same value belongs, from `spec` on. */
  readonly to?: readonly (string | number)[];
  /** The value fits only if it is of this type. */
  readonly type?: 'number' | 'map' | 'string';
}

function fixesFor(node: ManifestNode, { to, type }: Word, spec: ManifestNode): readonly Fix[] {
  const key = to?.at(-1);
  if (to === undefined || typeof key !== 'string') return [];
  const target = spec.at(...to);
  const fits = type === 'map' ? node.kind === 'map' : typeof node.value === type;
  if (!fits || target.kind !== 'missing' || (to[0] === 'instances' && spec.at('instances', 0).kind !== 'map'))
    return [];
  return [
    {
      title: say`Move it to \`${to.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('.')}\``,
      edits: [{ do: 'move', node, to: spec.at(...to.slice(0, -1)), key }],
      safe: false,
    },
  ];
}

const instance = (field: string): readonly (string | number)[] => ['instances', 0, field];

const words: ReadonlyMap<string, Word> = new Map(
  Object.entries<Word>({
    // Zalando's
    numberOfInstances: {
      say: say`\`instances[].replicas\` is the number of pods.`,
      to: instance('replicas'),
      type: 'number',
    },
    volume: { say: say`\`instances[].dataVolumeClaimSpec\` describes the volume.` },
    teamId: { say: say`clusters have no team.` },
    postgresql: { say: say`the version is \`postgresVersion\`, parameters belong to \`config.parameters\`.` },
    databases: { say: say`databases stand with the users that may use them, in \`users[].databases\`.` },
    preparedDatabases: { say: say`databases stand with the users that may use them, in \`users[].databases\`.` },
    dockerImage: { say: say`it is called \`image\`.`, to: ['image'], type: 'string' },
    clone: { say: say`\`dataSource\` says where the data of a new cluster come from.` },
    enableConnectionPooler: { say: say`a pooler is there as soon as \`proxy.pgBouncer\` is.` },
    connectionPooler: { say: say`the pooler is \`proxy.pgBouncer\`.` },
    enableMasterLoadBalancer: { say: say`\`service.type: LoadBalancer\` opens the primary.` },
    enableReplicaLoadBalancer: { say: say`\`replicaService.type: LoadBalancer\` opens the replicas.` },
    sidecars: { say: say`\`instances[].containers\` takes further containers.` },
    tls: { say: say`\`customTLSSecret\` names the certificate.` },
    enableLogicalBackup: { say: say`there are no logical backups; \`backups.pgbackrest\` makes physical ones.` },
    // CloudNativePG's
    bootstrap: { say: say`users and databases stand in \`users\`, data of another cluster in \`dataSource\`.` },
    storage: { say: say`\`instances[].dataVolumeClaimSpec\` describes the volume.` },
    walStorage: { say: say`\`instances[].walVolumeClaimSpec\` describes the volume of the log.` },
    imageName: { say: say`it is called \`image\`.`, to: ['image'], type: 'string' },
    backup: { say: say`it is called \`backups\`, and pgBackRest is in it.` },
    enableSuperuserAccess: { say: say`list a user \`postgres\` in \`users\` to get its Secret.` },
    superuserSecret: { say: say`list a user \`postgres\` in \`users\`; its Secret is \`<cluster>-pguser-postgres\`.` },
    managed: { say: say`roles stand in \`users\`.` },
    certificates: { say: say`\`customTLSSecret\` names the certificate.` },
    externalClusters: { say: say`\`dataSource\` and \`standby\` name other clusters.` },
    postgresUID: { say: say`processes run as the user that Kubernetes or OpenShift assigns.` },
    // Kubernetes', one level too high
    replicas: { say: say`it belongs to a set of instances.`, to: instance('replicas'), type: 'number' },
    resources: { say: say`it belongs to a set of instances.`, to: instance('resources'), type: 'map' },
    affinity: { say: say`it belongs to a set of instances.`, to: instance('affinity'), type: 'map' },
    tolerations: { say: say`it belongs to a set of instances.` },
    topologySpreadConstraints: { say: say`it belongs to a set of instances.` },
    priorityClassName: {
      say: say`it belongs to a set of instances.`,
      to: instance('priorityClassName'),
      type: 'string',
    },
    nodeSelector: { say: say`\`instances[].affinity.nodeAffinity\` chooses nodes.` },
    dataVolumeClaimSpec: {
      say: say`it belongs to a set of instances.`,
      to: instance('dataVolumeClaimSpec'),
      type: 'map',
    },
    walVolumeClaimSpec: {
      say: say`it belongs to a set of instances.`,
      to: instance('walVolumeClaimSpec'),
      type: 'map',
    },
    storageClassName: { say: say`it belongs to \`instances[].dataVolumeClaimSpec\`.` },
    annotations: { say: say`it belongs to \`metadata\`.`, to: ['metadata', 'annotations'], type: 'map' },
    labels: { say: say`it belongs to \`metadata\`.`, to: ['metadata', 'labels'], type: 'map' },
    // This operator's, one level too high
    version: { say: say`it is called \`postgresVersion\`.`, to: ['postgresVersion'], type: 'number' },
    parameters: { say: say`it belongs to \`config\`.`, to: ['config', 'parameters'], type: 'map' },
    dynamicConfiguration: {
      say: say`it belongs to \`patroni\`.`,
      to: ['patroni', 'dynamicConfiguration'],
      type: 'map',
    },
    pgbackrest: { say: say`it belongs to \`backups\`.`, to: ['backups', 'pgbackrest'], type: 'map' },
    pgBackRest: { say: say`it is \`backups.pgbackrest\`.`, to: ['backups', 'pgbackrest'], type: 'map' },
    pgBouncer: { say: say`it belongs to \`proxy\`.`, to: ['proxy', 'pgBouncer'], type: 'map' },
    pgbouncer: { say: say`it is \`proxy.pgBouncer\`.`, to: ['proxy', 'pgBouncer'], type: 'map' },
    pgAdmin: { say: say`make a resource of kind \`PGAdmin\`.` },
    pgmonitor: { say: say`it belongs to \`monitoring\`.`, to: ['monitoring', 'pgmonitor'], type: 'map' },
    exporter: {
      say: say`it is \`monitoring.pgmonitor.exporter\`.`,
      to: ['monitoring', 'pgmonitor', 'exporter'],
      type: 'map',
    },
    switchover: { say: say`it belongs to \`patroni\`.`, to: ['patroni', 'switchover'], type: 'map' },
    restore: { say: say`it belongs to \`backups.pgbackrest\`.`, to: ['backups', 'pgbackrest', 'restore'], type: 'map' },
    repos: { say: say`it belongs to \`backups.pgbackrest\`.` },
  }),
);
