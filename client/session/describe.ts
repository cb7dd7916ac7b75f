import type { Labels, ManifestNode } from '../../schemas/contract/index.ts';
import { events, services } from '../../schemas/vocabulary/objectTypes.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { isClusterError } from '../cluster/errors.ts';
import { ago, agoWithTime } from './ago.ts';
import { findCompanions } from './companions.ts';
import type { FoundCompanion } from './companions.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import { findMemberPods } from './members.ts';
import type { Member } from './members.ts';
import type { Report, ReportSection } from './report.ts';
import { findStorage } from './storage.ts';
import type { Target } from './target.ts';

/** What there is of a resource in the cluster: its state, pods with roles, services, storage, the last events. */
export async function describe(target: Target, signal: AbortSignal): Promise<Report> {
  const { kind, name } = target.resource.identity;
  const { members, pods: found } = await findMemberPods(target, signal);
  const sections = await Promise.all([
    section('State', () => Promise.resolve({ lines: target.recipe.health })),
    section('Pods', () => Promise.resolve({ table: podTable(members) })),
    section('Beside it', async () => ({ table: companionTable(await findCompanions(target, signal)) })),
    section('Services', async () => ({ table: serviceTable(target, found, await allServices(target, signal)) })),
    section('Storage', async () => ({
      table: [
        ['Claim', 'State', 'Size', 'Class', 'Volume', 'Pods'],
        ...(await findStorage(target, found, signal)).map((each) => [
          ...[each.claim, each.pending ?? each.phase, each.size || each.asked, each.storageClass, each.volume],
          each.pods.join(', '),
        ]),
      ],
    })),
    section('Events', async () => ({ table: eventTable(await eventsOf(target, found, signal)) })),
  ]);
  const made = target.live?.metadata.creationTimestamp;
  return {
    title: `${kind} ${name}`,
    summary: target.live
      ? `Context ${target.connection.context}, namespace ${target.podNamespace}${made === undefined ? '' : `, made ${ago(made)}`}.`
      : `It does not exist in namespace ${target.podNamespace} of context ${target.connection.context}.`,
    sections: sections.filter(({ lines, table = [] }) => lines.length > 0 || table.length > 1),
  };
}

async function section(title: string, work: () => Promise<Partial<ReportSection>>): Promise<ReportSection> {
  try {
    return { title, lines: [], ...(await work()) };
  } catch (error) {
    if (!isClusterError(error) || error.code === 'cancelled') throw error;
    return {
      title,
      lines: [{ title, state: 'unknown', text: error.message, remedy: error.remedy }],
    };
  }
}

function podTable(members: readonly Member[]): ReportSection['table'] & {} {
  return [
    ['Pod', 'Role', 'State', 'Ready', 'Restarts', 'Node', 'Made'],
    ...members.map(({ pod, role, phase, reason, ready, restarts, node = '', created }) => [
      ...[
        pod,
        role === 'alike' ? '' : role,
        reason ?? phase,
        ready ? 'yes' : 'no',
        String(restarts),
        node,
        ago(created),
      ],
    ]),
  ];
}

function companionTable(found: readonly FoundCompanion[]): ReportSection['table'] & {} {
  return [
    ['For', 'Pod', 'State', 'Ready', 'Restarts', 'Node', 'Made'],
    ...found.flatMap(({ companion, members }) =>
      members.map(({ pod, phase, reason, ready, restarts, node = '', created }) => [
        ...[render(companion.title), pod, reason ?? phase, ready ? 'yes' : 'no', String(restarts), node, ago(created)],
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
        selector.length > 0 ? 'by labels' : 'by its endpoints',
        derived.get(name) ?? '',
      ],
    ];
  });
  return [['Service', 'Type', 'Ports', 'Finds pods', 'For'], ...rows];
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
    return [time, text('type'), text('involvedObject', 'name'), text('reason'), text('message')];
  });
  rows.sort(([one = ''], [other = '']) => other.localeCompare(one));
  const latest = rows.slice(0, EVENTS).map(([time = '', ...cells]) => [agoWithTime(time), ...cells]);
  return [['Time', 'Type', 'Object', 'Reason', 'Message'], ...latest];
}

/** Empty: nothing is there, or no text. */
function textAt(root: ManifestNode, ...path: readonly string[]): string {
  const { value } = root.at(...path);
  return typeof value === 'string' ? value : '';
}
