import type { DatabaseSystem } from './contract/index.ts';
import { cloudnativePg } from './systems/cloudnative-pg/system.ts';
import { crunchy } from './systems/crunchy/system.ts';
import { kubernetes } from './systems/kubernetes/system.ts';
import { mariadb } from './systems/mariadb/system.ts';
import { secretMakers } from './systems/secret-makers/system.ts';
import { tektonResults } from './systems/tekton-results/system.ts';
import { tidb } from './systems/tidb/system.ts';
import { zalando } from './systems/zalando/system.ts';
import { zenith } from './systems/zenith/system.ts';

/** All packs, small halves: what the client needs. */
export const systems: readonly DatabaseSystem[] = [
  cloudnativePg,
  crunchy,
  mariadb,
  tektonResults,
  tidb,
  zalando,
  zenith,
  kubernetes,
  secretMakers,
];
