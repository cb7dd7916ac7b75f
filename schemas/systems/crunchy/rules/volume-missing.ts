import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { mayHoldMore, mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';

/** A mount of a container of one's own names a volume of the pod. */
export const volumeMissing: Rule = {
  id: 'crunchy/volume-missing',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `Containers of one's own mount what the operator's pods have: \`postgres-data\`, \`tmp\`, the certificates in \`cert-volume\`
and so on. Volumes of \`volumes.additional\` are called \`volumes-<name>\` there, and are mounted at \`/volumes/<name>\` without a word.
With any other name in \`volumeMounts\` Kubernetes refuses the pods, and only the operator's log says so. Declare the volume
under \`volumes.additional\`.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/util/volumes.go#L22',
  since: '5.8',
  wholeOnly: true,
  *check({ root, spec, version }): Iterable<Finding> {
    const logs = textOf(root.at('metadata', 'annotations', `${group}/pgbackrest-cloud-log-volume`));
    const always = [...sharedVolumes, ...(logs === undefined ? [] : [logs])];
    // An operator before 5.8 leaves the containers out, unless it was told otherwise.
    const severity = version === undefined ? ({ severity: 'warning' } as const) : {};
    for (const set of spec.at('instances').items())
      for (const finding of missing(set, [...instanceVolumes, ...always])) yield { ...finding, ...severity };
    // Those of PgBouncer need the gate `PGBouncerSidecars`.
    for (const finding of missing(spec.at('proxy', 'pgBouncer'), ['pgbouncer-config', ...always]))
      yield { ...finding, severity: 'warning' };
  },
};

const sharedVolumes: readonly string[] = ['tmp', 'collector-config', 'logrotate-config'];

/** What any release from 5.8 on puts into pods of instances, asked for or not. */
const instanceVolumes: readonly string[] = [
  ...['postgres-data', 'postgres-wal', 'postgres-temp', 'postgres-config', 'cert-volume', 'patroni-config', 'dshm'],
  ...['pgbackrest-config', 'pgbackrest-server', 'pgbackrest-repo', 'database-containerinfo'],
  ...['exporter-config', 'exporter-certs', 'web-config', 'pgo-config'],
];

function* missing(part: ManifestNode, operators: readonly string[]): Iterable<Finding> {
  const [additional, tablespaces] = [part.at('volumes', 'additional'), part.at('tablespaceVolumes')];
  if (mayHoldMore(part.at('volumes')) || mayHoldOthers(tablespaces, 'name')) return;
  if (mayHoldOthers(part.at('containers'), 'name')) return;
  const own = additional.items().flatMap((volume) => textOf(volume.at('name')) ?? []);
  const known = new Set([
    ...operators,
    ...own.map((name) => `volumes-${name}`),
    ...tablespaces.items().map((volume) => `tablespace-${textOf(volume.at('name')) ?? ''}`),
  ]);
  for (const container of part.at('containers').items()) {
    for (const mount of [...container.at('volumeMounts').items(), ...container.at('volumeDevices').items()]) {
      const node = mount.at('name');
      const name = knownName(node);
      if (name === undefined || known.has(name)) continue;
      const meant = own.includes(name) ? `volumes-${name}` : nearestName(name, [...known]);
      yield {
        node,
        message:
          meant === undefined
            ? say`The pods have no volume "${name}", so they are refused: declare it under \`volumes.additional\`, which operators from 6.0 on have.`
            : say`The pods have no volume "${name}", so they are refused: "${meant}" is one.`,
        fixes:
          meant === undefined
            ? []
            : [{ title: say`Mount volume "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
      };
    }
  }
}
