import type { Finding, IndexedResource, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { isWritten, textItems, textOf } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { searchBy } from '../../../vocabulary/searchBy.ts';

/** A claim and the volume that it names, or that names it, have to fit. */
export const volumeDoesNotFit: Rule = {
  id: 'kubernetes/volume-does-not-fit',
  severity: 'warning',
  kinds: ['PersistentVolumeClaim'],
  help: `A claim is bound to a volume that has at least the size it asks for, all of its access modes, the same
\`storageClassName\` and the same \`volumeMode\`. Where the claim names its volume by \`volumeName\`, or the volume its claim
by \`claimRef\`, no other volume is taken: if they do not fit, the claim stays \`Pending\`, and so does the pod. A claim
without \`storageClassName\` gets the default class of the cluster; for a volume without a class write
\`storageClassName: ""\`.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  wholeOnly: true,
  *check(context) {
    const volume = volumeOf(context);
    if (!volume) return;
    const { spec } = context;
    const offered = volume.at('spec');
    const name = textOf(volume.at('metadata', 'name')) ?? '';
    const related = [{ node: volume.at('metadata', 'name'), message: say`The volume` }];
    for (const finding of misfits(spec, offered, name)) yield { ...finding, related };
  },
};

/** The volume that is bound by name, if it is the only one. */
function volumeOf({ spec, resource, workspace }: RuleContext): ManifestNode | undefined {
  const wanted = knownName(spec.at('volumeName'));
  const { name, namespace } = resource.identity;
  const found =
    wanted === undefined
      ? volumesForClaim(workspace.resources('', 'PersistentVolume'), claimKey(namespace, name))
      : workspace.find('PersistentVolume', wanted, '');
  const only = found.length === 1 ? found[0] : undefined;
  return only && !only.resource.partial ? only.resource.root : undefined;
}

const volumesForClaim = searchBy(({ resource: { root } }: IndexedResource) => {
  const claim = root.at('spec', 'claimRef');
  const [namespace, name] = [textOf(claim.at('namespace')), textOf(claim.at('name'))];
  return namespace && name ? [claimKey(namespace, name)] : [];
});

function claimKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function* misfits(claim: ManifestNode, volume: ManifestNode, name: string): Iterable<Finding> {
  const size = claim.at('resources', 'requests', 'storage');
  const [asked, has] = [quantityOf(size.value), quantityOf(volume.at('capacity', 'storage').value)];
  if (asked && has && compareQuantities(asked, has) > 0) {
    const capacity = String(volume.at('capacity', 'storage').value);
    yield {
      node: size,
      message: say`Volume "${name}" has ${capacity} only, so the claim stays Pending: ask for as much at most.`,
    };
  }
  const modes = textItems(volume.at('accessModes')).map(([mode]) => mode);
  for (const [mode, node] of modes.length > 0 ? textItems(claim.at('accessModes')) : []) {
    if (!modes.includes(mode))
      yield {
        node,
        message: say`Volume "${name}" is not for ${mode} (${joined(modes, ', ')}), so the claim stays Pending.`,
      };
  }
  const [own, other] = [claim.at('storageClassName'), volume.at('storageClassName')];
  const [ownClass, otherClass] = [classOf(own), classOf(other)];
  if (isWritten(own) && ownClass !== undefined && otherClass !== undefined && ownClass !== otherClass) {
    yield {
      node: own,
      message:
        otherClass === ''
          ? say`Volume "${name}" has no storage class, so the claim stays Pending.`
          : say`Volume "${name}" is of class "${otherClass}", so the claim stays Pending.`,
      fixes: [
        { title: say`Use class "${otherClass}"`, edits: [{ do: 'set', node: own, value: otherClass }], safe: false },
      ],
    };
  }
  const [mode, kind] = [claim.at('volumeMode'), volume.at('volumeMode')].map(modeOf);
  if (mode !== undefined && kind !== undefined && mode !== kind)
    yield {
      node: claim.at('volumeMode'),
      message: say`Volume "${name}" is a ${kind}, so a claim for a ${mode} stays Pending.`,
    };
}

/** Empty: none. */
function classOf(node: ManifestNode): string | undefined {
  return isWritten(node) ? textOf(node) : '';
}

function modeOf(node: ManifestNode): string | undefined {
  return isWritten(node) ? textOf(node) : 'Filesystem';
}
