import type { ControlPlane } from '../bed/controlPlane.ts';
import { bindUser } from './bindUser.ts';

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
export async function layUserWithout(cluster: Pick<ControlPlane, 'api'>, missing: Right): Promise<string> {
  const name = `no-${missing.replaceAll(/\W/g, '-')}`;
  const rules = Object.entries(rights).flatMap(([right, rule]) => (right === missing ? [] : [rule]));
  await bindUser(cluster, name, rules, 'web');
  return name;
}
