import type { ControlPlane } from '../bed/controlPlane.ts';

const rbac = 'rbac.authorization.k8s.io';

/** What it takes to connect to Zalando's databases in namespace `web`. */
const rights = {
  'get postgresqls': { apiGroups: ['acid.zalan.do'], resources: ['postgresqls'], verbs: ['get'] },
  'list pods': { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
  'get secrets': { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
  'get pods/portforward': { apiGroups: [''], resources: ['pods/portforward'], verbs: ['get', 'create'] },
  'get pods/exec': { apiGroups: [''], resources: ['pods/exec'], verbs: ['get', 'create'] },
};

export type Right = keyof typeof rights;

/** Name of a user who may do all but one of them. */
export async function layUserWithout({ api }: Pick<ControlPlane, 'api'>, missing: Right): Promise<string> {
  const name = `no-${missing.replaceAll(/\W/g, '-')}`;
  const metadata = { name, namespace: 'web' };
  const rules = Object.entries(rights).flatMap(([right, rule]) => (right === missing ? [] : [rule]));
  await api.apply({ apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules });
  await api.apply({
    ...{ apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata },
    roleRef: { apiGroup: rbac, kind: 'Role', name },
    subjects: [{ apiGroup: rbac, kind: 'User', name }],
  });
  return name;
}
