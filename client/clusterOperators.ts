import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Labels } from '../schemas/contract/index.ts';
import { clusterOperatorsNotification } from '../schemas/contract/protocol.ts';
import type { ClusterOperatorsParams } from '../schemas/contract/protocol.ts';
import { systems } from '../schemas/registry.ts';
import { deployments, pods } from '../schemas/vocabulary/objectTypes.ts';
import type { ClusterConnection, KubernetesObject } from './cluster/connection.ts';
import { resourceFromJson } from './session/jsonResource.ts';

/** Tells the server which Kubernetes and which operators run in the connected cluster: which fields there are depends on their versions. */
export interface ClusterOperators {
  /** Another connection is in use, or none. Never rejects. */
  changed(): Promise<void>;
  dispose(): void;
}

export function tellClusterOperators(
  client: Pick<BaseLanguageClient, 'sendNotification' | 'onDidChangeState' | 'isRunning'>,
  current: () => ClusterConnection | undefined,
): ClusterOperators {
  let reading: AbortController | undefined;
  let told = '';

  async function tell(manifests: string): Promise<void> {
    told = manifests;
    const message: ClusterOperatorsParams = { manifests };
    // A server that is about to start is told once it runs.
    if (client.isRunning()) await client.sendNotification(clusterOperatorsNotification, message).catch(() => undefined);
  }

  const listening = client.onDidChangeState(({ newState }) => {
    const state: number = newState;
    if (state === running && told !== '') void tell(told);
  });
  return {
    async changed() {
      reading?.abort();
      const mine = (reading = new AbortController());
      const connection = current();
      const manifests = connection ? await readOperators(connection, mine.signal) : '';
      if (!mine.signal.aborted && manifests !== told) await tell(manifests);
    },
    dispose() {
      reading?.abort();
      listening.dispose();
    },
  };
}

/** `State.Running`, without loading what it is defined in. */
const running = 2;

/**
 * The release of Kubernetes and the Deployments of operators as JSON documents, these in the order of their names: names,
 * labels and images, and nothing of their environment, which may hold passwords. What a person may not list is left out.
 */
export async function readOperators(connection: ClusterConnection, signal: AbortSignal): Promise<string> {
  const found = new Map<string, string>();
  for (const labels of operatorLabels()) {
    const selected = await whatMayBeListed(connection.list(pods, { everyNamespace: true, labels, signal }));
    const namespaces = new Set(selected.map(({ metadata }) => metadata.namespace ?? ''));
    for (const namespace of namespaces) {
      const here = selected.filter(({ metadata }) => metadata.namespace === namespace);
      for (const deployment of await whatMayBeListed(connection.list(deployments, { namespace, signal })))
        if (here.some((pod) => selects(deployment, pod)))
          found.set(`${namespace} ${deployment.metadata.name}`, document(essence(deployment)));
    }
  }
  const operators = [...found].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, text]) => text);
  return [await readRelease(connection, signal), ...operators].join('');
}

/** What the API server says that it is, in the words of a file from which a cluster is made. */
async function readRelease(connection: ClusterConnection, signal: AbortSignal): Promise<string> {
  const kubernetesVersion = await connection.release(signal).catch(() => undefined);
  if (kubernetesVersion === undefined) return '';
  return document({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', kubernetesVersion });
}

function document(value: object): string {
  return `---\n${JSON.stringify(value)}\n`;
}

/** Of all packs. Where the operator itself is does not depend on what a resource says. */
function operatorLabels(): readonly Labels[] {
  const found = new Map<string, Labels>();
  for (const { kinds, recipe } of systems) {
    for (const { group, versions, kind } of recipe ? kinds : []) {
      const apiVersion = `${group}/${versions[0] ?? ''}`;
      const metadata = { name: 'any', namespace: 'any' };
      const operator = recipe?.(resourceFromJson({ apiVersion, kind, metadata, spec: {} }))?.operator;
      for (const labels of operator?.pods ?? []) found.set(JSON.stringify(labels), labels);
    }
  }
  return [...found.values()];
}

async function whatMayBeListed(listing: Promise<readonly KubernetesObject[]>): Promise<readonly KubernetesObject[]> {
  try {
    return await listing;
  } catch {
    // The widest reading holds: no reason to trouble anyone.
    return [];
  }
}

function selects(deployment: KubernetesObject, { metadata }: KubernetesObject): boolean {
  const wanted = resourceFromJson(deployment).root.at('spec', 'selector', 'matchLabels').entries();
  return wanted.length > 0 && wanted.every(([key, { value }]) => metadata.labels?.[key] === value);
}

function essence(deployment: KubernetesObject): object {
  const { name, namespace, labels } = deployment.metadata;
  const containers = resourceFromJson(deployment)
    .root.at('spec', 'template', 'spec', 'containers')
    .items()
    .map((container) => ({ name: container.at('name').value, image: container.at('image').value }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: { template: { spec: { containers } } },
  };
}
