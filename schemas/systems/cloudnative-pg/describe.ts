import type { ManifestNode, RuleContext, Said } from '../../contract/index.ts';
import { bytesOf, quantityOf } from '../../vocabulary/quantity.ts';
import { isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { coded, codedRow, say } from '../../vocabulary/say.ts';
import { catalogOf } from './catalogOf.ts';
import { externalCluster } from './externalClusters.ts';
import { instancesOf } from './instancesOf.ts';
import { archiveOfCluster, archiveOfEntry, type ArchivePlace } from './objectStores.ts';
import { postgresSize } from './postgresValues.ts';

/** What a value leads to and neither the field's help nor the derived names say. */
export function describe(node: ManifestNode, context: RuleContext): Said | undefined {
  const [, ...place] = node.path;
  const field = place.filter((part) => typeof part === 'string').join('.');
  const ofKind = descriptions[context.resource.identity.kind] ?? {};
  return Object.hasOwn(ofKind, field) ? ofKind[field]?.(node, context) : undefined;
}

type Description = (node: ManifestNode, context: RuleContext) => Said | undefined;

const clusterDescriptions: Readonly<Record<string, Description>> = {
  instances: (_, context) => {
    const pods = instanceNames(context);
    return pods && say`Pods: ${pods}`;
  },
  'storage.size': (_, context) => claims(context, ''),
  'walStorage.size': (_, context) => claims(context, '-wal'),
  'tablespaces.storage.size': (node, context) => {
    const name = textOf(node.parent?.parent?.at('name') ?? node);
    return name === undefined ? undefined : claims(context, `-tbs-${name.replaceAll('_', '-')}`);
  },
  'imageCatalogRef.major': (node, context) => {
    const images = catalogOf(context)?.root.at('spec', 'images').items() ?? [];
    const image = textOf(images.find((each) => each.at('major').value === node.value)?.at('image') ?? node);
    return image === undefined ? undefined : say`Image of the catalog: \`${image}\``;
  },
  'postgresql.synchronous.number': (_, { spec }) => waitingCommits(spec),
  'postgresql.parameters.shared_buffers': (node, { spec }) => {
    const [size, memory] = [
      postgresSize(textOf(node) ?? ''),
      quantityOf(spec.at('resources', 'requests', 'memory').value),
    ];
    if (!size || !memory || bytesOf(memory) <= 0n) return undefined;
    return say`${Number((bytesOf(size) * 100n) / bytesOf(memory))} % of the memory that the pod asks for.`;
  },
  'plugins.parameters.barmanObjectName': (_, { spec, resource }) =>
    archive(archiveOfCluster(spec, resource.identity.name)),
  'backup.barmanObjectStore.destinationPath': (_, { spec, resource }) =>
    archive(archiveOfCluster(spec, resource.identity.name)),
  'bootstrap.recovery.source': (node, { spec, resource }) => {
    const entry = externalCluster(spec, textOf(node));
    const place = entry && archiveOfEntry(entry, resource.identity.name);
    return place && say`Restored from folder \`${place.server}\` of ${storeOf(place)}.`;
  },
};

const descriptions: Readonly<Record<string, Readonly<Record<string, Description>>>> = {
  Cluster: clusterDescriptions,
  Pooler: {
    'pgbouncer.parameters.default_pool_size': (node, { spec }) => {
      const together = timesInstances(node, spec);
      return together === undefined
        ? undefined
        : say`${together} connections at most for each pair of a role and a database, over all pods.`;
    },
    'pgbouncer.parameters.max_db_connections': (node, { spec }) => {
      const together = timesInstances(node, spec);
      return together === undefined ? undefined : say`${together} connections at most to each database, over all pods.`;
    },
  },
};

/** `shop-1`, `shop-2` ... as a new cluster has them; only the ends of a long row. */
function instanceNames({ spec, resource }: RuleContext, suffix = ''): Said | undefined {
  const { name } = resource.identity;
  const count = instancesOf(spec);
  if (!name || !count || !Number.isInteger(count) || count < 1) return undefined;
  const names = Array.from({ length: count }, (_, index) => `${name}-${index + 1}${suffix}`);
  return codedRow(names, 3);
}

/** pkg/specs/volumes.go, pkg/reconciler/persistentvolumeclaim/calculator.go */
function claims(context: RuleContext, suffix: string): Said | undefined {
  const names = instanceNames(context, suffix);
  return names && say`Claims of this size: ${names}`;
}

/** pkg/postgres/replication/explicit.go */
function waitingCommits(spec: ManifestNode): Said | undefined {
  const synchronous = spec.at('postgresql', 'synchronous');
  const [number, instances] = [numberOf(synchronous.at('number')), instancesOf(spec)];
  const others = ['standbyNamesPre', 'standbyNamesPost', 'maxStandbyNamesFromCluster'];
  if (others.some((field) => isWritten(synchronous.at(field)))) return undefined;
  // More than there are is refused.
  if (number === undefined || instances === undefined || !(number > 0 && number < instances)) return undefined;
  const all = instances - 1;
  return synchronous.at('dataDurability').value === 'preferred'
    ? say`A commit waits for ${number} of ${all} replicas, or for those that are ready.`
    : say`A commit waits for ${number} of ${all} replicas; while fewer are ready, nothing can be written.`;
}

function archive(place: ArchivePlace | undefined): Said | undefined {
  return place && say`Archived in folder \`${place.server}\` of ${storeOf(place)}.`;
}

function storeOf({ by, store }: ArchivePlace): Said {
  return by === 'plugin' ? say`ObjectStore ${coded([store])}` : coded([store]);
}

function timesInstances(node: ManifestNode, spec: ManifestNode): number | undefined {
  const [each, instances] = [Number(textOf(node)), instancesOf(spec)];
  return each > 0 && instances !== undefined && instances > 1 ? each * instances : undefined;
}
