import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';
import { namedItems, optionWorkloads } from '../workloads.ts';
import type { OptionWorkload } from '../workloads.ts';

const container = words(`command envFrom image imagePullPolicy lifecycle livenessProbe ports readinessProbe resizePolicy
  restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce terminationMessagePath
  terminationMessagePolicy tty volumeDevices workingDir`);

const pod = words(`activeDeadlineSeconds automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks
  ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets nodeName
  os overhead preemptionPolicy priority readinessGates resourceClaims resources restartPolicy schedulerName schedulingGates
  securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain
  terminationGracePeriodSeconds`);

const workload = words(`selector minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds ordinals
  persistentVolumeClaimRetentionPolicy`);

const instead: Readonly<Record<string, Said>> = {
  envFrom: say`write the variables under \`env\``,
  command: say`only \`args\` can be changed`,
  ports: say`change the Service and \`server_port\``,
};

/** The operator takes a handful of fields from the options and leaves the rest. */
export const optionNotMerged: Rule = {
  id: 'tekton-results/option-not-merged',
  severity: 'warning',
  kinds: resultKinds,
  help: `Options look like whole Deployments, but the operator merges only these fields: \`replicas\` and \`strategy\`; of the
pod \`affinity\`, \`nodeSelector\`, \`tolerations\`, \`topologySpreadConstraints\`, \`priorityClassName\`,
\`runtimeClassName\`, \`volumes\`, \`initContainers\` and \`containers\`; of a container that exists \`resources\`, \`env\`,
\`volumeMounts\` and \`args\`. Everything else is accepted and has no effect. A container of your own, with an image, is
taken as it stands.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L365',
  *check({ resource }) {
    for (const option of optionWorkloads(resource)) {
      if (!option.base) continue;
      yield* ignored(option.node.at('spec'), workload, say`of "${option.name}"`);
      yield* ignored(option.podSpec, pod, say`of the pod`);
      yield* inContainers(option);
    }
  },
};

function* inContainers({ podSpec, base }: OptionWorkload): Iterable<Finding> {
  for (const { name, item } of namedItems(podSpec.at('containers'))) {
    if (name === base?.container) yield* ignored(item, container, say`of container \`${name}\``);
  }
}

function* ignored(map: ManifestNode, keys: ReadonlySet<string>, where: Said): Iterable<Finding> {
  for (const [key, node] of map.entries()) {
    if (!keys.has(key)) continue;
    const remedy = Object.hasOwn(instead, key) ? instead[key] : undefined;
    yield {
      node,
      mark: 'key',
      message: remedy
        ? say`\`${key}\` ${where} has no effect, because the operator does not merge it: ${remedy}.`
        : say`\`${key}\` ${where} has no effect, because the operator does not merge it.`,
      fixes: [{ title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  }
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
