import type { OperatorVersion, Said } from '../../contract/index.ts';
import { say } from '../../vocabulary/say.ts';

/** A kind in an API version that not every release serves. */
export interface PassingApiVersion {
  readonly apiVersion: string;
  readonly kind: string;
  /** The first release that serves it; absent: older than all that are known here. */
  readonly since?: OperatorVersion;
  /** The first that does not any more. */
  readonly until?: OperatorVersion;
  /** Where the kind is from then on; absent: nowhere. */
  readonly now?: string;
  /** What has to be written in another way there; absent: nothing. */
  readonly other?: Said;
}

type Passing = Omit<PassingApiVersion, 'kind'> & { readonly kinds: readonly string[] };

const roles = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];
const webhooks = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const admissionPolicies = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];
const flows = ['FlowSchema', 'PriorityLevelConfiguration'];

const metrics = say`Its \`metrics\` name a \`target\` with \`type\` and value.`;
const ingress = say`A backend is \`service.name\` and \`service.port\` there, each path has a \`pathType\`, and \`backend\` of the spec is \`defaultBackend\`.`;
const podSecurity = say`Label the namespaces for Pod Security Admission, or take an admission webhook.`;
const shares = say`\`assuredConcurrencyShares\` is \`nominalConcurrencyShares\` there.`;
const webhook = say`Each webhook has \`sideEffects\` and \`admissionReviewVersions\` there.`;
const definition = say`Each version has a structural schema of its own under \`versions\` there.`;
const slices = say`\`topology\` of an endpoint is \`nodeName\`, \`zone\` and \`deprecatedTopology\` there.`;
const requests = say`\`signerName\` and \`usages\` have to be written there.`;
const events = say`\`type\`, \`reason\`, \`action\` and who reports it have to be written there.`;

