import type { ObjectType } from '../schemas/contract/index.ts';
import type { KindName } from '../schemas/contract/protocol.ts';
import { definitionDocument, describedDefinition } from './definitionDocument.ts';
import type { ClusterDefinitions } from './answerWantedDefinitions.ts';
import type { ClusterConnection, WatchEvent } from './cluster/connection.ts';
import { pause } from './cluster/apiServer.ts';
import { isClusterError } from './cluster/errors.ts';
import { onAbort } from './cluster/onAbort.ts';

const definitionType: ObjectType = {
  ...{ group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' },
  ...{ kind: 'CustomResourceDefinition', scope: 'Cluster' },
};

/** So many kinds of one window are followed, each with a watch of its own. */
const mostFollowed = 30;

/**
 * Reads from the connected cluster what it says of the kinds that open files use, and no other: their definitions, which are
 * watched, or, where the person may not read those, the API server's own description, which everybody may.
 * @param current the connection in use
 */
export function followDefinitions(
  definitions: ClusterDefinitions,
  current: () => ClusterConnection | undefined,
): { changed(): void; dispose(): void } {
  const followed = new Map<string, { readonly kind: KindName; readonly ending: AbortController; document?: string }>();
  let connection: ClusterConnection | undefined;

  const tell = (): void => {
    const found = [...followed.values()].flatMap(({ kind, document }) => (document ? [[kind, document] as const] : []));
    definitions.tell(new Map(found));
  };
  const stop = (isOver: (key: string) => boolean): void => {
    for (const [key, { ending }] of followed) {
      if (!isOver(key)) continue;
      ending.abort();
      followed.delete(key);
    }
  };
  const update = (): void => {
    const now = current();
    if (now !== connection) {
      stop(() => true);
      connection = now;
      definitions.connect(now && { name: now.context, server: now.server });
    }
    if (!now) return;
    const wanted = new Map(definitions.wanted.slice(0, mostFollowed).map((kind) => [JSON.stringify(kind), kind]));
    stop((key) => !wanted.has(key));
    for (const [key, kind] of wanted) {
      if (followed.has(key)) continue;
      const entry: { kind: KindName; ending: AbortController; document?: string } = {
        kind,
        ending: new AbortController(),
      };
      followed.set(key, entry);
      followOne(now, kind, entry.ending.signal, (document) => {
        if (entry.document === document || entry.ending.signal.aborted) return;
        if (document === undefined) delete entry.document;
        else entry.document = document;
        tell();
      });
    }
    tell();
  };
  const stopListening = definitions.onWanted(update);
  return {
    changed: update,
    dispose() {
      stopListening();
      stop(() => true);
    },
  };
}

/** Milliseconds before each look. The description of a kind that is new comes some seconds behind its definition. */
const delays = [0, 1000, 3000, 10_000, 30_000];

/** The same for a kind that the cluster does not know yet: somebody may install its operator at any time. */
function* endlessDelays(): Iterable<number> {
  yield* delays;
  for (;;) yield 60_000;
}

/** What is found first; `undefined`: nothing until the delays have come to an end. Fails when `signal` says so. */
async function lookAgain<T>(
  look: () => Promise<T | undefined>,
  waits: Iterable<number>,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (const wait of waits) {
    await pause(wait, signal);
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Tells each time what the cluster says of a kind; `undefined`: it knows none. Never throws. */
function followOne(
  connection: ClusterConnection,
  kind: KindName,
  signal: AbortSignal,
  tell: (document: string | undefined) => void,
): void {
  const watching = new AbortController();
  onAbort([signal], () => watching.abort());
  const readDescription = async (type: ObjectType): Promise<void> => {
    watching.abort();
    const look = async () => {
      const description = await connection.openApi(type, signal);
      return description && describedDefinition(description, type);
    };
    const document = await lookAgain(look, delays, signal);
    if (document !== undefined) tell(document);
  };
  const start = async (): Promise<void> => {
    const look = () => connection.typeOf(kind.apiVersion, kind.kind, signal);
    const type = await lookAgain(look, endlessDelays(), signal);
    if (!type || signal.aborted) return;
    const onEvent = (event: WatchEvent): void => {
      if (event.kind === 'all') tell(event.objects[0] && definitionDocument(event.objects[0], type.version));
      else if (event.kind === 'deleted') tell(undefined);
      else if (event.kind !== 'interrupted') tell(definitionDocument(event.object, type.version));
      else if (isClusterError(event.error, 'forbidden')) readDescription(type).catch(() => undefined);
    };
    connection.watch(
      definitionType,
      { fields: { 'metadata.name': `${type.plural}.${type.group}` } },
      onEvent,
      watching.signal,
    );
  };
  // Nobody has asked for it: what does not work stays as it is without a cluster.
  start().catch(() => undefined);
}
