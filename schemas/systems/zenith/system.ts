import type { DatabaseSystem } from '../../contract/index.ts';
import { names } from './names.ts';
import { recipe } from './recipe.ts';

/**
 * Zenith (GaussDB 100) by its operator. Neither is public: what is known of the resource is a design note with one manifest,
 * so its fields are explained and everything else is left open.
 */
export const zenith: DatabaseSystem = {
  id: 'zenith',
  title: 'Zenith Operator',
  kinds: [
    {
      group: 'huawei.cloudb.com',
      versions: ['v1'],
      kind: 'zenithCluster',
      plural: 'zenithclusters',
      scope: 'Namespaced',
      runs: true,
      podsByOwner: true,
    },
  ],
  names,
  derive: () => [],
  recipe,
};
