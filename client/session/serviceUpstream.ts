import type { Labels, ManifestNode } from '../../schemas/contract/index.ts';
import { endpoints, endpointSlices, pods, services } from '../../schemas/vocabulary/objectTypes.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import { memberOf } from './members.ts';
import type { Target } from './target.ts';
import { hostEnd, podEnd } from './upstreamEnd.ts';
import type { Sighting, TunnelUpstream, UpstreamEnd } from './upstreamEnd.ts';

/** A Service and its port, as a client in the cluster would address it. */
interface ServicePlace {
  readonly connection: ClusterConnection;
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

/**
 * What is behind `db`, `db.shop`, `db.shop.svc` or `db.shop.svc.cluster.local`: `kubectl port-forward svc/db` fails where
 * the Service has no selector, as those of Patroni, so its endpoints are read then. `undefined`: the host is no Service.
 */
export async function serviceUpstream(
  { connection, podNamespace }: Target,
  host: string,
  port: number,
  signal?: AbortSignal,
): Promise<TunnelUpstream | undefined> {
  const named = serviceName(host, podNamespace);
  if (!named) return undefined;
  const { name, namespace, certain } = named;
  const service = await readService(connection, named, signal);
  if (!service) {
    if (!certain) return undefined;
    throw new ClusterError(
      'missing',
      say`Service ${name} does not exist in namespace ${namespace}, so ${host} leads nowhere.`,
      say`Correct the host in the manifest, or create the Service.`,
    );
  }
  const { root } = resourceFromJson(service);
  const external = root.at('spec', 'externalName').value;
  if (root.at('spec', 'type').value === 'ExternalName' && typeof external === 'string')
    return { connection, watches: [], look: () => Promise.resolve(outside(external, port)) };
  return behind({ connection, name, namespace, port }, root, signal);
}

async function behind(
  place: ServicePlace,
  service: ManifestNode,
  signal: AbortSignal | undefined,
  depth = 0,
): Promise<TunnelUpstream> {
  const selector = labelsOf(service.at('spec', 'selector'));
  if (selector) return selectedPods(place, selector, service);
  const next = depth < longestChain ? await nextService(place, service, signal) : undefined;
  return next ? behind(next.place, next.service, signal, depth + 1) : listedEndpoints(place, service);
}

/** The Service of a primary may have the address of another Service as its endpoint: operators make such. */
async function nextService(
  place: ServicePlace,
  service: ManifestNode,
  signal: AbortSignal | undefined,
): Promise<{ readonly place: ServicePlace; readonly service: ManifestNode } | undefined> {
  const { connection, namespace } = place;
  const address = (await readAddresses(place, service, signal)).find(({ pod }) => !pod);
  if (!address) return undefined;
  const others = await connection.list(services, { namespace, ...(signal ? { signal } : {}) }).catch(passOverForbidden);
  for (const other of others) {
    const { root } = resourceFromJson(other);
    const { name } = other.metadata;
    if (name === place.name || root.at('spec', 'clusterIP').value !== address.ip) continue;
    return { place: { ...place, name, port: address.port ?? place.port }, service: root };
  }
  return undefined;
}

function passOverForbidden(error: unknown): readonly KubernetesObject[] {
  if (isClusterError(error, 'forbidden')) return [];
  throw error;
}

/** `certain`: the name says that it is one of the cluster; else it may be any machine's. */
function serviceName(
  host: string,
  ownNamespace: string,
): { name: string; namespace: string; certain: boolean } | undefined {
  const match =
    /^([a-z](?:[-a-z0-9]*[a-z0-9])?)(?:\.([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(\.svc(?:\.[-.a-z0-9]+)?)?)?\.?$/.exec(host);
  if (!match || host === 'localhost') return undefined;
  const [, name = '', namespace = ownNamespace, suffix] = match;
  return { name, namespace, certain: suffix !== undefined };
}

async function readService(
  connection: ClusterConnection,
  { name, namespace, certain }: { name: string; namespace: string; certain: boolean },
  signal?: AbortSignal,
): Promise<KubernetesObject | undefined> {
  try {
    return await connection.read({ ...services, name, namespace }, signal);
  } catch (error) {
    // `example.com` reads like a Service of namespace `com`, where nobody may look.
    if (!certain && isClusterError(error, 'forbidden')) return undefined;
    throw error;
  }
}

function selectedPods(place: ServicePlace, labels: Labels, service: ManifestNode): TunnelUpstream {
  const { connection, namespace } = place;
  const query = { namespace, labels };
  return {
    connection,
    watches: [{ type: pods, query }],
    async look(signal) {
      const found = await connection.list(pods, { ...query, signal });
      const serving = found.filter((pod) => memberOf(pod).ready);
      const ends = serving.map((pod) =>
        podEnd(
          connection,
          { namespace, pod: pod.metadata.name },
          { id: idOf(pod), port: targetPort(place, service, pod) },
        ),
      );
      return sighting(place, ends, (id) => found.some((pod) => idOf(pod) === id));
    },
  };
}

/** Written by a controller or by hand: EndpointSlices where there are any, else the older Endpoints. */
function listedEndpoints(place: ServicePlace, service: ManifestNode): TunnelUpstream {
  const { connection, name, namespace } = place;
  return {
    connection,
    watches: [
      { type: endpointSlices, query: slicesOf(place) },
      { type: endpoints, query: { namespace, fields: { 'metadata.name': name } } },
    ],
    async look(signal) {
      const addresses = await readAddresses(place, service, signal);
      const ends = await Promise.all(addresses.map((address) => endOf(place, address, signal)));
      return sighting(place, ends, (id) => ends.some((end) => end.id === id));
    },
  };
}

async function readAddresses(
  place: ServicePlace,
  service: ManifestNode,
  signal: AbortSignal | undefined,
): Promise<readonly Address[]> {
  const { connection, name, namespace } = place;
  const portName = servicePort(place, service)?.at('name').value ?? '';
  const slices = await connection.list(endpointSlices, { ...slicesOf(place), ...(signal ? { signal } : {}) });
  const addresses = slices.flatMap((slice) => sliceAddresses(resourceFromJson(slice).root, portName));
  if (addresses.length > 0) return addresses;
  const object = await connection.read({ ...endpoints, name, namespace }, signal);
  return object ? subsetAddresses(resourceFromJson(object).root, portName) : [];
}

function slicesOf({ name, namespace }: ServicePlace): { namespace: string; labels: Labels } {
  return { namespace, labels: { 'kubernetes.io/service-name': name } };
}

interface Address {
  readonly ip: string;
  readonly port: number | undefined;
  readonly pod?: { readonly name: string; readonly uid: string };
}

function sliceAddresses(slice: ManifestNode, portName: unknown): Address[] {
  const port = portOf(slice.at('ports'), portName);
  return slice
    .at('endpoints')
    .items()
    .filter((each) => each.at('conditions', 'ready').value !== false)
    .flatMap((each) => addressesOf(each, each.at('addresses').items().slice(0, 1), port));
}

function subsetAddresses(object: ManifestNode, portName: unknown): Address[] {
  return object
    .at('subsets')
    .items()
    .flatMap((subset) => {
      const port = portOf(subset.at('ports'), portName);
      return subset
        .at('addresses')
        .items()
        .flatMap((each) => addressesOf(each, [each.at('ip')], port));
    });
}

function addressesOf(endpoint: ManifestNode, ips: readonly ManifestNode[], port: number | undefined): Address[] {
  const reference = endpoint.at('targetRef');
  const name = reference.at('name').value;
  const uid = reference.at('uid').value;
  const isPod = reference.at('kind').value === 'Pod' && typeof name === 'string';
  const pod = isPod ? { pod: { name, uid: typeof uid === 'string' ? uid : name } } : {};
  return ips.flatMap(({ value }) => (typeof value === 'string' ? [{ ip: value, port, ...pod }] : []));
}

/** A single port counts whatever its name: Patroni writes Endpoints, and people Services, that name it differently. */
function portOf(ports: ManifestNode, name: unknown): number | undefined {
  const items = ports.items();
  const match =
    items.find((each) => (each.at('name').value ?? '') === name) ?? (items.length === 1 ? items[0] : undefined);
  const port = match?.at('port').value;
  return typeof port === 'number' ? port : undefined;
}

/** An address without a pod's name may still be a pod's; if it is not, it is a machine's outside of the cluster. */
async function endOf(
  { connection, namespace, port: asked }: ServicePlace,
  { ip, port = asked, pod }: Address,
  signal: AbortSignal,
): Promise<UpstreamEnd> {
  if (pod) return podEnd(connection, { namespace, pod: pod.name }, { id: pod.uid, port });
  const [found] = await connection.list(pods, { namespace, fields: { 'status.podIP': ip }, signal });
  return found
    ? podEnd(connection, { namespace, pod: found.metadata.name }, { id: idOf(found), port })
    : hostEnd(ip, port);
}

/** A number, or the name of a port of the pod's containers; https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports */
function targetPort(place: ServicePlace, service: ManifestNode, pod: KubernetesObject): number {
  const written = servicePort(place, service)?.at('targetPort').value ?? place.port;
  if (typeof written === 'number') return written;
  const containers = resourceFromJson(pod).root.at('spec', 'containers').items();
  const named = containers
    .flatMap((container) => container.at('ports').items())
    .find((port) => port.at('name').value === written)
    ?.at('containerPort').value;
  return typeof named === 'number' ? named : place.port;
}

/** Of a headless Service the port may be any: its name leads to the pods themselves. */
function servicePort({ name, namespace, port }: ServicePlace, service: ManifestNode): ManifestNode | undefined {
  const ports = service.at('spec', 'ports').items();
  const match = ports.find((each) => each.at('port').value === port);
  if (match || service.at('spec', 'clusterIP').value === 'None') return match;
  const offered = ports.map((each) => scalarText(each.at('port').value));
  throw new ClusterError(
    'missing',
    offered.length === 0
      ? say`Service ${name} in namespace ${namespace} has no port ${port}.`
      : say`Service ${name} in namespace ${namespace} has no port ${port}: it has ${joined(offered, ', ')}.`,
    say`Correct the port in the manifest or in the Service.`,
  );
}

function sighting({ name, namespace }: ServicePlace, ends: readonly UpstreamEnd[], keeps: Sighting['keeps']): Sighting {
  if (ends.length > 0) return { ends, keeps };
  const reason = new ClusterError(
    'no-pod',
    say`Nothing that is ready stands behind Service ${name} in namespace ${namespace}.`,
    say`Check its selector or its endpoints, and the pods that should serve it.`,
  );
  return { ends, keeps, reason };
}

function outside(host: string, port: number): Sighting {
  return { ends: [hostEnd(host, port)], keeps: () => true };
}

function labelsOf(selector: ManifestNode): Labels | undefined {
  const labels = selector.entries().map(([label, { value }]) => [label, scalarText(value)] as const);
  return labels.length === 0 ? undefined : Object.fromEntries(labels);
}

function idOf({ metadata }: KubernetesObject): string {
  return metadata.uid ?? metadata.name;
}

/** Services that lead to Services. */
const longestChain = 3;
