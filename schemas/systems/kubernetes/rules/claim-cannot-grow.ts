import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { isFalse } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A claim grows if its class allows it, and never shrinks. */
export const claimCannotGrow: Rule = {
  id: 'kubernetes/claim-cannot-grow',
  severity: 'warning',
  kinds: ['PersistentVolumeClaim'],
  help: `The size of a claim that exists can only be raised, and only if its StorageClass has \`allowVolumeExpansion: true\`; the
API server refuses everything else. The size is compared with the last commit. Allow it in the class, which is one of the
few things that can be changed there, or make a new claim and copy the data.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  *check({ spec, previous, workspace }) {
    const node = spec.at('resources', 'requests', 'storage');
    const [now, before] = [node, previous?.root.at('spec', 'resources', 'requests', 'storage')].map((each) =>
      quantityOf(each?.value),
    );
    if (!now || !before) return;
    const change = compareQuantities(now, before);
    const was = String(previous?.root.at('spec', 'resources', 'requests', 'storage').value);
    if (change < 0)
      yield {
        node,
        message: say`A claim cannot shrink: it was committed with ${was}, and the API server refuses less.`,
      };
    if (change <= 0) return;
    const name = knownName(spec.at('storageClassName'));
    const [storageClass] = name === undefined ? [] : workspace.find('StorageClass', name, '');
    if (!storageClass || storageClass.resource.partial) return;
    const allows = storageClass.resource.root.at('allowVolumeExpansion');
    if (allows.kind !== 'missing' && !isFalse(allows)) return;
    yield {
      node,
      severity: 'information',
      message: say`The claim cannot grow from ${was}: StorageClass "${name ?? ''}" lacks \`allowVolumeExpansion: true\`.`,
      related: [{ node: storageClass.resource.root.at('metadata', 'name'), message: say`The StorageClass` }],
    };
  },
};
