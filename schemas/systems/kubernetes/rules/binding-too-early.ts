import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Storage that only some nodes reach is chosen after the node. */
export const bindingTooEarly: Rule = {
  id: 'kubernetes/binding-too-early',
  severity: 'warning',
  kinds: ['StorageClass'],
  help: `With \`volumeBindingMode: Immediate\`, which is the default, a claim gets its volume before anybody knows where the pod
will run. If the volume is a disk of one node, or of one zone, the pod may have to run where it cannot, and stays
\`Pending\`. \`WaitForFirstConsumer\` chooses the volume together with the node. The field cannot be changed: make a new
class if this one exists.`,
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  wholeOnly: true,
  *check({ root }) {
    const provisioner = textOf(root.at('provisioner'));
    const node = root.at('volumeBindingMode');
    const isImmediate = node.kind === 'missing' || node.value === null || node.value === 'Immediate';
    if (provisioner === undefined || !isImmediate || isPlaceholder(node)) return;
    const isStatic = provisioner === 'kubernetes.io/no-provisioner';
    if (!isStatic && (!zonal.has(provisioner) || isWritten(root.at('allowedTopologies')))) return;
    yield {
      node,
      ...(node.kind === 'missing' ? { node: root.at('provisioner') } : {}),
      ...(isStatic ? {} : { severity: 'information' }),
      message: isStatic
        ? say`Claims are bound before the pod has a node, which may be one without that disk: set \`volumeBindingMode: WaitForFirstConsumer\`.`
        : say`Disks are made before the pod has a node, which may be in another zone: set \`volumeBindingMode: WaitForFirstConsumer\`.`,
      fixes: [
        {
          title: say`Bind when the pod has a node`,
          edits: [{ do: 'set', node, value: 'WaitForFirstConsumer' }],
          safe: false,
        },
      ],
    };
  },
};

/** Make disks that one zone alone reaches. */
const zonal = new Set([
  'disk.csi.azure.com',
  'ebs.csi.aws.com',
  'kubernetes.io/aws-ebs',
  'kubernetes.io/azure-disk',
  'kubernetes.io/gce-pd',
  'pd.csi.storage.gke.io',
  'topolvm.io',
]);
