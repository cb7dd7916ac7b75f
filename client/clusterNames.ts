import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ObjectType } from '../schemas/contract/index.ts';
import { clusterNamesRequest } from '../schemas/contract/protocol.ts';
import type { ClusterNamesParams, ClusterNamesResult } from '../schemas/contract/protocol.ts';
import {
  configMaps,
  namespaces,
  persistentVolumeClaims,
  secrets,
  services,
  storageClasses,
} from '../schemas/vocabulary/objectTypes.ts';
import type { ClusterConnection } from './cluster/connection.ts';

/** So long an answer counts as what the cluster has: while a person types one name. In milliseconds. */
const freshness = 10_000;
/** Questions that are kept; the oldest goes first. */
const mostKept = 100;

const types: Readonly<Record<string, ObjectType>> = {
  Secret: secrets,
  ConfigMap: configMaps,
  StorageClass: storageClasses,
  Namespace: namespaces,
  Service: services,
  PersistentVolumeClaim: persistentVolumeClaims,
};

/**
 * Answers the language server's questions for names in the cluster from a connection that is open already; opens none.
 * Values of Secrets are not sent, nor kept. To be called before the client starts; it lasts as long as the client.
 */
export function answerClusterNames(
  client: Pick<BaseLanguageClient, 'onRequest'>,
  current: () => ClusterConnection | undefined,
): { dispose(): void } {
  const answer = createClusterNames(current, () => Date.now());
  return client.onRequest(clusterNamesRequest, (question: ClusterNamesParams) => answer(question));
}

/** Never rejects: who may not list Secrets completes without them. `now` in milliseconds. */
export function createClusterNames(
  current: () => ClusterConnection | undefined,
  now: () => number,
): (question: ClusterNamesParams) => Promise<ClusterNamesResult> {
  const kept = new Map<string, { readonly names: Promise<readonly string[]>; readonly until: number }>();
  let asked: ClusterConnection | undefined;

  return async ({ type, namespace, of }) => {
    const connection = current();
    if (connection !== asked) kept.clear();
    asked = connection;
    if (!connection) return { names: [], context: '' };
    const key = JSON.stringify([type, namespace, of]);
    let known = kept.get(key);
    if (!known || known.until <= now()) {
      known = {
        names: readNames(connection, { type, namespace, ...(of === undefined ? {} : { of }) }),
        until: now() + freshness,
      };
      kept.delete(key);
      kept.set(key, known);
      for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
    }
    return { names: await known.names, context: connection.context };
  };
}

async function readNames(
  connection: ClusterConnection,
  { type, namespace, of }: ClusterNamesParams,
): Promise<readonly string[]> {
  const place = namespace === '' ? connection.namespace : namespace;
  try {
    if (type === 'SecretKey') return await readKeys(connection, secrets, place, of);
    if (type === 'ConfigMapKey') return await readKeys(connection, configMaps, place, of);
    const objectType = Object.hasOwn(types, type) ? types[type] : undefined;
    if (!objectType) return [];
    const query = objectType.scope === 'Namespaced' ? { namespace: place } : {};
    const objects = await connection.list(objectType, query);
    return objects.map(({ metadata }) => metadata.name).filter((name) => !isHelmRelease(name));
  } catch {
    // The list is a convenience; a command says what does not work.
    return [];
  }
}

async function readKeys(
  connection: ClusterConnection,
  type: ObjectType,
  namespace: string,
  name = '',
): Promise<readonly string[]> {
  if (name === '') return [];
  const object = await connection.read({ ...type, namespace, name });
  return [object?.['data'], object?.['binaryData']].flatMap((part) =>
    typeof part === 'object' && part !== null ? Object.keys(part) : [],
  );
}

/** Helm keeps one Secret for each revision of a release; no manifest refers to them. https://helm.sh/docs/topics/advanced/#storage-backends */
function isHelmRelease(name: string): boolean {
  return name.startsWith('sh.helm.release.v1.');
}
