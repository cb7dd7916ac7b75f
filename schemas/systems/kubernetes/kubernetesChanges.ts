import type { ManifestNode, OperatorVersion, ReleaseChange, Resource } from '../../contract/index.ts';
import { isTrue, isWritten, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { containersOf, podTemplateOf, workloadKinds } from './workloads.ts';

const notes = (release: OperatorVersion) =>
  `https://github.com/kubernetes/kubernetes/blob/v1.36.0/CHANGELOG/CHANGELOG-${release}.md`;

const volumeKinds = [...workloadKinds, 'PersistentVolume', 'StorageClass'];

/** Volumes that nothing in Kubernetes mounts any more. */
const gone: readonly { readonly field: string; readonly since: OperatorVersion }[] = [
  { field: 'scaleIO', since: '1.22' },
  { field: 'flocker', since: '1.25' },
  { field: 'quobyte', since: '1.25' },
  { field: 'storageos', since: '1.25' },
  { field: 'glusterfs', since: '1.26' },
  { field: 'cephfs', since: '1.31' },
  { field: 'rbd', since: '1.31' },
  { field: 'gitRepo', since: '1.33' },
];

/** Volumes that a driver mounts which is installed by itself, by the release that no longer does it alone. */
const driven: readonly {
  readonly field: string;
  readonly provisioner: string;
  readonly driver: string;
  readonly since: OperatorVersion;
}[] = [
  { field: 'awsElasticBlockStore', provisioner: 'aws-ebs', driver: 'ebs.csi.aws.com', since: '1.23' },
  { field: 'azureDisk', provisioner: 'azure-disk', driver: 'disk.csi.azure.com', since: '1.23' },
  { field: 'gcePersistentDisk', provisioner: 'gce-pd', driver: 'pd.csi.storage.gke.io', since: '1.23' },
  { field: 'azureFile', provisioner: 'azure-file', driver: 'file.csi.azure.com', since: '1.24' },
  { field: 'vsphereVolume', provisioner: 'vsphere-volume', driver: 'csi.vsphere.vmware.com', since: '1.25' },
  { field: 'cinder', provisioner: 'cinder', driver: 'cinder.csi.openstack.org', since: '1.26' },
  { field: 'portworxVolume', provisioner: 'portworx-volume', driver: 'pxd.portworx.com', since: '1.31' },
];

/** What releases of Kubernetes make of manifests that they take as before. */
export const kubernetesChanges: readonly ReleaseChange[] = [
  ...gone.map(({ field, since }): ReleaseChange => ({
    id: `kubernetes/${dashed(field)}-volumes-gone`,
    since,
    effect: 'refused',
    severity: 'error',
    kinds: volumeKinds,
    source: notes(since),
    *find({ resource }) {
      for (const node of volumesOf(resource, field, field.toLowerCase()))
        yield {
          node,
          mark: 'key',
          message:
            field === 'gitRepo'
              ? say`Pods with this volume do not start: \`gitRepo\` is switched off from ${since} on. Clone in an init container, into an \`emptyDir\`.`
              : say`Pods with such volumes do not start: Kubernetes ${since} no longer has \`${field}\`. Move the data to a volume of a CSI driver before the upgrade.`,
        };
    },
  })),
  ...driven.map(({ field, provisioner, driver, since }): ReleaseChange => ({
    id: `kubernetes/${dashed(field)}-needs-driver`,
    since,
    effect: 'different',
    severity: 'warning',
    kinds: volumeKinds,
    source: notes(since),
    *find({ resource }) {
      for (const node of volumesOf(resource, field, provisioner))
        yield {
          node,
          mark: 'key',
          message: say`Pods with such volumes do not start unless the CSI driver \`${driver}\` runs in the cluster: from ${since} on Kubernetes leaves \`${field}\` to it. Install it before the upgrade.`,
        };
    },
  })),
  {
    id: 'kubernetes/exec-probes-time-out',
    since: '1.20',
    effect: 'default',
    severity: 'warning',
    kinds: workloadKinds,
    source: notes('1.20'),
    *find({ resource }) {
      const pod = podTemplateOf(resource);
      for (const container of pod ? containersOf(pod.spec) : []) {
        for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
          const node = container.at(probe, 'timeoutSeconds');
          if (container.at(probe, 'exec').kind !== 'map' || isWritten(node)) continue;
          yield {
            node,
            mark: 'key',
            message: say`The probe fails when its command takes longer than a second: \`timeoutSeconds\` is left out, and before 1.20 nothing ended a command. Write how long it may take.`,
          };
        }
      }
    },
  },
  {
    id: 'kubernetes/unready-annotation-unread',
    since: '1.24',
    effect: 'ignored',
    severity: 'warning',
    kinds: ['Service'],
    source: notes('1.24'),
    *find({ root, spec }) {
      const node = root.at('metadata', 'annotations', 'service.alpha.kubernetes.io/tolerate-unready-endpoints');
      const field = spec.at('publishNotReadyAddresses');
      if (textOf(node) !== 'true' || isTrue(field)) return;
      yield {
        node,
        message: say`Pods that are not ready are no longer found by this Service, which members of a cluster may need to start: from 1.24 on the annotation is not read. Set \`publishNotReadyAddresses: true\`.`,
        fixes: [
          {
            title: say`Write \`publishNotReadyAddresses: true\``,
            edits: [{ do: 'set', node: field, value: true }],
            safe: false,
          },
        ],
      };
    },
  },
  {
    id: 'kubernetes/seccomp-annotation-unread',
    since: '1.27',
    effect: 'ignored',
    severity: 'warning',
    kinds: workloadKinds,
    source: notes('1.27'),
    *find({ resource }) {
      const annotations = podTemplateOf(resource)?.metadata.at('annotations');
      for (const [key, node] of annotations?.entries() ?? []) {
        if (!/^(?:container\.)?seccomp\.security\.alpha\.kubernetes\.io\//.test(key)) continue;
        yield {
          node,
          mark: 'key',
          message: say`The containers run without this seccomp profile: from 1.27 on the annotation is not read. Write it as \`securityContext.seccompProfile\`.`,
        };
      }
    },
  },
  {
    id: 'kubernetes/volumes-deleted-after-all',
    since: '1.31',
    effect: 'different',
    severity: 'information',
    kinds: ['PersistentVolume'],
    source: notes('1.31'),
    *find({ spec }) {
      const node = spec.at('persistentVolumeReclaimPolicy');
      if (textOf(node) !== 'Delete') return;
      yield {
        node,
        message: say`The disk goes with the PersistentVolume: from 1.31 on \`Delete\` counts too when the PersistentVolume is deleted before its claim, and before 1.31 the disk was left over then. Write \`Retain\` if something relies on that.`,
      };
    },
  },
];

/** Where a volume of this type is mounted, described, or made by a class. */
function volumesOf(resource: Resource, field: string, provisioner: string): ManifestNode[] {
  const { root, identity } = resource;
  if (identity.kind === 'StorageClass') {
    const node = root.at('provisioner');
    return textOf(node) === `kubernetes.io/${provisioner}` ? [node] : [];
  }
  const pod = podTemplateOf(resource);
  const places = pod ? pod.spec.at('volumes').items() : [root.at('spec')];
  return places.map((each) => each.at(field)).filter(isWritten);
}

function dashed(field: string): string {
  return field.replaceAll(/[A-Z]+/g, (letters) => `-${letters.toLowerCase()}`);
}
