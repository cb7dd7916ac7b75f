import type { Labels, ManifestNode, Said } from '../../schemas/contract/index.ts';
import { events, services } from '../../schemas/vocabulary/objectTypes.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import { isClusterError } from '../cluster/errors.ts';
import { ago, agoWithTime } from './ago.ts';
import { findCompanions } from './companions.ts';
import type { FoundCompanion } from './companions.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import { findMemberPods } from './members.ts';
import type { Member } from './members.ts';
import type { Report, ReportSection } from './report.ts';
import { roleOf } from './podLine.ts';
import { findStorage } from './storage.ts';
import type { Target } from './target.ts';

/** What there is of a resource in the cluster: its state, pods with roles, services, storage, the last events. */
export async function describe(target: Target, signal: AbortSignal): Promise<Report> {
  const { kind, name } = target.resource.identity;
  const { members, pods: found } = await findMemberPods(target, signal);
  const sections = await Promise.all([
    section(say`State`, () => Promise.resolve({ lines: target.recipe.health })),
    section(say`Pods`, () => Promise.resolve({ table: podTable(members) })),
    section(say`Beside it`, async () => ({ table: companionTable(await findCompanions(target, signal)) })),
    section(say`Services`, async () => ({ table: serviceTable(target, found, await allServices(target, signal)) })),
    section(say`Storage`, async () => ({
      table: [
        [say`Claim`, say`State`, say`Size`, say`Class`, say`Volume`, say`Pods`],
        ...(await findStorage(target, found, signal)).map((each) => [
          ...[each.claim, each.pending ?? each.phase, each.size || each.asked, each.storageClass, each.volume],
          joined(each.pods, ', '),
        ]),
      ],
    })),
    section(say`Events`, async () => ({ table: eventTable(await eventsOf(target, found, signal)) })),
  ]);
  return {
    title: say`${kind} ${name}`,
    summary: summaryOf(target),
    sections: sections.filter(({ lines, table = [] }) => lines.length > 0 || table.length > 1),
  };
}

function summaryOf({ live, podNamespace, connection: { context } }: Target): Said {
  if (!live) return say`It does not exist in namespace ${podNamespace} of context ${context}.`;
  const made = live.metadata.creationTimestamp;
  return made === undefined
    ? say`Context ${context}, namespace ${podNamespace}.`
    : say`Context ${context}, namespace ${podNamespace}, made ${ago(made)}.`;
}

async function section(title: Said, work: () => Promise<Partial<ReportSection>>): Promise<ReportSection> {
  try {
    return { title, lines: [], ...(await work()) };
  } catch (error) {
    if (!isClusterError(error) || error.code === 'cancelled') throw error;
    return {
      title,
      lines: [{ title, state: 'unknown', text: error.said.message, remedy: error.said.remedy }],
    };
  }
}

function podTable(members: readonly Member[]): ReportSection['table'] & {} {
  return [
    [say`Pod`, ...[say`Role`, say`State`, say`Ready`, say`Restarts`, say`Node`, say`Made`]],
    ...members.map(({ pod, role, phase, reason, ready, restarts, node = '', created }) => [
      ...[pod, roleOf(role), reason ?? phase, ready ? say`yes` : say`no`, restarts, node, ago(created)],
    ]),
  ];
}

function companionTable(found: readonly FoundCompanion[]): ReportSection['table'] & {} {
  return [
    [say`For`, ...[say`Pod`, say`State`, say`Ready`, say`Restarts`, say`Node`, say`Made`]],
    ...found.flatMap(({ companion, members }) =>
      members.map(({ pod, phase, reason, ready, restarts, node = '', created }) => [
        ...[companion.title, pod, reason ?? phase, ready ? say`yes` : say`no`, restarts, node, ago(created)],
      ]),
    ),
  ];
}

async function allServices(
  { connection, podNamespace }: Target,
  signal: AbortSignal,
): Promise<readonly KubernetesObject[]> {
  return connection.list(services, { namespace: podNamespace, signal });
}

/** Those that the pack derives, and those whose selector finds a pod. */
function serviceTable(
  { system, resource }: Target,
  found: readonly KubernetesObject[],
  all: readonly KubernetesObject[],
): ReportSection['table'] & {} {
  const derived = new Map(
    [...system.derive(resource)].flatMap((each) => (each.type === 'Service' ? [[each.name, each.note ?? '']] : [])),
  );
  const rows = all.flatMap((service) => {
    const { root } = resourceFromJson(service);
    const selector = root.at('spec', 'selector').entries();
    const selects = found.some(({ metadata }) => fits(metadata.labels ?? {}, selector));
    const { name } = service.metadata;
    if (!selects && !derived.has(name)) return [];
    const ports = root
      .at('spec', 'ports')
      .items()
      .map((port) => scalarText(port.at('port').value))
      .join(', ');
    return [
      [
        name,
        textAt(root, 'spec', 'type'),
        ports,
        selector.length > 0 ? say`by labels` : say`by its endpoints`,
        derived.get(name) ?? '',
      ],
    ];
  });
  return [[say`Service`, say`Type`, say`Ports`, say`Finds pods`, say`For`], ...rows];
}

function fits(labels: Labels, selector: ReturnType<ManifestNode['entries']>): boolean {
  return selector.length > 0 && selector.every(([label, { value }]) => labels[label] === value);
}

/** Of the resource and its pods. */
async function eventsOf(
  { connection, podNamespace, live }: Target,
  found: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<readonly KubernetesObject[]> {
  const known = new Set([live, ...found].flatMap((object) => object?.metadata.uid ?? []));
  const all = await connection.list(events, { namespace: podNamespace, signal });
  return all.filter((event) => known.has(scalarText(resourceFromJson(event).root.at('involvedObject', 'uid').value)));
}

const EVENTS = 20;

function eventTable(found: readonly KubernetesObject[]): ReportSection['table'] & {} {
  const rows = found.map((event) => {
    const { root } = resourceFromJson(event);
    const text = (...path: string[]) => textAt(root, ...path);
    const time = text('lastTimestamp') || text('eventTime') || (event.metadata.creationTimestamp ?? '');
    return [time, text('type'), text('involvedObject', 'name'), text('reason'), text('message')] as const;
  });
  rows.sort(([one], [other]) => other.localeCompare(one));
  const latest = rows
    .slice(0, EVENTS)
    .map(([time, type, object, reason, text]) => [agoWithTime(time), ...[type, object, reason, foreign(text)]]);
  return [[say`Time`, say`Type`, say`Object`, say`Reason`, say`Message`], ...latest];
}

/** Empty: nothing is there, or no text. */
function textAt(root: ManifestNode, ...path: readonly string[]): string {
  const { value } = root.at(...path);
  return typeof value === 'string' ? value : '';
}
