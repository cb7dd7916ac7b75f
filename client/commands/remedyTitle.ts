import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';

/** What a button says that leads to a remedy. */
export function remedyTitle(command: string): Said {
  switch (command) {
    case 'dbManifests.chooseContext':
      return say`Choose Context`;
    case 'dbManifests.chooseNamespace':
      return say`Choose Namespace`;
    case 'dbManifests.apply':
      return say`Apply Manifest`;
    case 'dbManifests.verify':
      return say`Verify`;
    case 'dbManifests.logs':
      return say`Logs`;
    case 'workbench.actions.view.problems':
      return say`Show Problems`;
    default:
      return say`Open Settings`;
  }
}
