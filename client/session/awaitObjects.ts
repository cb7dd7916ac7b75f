import type { Said } from '../../schemas/contract/index.ts';
import type { ObjectType } from '../../schemas/contract/recipe.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KubernetesObject, ListQuery, WatchEvent } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';

/** What was seen in the objects: that it is over, or how far it is. */
export type Progress<T> =
  | { readonly done: T }
  /** `missing`: a few words, `shop-1 (Pending)`. `reached`: more is further. */
  | { readonly missing: Said; readonly reached: number };

export interface AwaitOptions<T> {
  readonly query: ListQuery;
  /** Called with all objects of the query after each change; what it throws ends the waiting. */
  readonly look: (objects: readonly KubernetesObject[]) => Progress<T>;
  /** Milliseconds without getting further. */
  readonly limit: number;
  /** What is waited for, for the error: `The pods of shop`. */
  readonly what: Said;
  /** One sentence for the error. */
  readonly remedy: Said;
  readonly tell?: (message: Said) => void;
  readonly signal?: AbortSignal;
}

/**
 * Watches objects until `look` says that it is over. Fails with `timeout` (what is still missing) when nothing has moved
 * on for `limit`, with `cancelled`, or with what `look` throws. Never leaves a watch or a timer behind.
 */
export function awaitObjects<T>(
  connection: ClusterConnection,
  type: ObjectType,
  { query, look, limit, what, remedy, tell, signal }: AwaitOptions<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const watching = new AbortController();
    const objects = new Map<string, KubernetesObject>();
    let missing = say`an answer of the API server`;
    let furthest = -Infinity;
    let interruption: Said | undefined;
    let timer = setTimeout(stall, limit);

    function end(finish: () => void): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      watching.abort();
      finish();
    }
    function stall(): void {
      const minutes = Math.max(1, Math.round(limit / 60_000));
      const message = say`${what}: nothing has changed for ${minutes} min, still missing: ${missing}.`;
      const whole = interruption ? joined([message, interruption], ' ') : message;
      end(() => reject(new ClusterError('timeout', whole, remedy)));
    }
    function cancel(): void {
      end(() => reject(new ClusterError('cancelled', say`${what}: no longer waited for ${missing}.`, remedy)));
    }
    function check(): void {
      const seen = look([...objects.values()]);
      if ('done' in seen) {
        end(() => resolve(seen.done));
        return;
      }
      if (render(seen.missing) !== render(missing)) tell?.(seen.missing);
      missing = seen.missing;
      // Whoever was told may have cancelled.
      if (watching.signal.aborted) return;
      if (seen.reached <= furthest) return;
      furthest = seen.reached;
      clearTimeout(timer);
      timer = setTimeout(stall, limit);
    }
    function onEvent(event: WatchEvent): void {
      if (watching.signal.aborted) return;
      if (event.kind === 'interrupted') {
        interruption = isClusterError(event.error) ? event.error.said.message : foreign(event.error.message);
        // These do not get better by waiting.
        if (isClusterError(event.error, 'forbidden', 'unauthenticated')) end(() => reject(event.error));
        return;
      }
      interruption = undefined;
      take(objects, event);
      try {
        check();
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    }

    if (signal?.aborted) {
      cancel();
      return;
    }
    signal?.addEventListener('abort', cancel, { once: true });
    connection.watch(type, query, onEvent, watching.signal);
  });
}

function take(objects: Map<string, KubernetesObject>, event: Exclude<WatchEvent, { kind: 'interrupted' }>): void {
  if (event.kind === 'all') {
    objects.clear();
    for (const object of event.objects) objects.set(keyOf(object), object);
  } else if (event.kind === 'deleted') {
    // The successor of the same name may have been announced before.
    const known = objects.get(keyOf(event.object));
    if (known?.metadata.uid === event.object.metadata.uid) objects.delete(keyOf(event.object));
  } else {
    objects.set(keyOf(event.object), event.object);
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