/**
 * Introduced and removed as the types themselves say (`zz_generated.prerelease-lifecycle.go` of https://github.com/kubernetes/api);
 * what has to be written in another way, and the two groups with types elsewhere:
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const passing: readonly Passing[] = [
  {
    apiVersion: 'apps/v1beta1',
    kinds: ['Deployment', 'StatefulSet', 'ControllerRevision'],
    until: '1.16',
    now: 'apps/v1',
  },
  {
    ...{ apiVersion: 'apps/v1beta2', until: '1.16', now: 'apps/v1' },
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ControllerRevision'],
  },
  { apiVersion: 'extensions/v1beta1', kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'], until: '1.16', now: 'apps/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], until: '1.16', now: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], until: '1.16', other: podSecurity },
  { apiVersion: 'batch/v2alpha1', kinds: ['CronJob'], until: '1.21', now: 'batch/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], until: '1.22', now: 'networking.k8s.io/v1', other: ingress },
  {
    ...{ apiVersion: 'networking.k8s.io/v1beta1', kinds: ['Ingress'], until: '1.22', now: 'networking.k8s.io/v1' },
    other: ingress,
  },
  { apiVersion: 'networking.k8s.io/v1beta1', kinds: ['IngressClass'], until: '1.22', now: 'networking.k8s.io/v1' },
  { apiVersion: 'rbac.authorization.k8s.io/v1beta1', kinds: roles, until: '1.22', now: 'rbac.authorization.k8s.io/v1' },
  {
    ...{ apiVersion: 'storage.k8s.io/v1beta1', until: '1.22', now: 'storage.k8s.io/v1' },
    kinds: ['StorageClass', 'CSIDriver', 'CSINode', 'VolumeAttachment'],
  },
  { apiVersion: 'scheduling.k8s.io/v1beta1', kinds: ['PriorityClass'], until: '1.22', now: 'scheduling.k8s.io/v1' },
  { apiVersion: 'coordination.k8s.io/v1beta1', kinds: ['Lease'], until: '1.22', now: 'coordination.k8s.io/v1' },
  {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1beta1', until: '1.22', now: 'admissionregistration.k8s.io/v1' },
    ...{ kinds: webhooks, other: webhook },
  },
  {
    ...{ apiVersion: 'apiextensions.k8s.io/v1beta1', until: '1.22', now: 'apiextensions.k8s.io/v1' },
    ...{ kinds: ['CustomResourceDefinition'], other: definition },
  },
  {
    apiVersion: 'apiregistration.k8s.io/v1beta1',
    kinds: ['APIService'],
    until: '1.22',
    now: 'apiregistration.k8s.io/v1',
  },
  {
    ...{ apiVersion: 'certificates.k8s.io/v1beta1', until: '1.22', now: 'certificates.k8s.io/v1' },
    ...{ kinds: ['CertificateSigningRequest'], other: requests },
  },
  { apiVersion: 'storage.k8s.io/v1alpha1', kinds: ['VolumeAttachment'], until: '1.24', now: 'storage.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1alpha1', kinds: ['CSIStorageCapacity'], until: '1.24', now: 'storage.k8s.io/v1' },
  {
    apiVersion: 'autoscaling/v2beta1',
    kinds: ['HorizontalPodAutoscaler'],
    until: '1.25',
    now: 'autoscaling/v2',
    other: metrics,
  },
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], until: '1.25', now: 'batch/v1' },
  {
    apiVersion: 'discovery.k8s.io/v1beta1',
    kinds: ['EndpointSlice'],
    until: '1.25',
    now: 'discovery.k8s.io/v1',
    other: slices,
  },
  { apiVersion: 'events.k8s.io/v1beta1', kinds: ['Event'], until: '1.25', now: 'events.k8s.io/v1', other: events },
  { apiVersion: 'node.k8s.io/v1beta1', kinds: ['RuntimeClass'], until: '1.25', now: 'node.k8s.io/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], until: '1.25', now: 'policy/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], until: '1.25', other: podSecurity },
  { apiVersion: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], until: '1.26', now: 'autoscaling/v2' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['CSIStorageCapacity'], until: '1.27', now: 'storage.k8s.io/v1' },
  ...[
    { version: 'v1beta1', since: '1.20', until: '1.26', other: shares },
    { version: 'v1beta2', since: '1.23', until: '1.29', other: shares },
    { version: 'v1beta3', since: '1.26', until: '1.32' },
  ].flatMap(({ version, other, ...served }): Passing[] => {
    const of = {
      apiVersion: `flowcontrol.apiserver.k8s.io/${version}`,
      now: 'flowcontrol.apiserver.k8s.io/v1',
      ...served,
    };
    return flows.map((kind) => ({ ...of, kinds: [kind], ...(other && kind !== 'FlowSchema' ? { other } : {}) }));
  }),
  ...[
    { version: 'v1alpha1', since: '1.26', until: '1.32' },
    { version: 'v1beta1', since: '1.28', until: '1.34' },
  ].map(({ version, ...served }) => ({
    ...{ apiVersion: `admissionregistration.k8s.io/${version}`, now: 'admissionregistration.k8s.io/v1', ...served },
    kinds: admissionPolicies,
  })),
  {
    ...{ apiVersion: 'storage.k8s.io/v1alpha1', since: '1.29', until: '1.35', now: 'storage.k8s.io/v1' },
    kinds: ['VolumeAttributesClass'],
  },
  {
    ...{ apiVersion: 'storage.k8s.io/v1beta1', since: '1.31', until: '1.37', now: 'storage.k8s.io/v1' },
    kinds: ['VolumeAttributesClass'],
  },
  { apiVersion: 'storage.k8s.io/v1', kinds: ['VolumeAttributesClass'], since: '1.34' },
  { apiVersion: 'batch/v1', kinds: ['CronJob'], since: '1.21' },
  { apiVersion: 'policy/v1', kinds: ['PodDisruptionBudget'], since: '1.21' },
];

export const passingApiVersions: readonly PassingApiVersion[] = passing.flatMap(({ kinds, ...each }) =>
  kinds.map((kind) => ({ ...each, kind })),
);
