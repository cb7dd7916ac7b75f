// What a command's session part is tried with: its actions, and people who may do less than everything.
import assert from 'node:assert/strict';
import type { ClusterConnection } from '../../../client/cluster/connection.ts';
import { isClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import type { Target } from '../../../client/session/target.ts';
import type { Action } from '../../../schemas/contract/recipe.ts';
import type { ControlPlane } from '../bed/controlPlane.ts';
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
  for (const place of places) await bind(cluster, user, rules, place);
  const kubeconfig = await cluster.writeKubeconfig({
    name: user,
    user,
    ...(namespace === undefined ? {} : { namespace }),
  });
  return connectTo(kubeconfig);
}

/** Comes back when the API server goes by it. */
async function bind(cluster: ControlPlane, user: string, rules: readonly object[], namespace?: string): Promise<void> {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const prefix = namespace === undefined ? 'Cluster' : '';
  const metadata = { name: user, ...(namespace === undefined ? {} : { namespace }) };
  await cluster.api.apply({ apiVersion, kind: `${prefix}Role`, metadata, rules });
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: `${prefix}Role`, name: user };
  const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }];
  await cluster.api.apply({ apiVersion, kind: `${prefix}RoleBinding`, metadata, roleRef, subjects });
  const last = rules.at(-1) as { verbs: string[]; apiGroups: string[]; resources: string[] } | undefined;
  if (!last) return;
  const [resource = '', subresource] = last.resources[0]?.split('/') ?? [];
  const attributes = { verb: last.verbs[0], group: last.apiGroups[0], resource, subresource, namespace };
  const review = { spec: { user, resourceAttributes: attributes } };
  for (let allowed = false; !allowed;) {
    const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
    const answer = (await cluster.api.request('POST', path, review)) as { status: { allowed: boolean } };
    ({ allowed } = answer.status);
  }
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
