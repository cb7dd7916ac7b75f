import type { DatabaseSystem } from '../../contract/index.ts';
import { kinds } from './kinds.ts';
import { names } from './names.ts';
import { services } from './naming.ts';
import { recipe } from './recipe.ts';

/** Both operators: v1 with one resource for a cluster, v2 with one for each component. */
export const tidb: DatabaseSystem = {
  id: 'tidb',
  title: 'TiDB Operator',
  installation: 'https://docs.pingcap.com/tidb-in-kubernetes/stable/deploy-tidb-operator/',
  kinds,
  names,
  derive: services,
  recipe,
};
