import type { LanguagePack } from '../../contract/index.ts';
import { crunchy } from './system.ts';

/** Schemas and rules follow: until then the editor knows the names of these kinds and says nothing else about them. */
export const crunchyLanguage: LanguagePack = {
  system: crunchy,
  rules: [],
  operatorVersions: [],
  groups: [{ group: 'postgres-operator.crunchydata.com', others: { CrunchyBridgeCluster: ['v1beta1'] } }],
};
