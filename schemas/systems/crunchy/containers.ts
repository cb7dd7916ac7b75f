import type { ManifestNode } from '../../contract/index.ts';
import { isPlaceholder, textOf } from '../../vocabulary/read.ts';

/** Containers that the operator puts into pods, first those that run. internal/naming/names.go */

/** Of an instance; `exporter` and `collector` only where they are asked for. */
export const instanceContainers: readonly string[] = [
  ...['database', 'replication-cert-copy', 'pgbackrest', 'pgbackrest-config', 'exporter', 'collector'],
  ...['postgres-startup', 'nss-wrapper-init'],
];
export const pgBouncerContainers: readonly string[] = ['pgbouncer', 'pgbouncer-config', 'collector'];
const repositoryHostContainers: readonly string[] = [
  ...['pgbackrest', 'pgbackrest-config', 'collector', 'pgbackrest-log-dir', 'nss-wrapper-init'],
];
const adminContainers: readonly string[] = ['pgadmin', 'collector', 'pgadmin-startup'];

/** Something that mounts additional volumes. */
export interface MountingPart {
  readonly part: ManifestNode;
  /** Containers that its pods have; `undefined`: not all are known. */
  readonly names: readonly string[] | undefined;
}

/** Parts of a PostgresCluster that mount additional volumes. */
export function mountingParts(spec: ManifestNode): readonly MountingPart[] {
  const pgBackRest = spec.at('backups', 'pgbackrest');
  const pgBouncer = spec.at('proxy', 'pgBouncer');
  const restoring = ['pgbackrest-restore', 'nss-wrapper-init'];
  return [
    ...spec
      .at('instances')
      .items()
      .map((part) => ({ part, names: withOwn(instanceContainers, part.at('containers')) })),
    { part: pgBackRest.at('repoHost'), names: repositoryHostContainers },
    { part: pgBackRest.at('jobs'), names: ['pgbackrest', 'collector'] },
    { part: pgBackRest.at('restore'), names: restoring },
    { part: spec.at('dataSource', 'pgbackrest'), names: restoring },
    { part: spec.at('dataSource', 'postgresCluster'), names: restoring },
    { part: pgBouncer, names: withOwn(pgBouncerContainers, pgBouncer.at('containers')) },
  ];
}

/** The same of a PGAdmin. */
export function adminPart(spec: ManifestNode): MountingPart {
  return { part: spec, names: adminContainers };
}

function withOwn(operators: readonly string[], list: ManifestNode): readonly string[] | undefined {
  const own = list.items().map((container) => textOf(container.at('name')));
  const known = own.filter((name) => name !== undefined);
  return isPlaceholder(list) || known.length < own.length ? undefined : [...operators, ...known];
}
