// What a command's session part is tried with: its actions, and people who may do less than everything.
import assert from 'node:assert/strict';
import type { ClusterConnection } from '../../../client/cluster/connection.ts';
import { isClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import type { Target } from '../../../client/session/target.ts';
import type { Action } from '../../../schemas/contract/recipe.ts';
import type { ControlPlane } from '../bed/controlPlane.ts';
import { bindUser } from './bindUser.ts';
import { connectTo } from './targets.ts';

/** One rule of a Role, for one verb of one resource. */
export interface Grant {
  readonly verb: string;
  readonly group: string;
  /** With the subresource: `pods/exec`. */
  readonly resource: string;
}

let people = 0;

/**
 * A person who may do this and nothing else. In the namespaces, or, where none is named, in all of them and with objects
 * of the whole cluster.
 */
export async function connectAs(
  cluster: ControlPlane,
  grants: readonly Grant[],
  { namespaces = [], namespace }: { readonly namespaces?: readonly string[]; readonly namespace?: string } = {},
): Promise<ClusterConnection> {
  people += 1;
  const user = `person-${String(people)}`;
  const rules = grants.map(({ verb, group, resource }) => ({
    verbs: [verb],
    apiGroups: [group],
    resources: [resource],
  }));
  const places = namespaces.length === 0 ? [undefined] : namespaces;
  for (const place of places) await bindUser(cluster, user, rules, place);
  const kubeconfig = await cluster.writeKubeconfig({
    name: user,
    user,
    ...(namespace === undefined ? {} : { namespace }),
  });
  return connectTo(kubeconfig);
}

export function actionOf({ recipe }: Target, id: string): Action {
  const action = recipe.actions.find((each) => each.id === id);
  assert.ok(action, `no action ${id} among ${recipe.actions.map((each) => each.id).join(', ')}`);
  return action;
}

/** Fails with this code; gives back what a person reads. */
export async function failureOf(work: Promise<unknown>, code: ClusterErrorCode): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isClusterError(error, code), `${code} expected: ${String(error)}`);
  assert.notEqual(error.remedy, code === 'cancelled' ? error.message : '');
  return `${error.message} ${error.remedy}`;
}
