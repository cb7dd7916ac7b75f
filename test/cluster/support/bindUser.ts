import type { ControlPlane } from '../bed/controlPlane.ts';

/** Gives a user rights, in a namespace or in the whole cluster. Comes back when the API server goes by it. */
export async function bindUser(
  cluster: Pick<ControlPlane, 'api'>,
  user: string,
  rules: readonly object[],
  namespace?: string,
): Promise<void> {
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
