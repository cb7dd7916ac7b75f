import type { DatabaseSystem } from './contract/index.ts';
import { tektonResults } from './systems/tekton-results/system.ts';
import { zalando } from './systems/zalando/system.ts';

/** All packs, small halves: what the client needs. */
export const systems: readonly DatabaseSystem[] = [tektonResults, zalando];
