import type { ManifestValue, ReleaseChange, Resource } from '../../contract/index.ts';
import { isTrue, isWritten, numberOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { hasOperatorConfiguration } from './configuredSettings.ts';
import { isStandby } from './naming.ts';
import { configurationOf } from './operatorSettings.ts';
import { operatorChart, operatorConfigMap } from './subjectIds.ts';

const configurations = ['OperatorConfiguration', operatorConfigMap, operatorChart];

/** What releases of the operator make of manifests that they take as before. */
export const zalandoChanges: readonly ReleaseChange[] = [
  {
    id: 'zalando/leader-in-config-maps',
    since: '2.0',
    effect: 'default',
    severity: 'warning',
    kinds: configurations,
    source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/migrate.md#k8s-endpoints-are-deprecated',
    *find({ resource }) {
      const node = configurationOf(resource).at('kubernetes_use_configmaps');
      if (isWritten(node)) return;
      yield {
        node,
        mark: 'key',
        message:
          resource.identity.kind === 'OperatorConfiguration'
            ? say`Clusters with replicas may get two primaries during the upgrade: \`kubernetes_use_configmaps\` is left out, which means \`true\` from 2.0 on and \`false\` before, and Patroni moves from Endpoints to ConfigMaps pod by pod. An object that is in a cluster keeps the \`false\` that it was given, one that is made again does not. Write \`false\` before the upgrade, and switch later, with one instance each.`
            : say`Clusters with replicas may get two primaries during the upgrade: \`kubernetes_use_configmaps\` is left out, which means \`true\` from 2.0 on and \`false\` before, and Patroni moves from Endpoints to ConfigMaps pod by pod. Write \`false\` before the upgrade, and switch later, with one instance each.`,
        fixes: [
          {
            title: say`Write \`kubernetes_use_configmaps: false\``,
            edits: [{ do: 'set', node, value: switchIn(resource, false) }],
          },
        ],
      };
    },
  },
  {
    id: 'zalando/leader-in-config-maps-unconfigured',
    since: '2.0',
    effect: 'default',
    severity: 'warning',
    kinds: ['postgresql'],
    source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/migrate.md#k8s-endpoints-are-deprecated',
    *find({ resource, spec, workspace }) {
      if (
        hasOperatorConfiguration(workspace) ||
        !workspace.complete ||
        (numberOf(spec.at('numberOfInstances')) ?? 0) < 2
      )
        return;
      const [first] = workspace.resources('acid.zalan.do', 'postgresql').filter((each) => hasReplicas(each.resource));
      // Once for all of them: it is the operator that is asked about.
      if (!first || !isSame(first.resource, resource)) return;
      yield {
        node: spec.at('numberOfInstances'),
        message: say`Clusters with replicas, such as this one, may get two primaries during the upgrade, unless the operator's configuration says \`kubernetes_use_configmaps: false\`; none is among these files. From 2.0 on \`true\` is meant where it is left out.`,
      };
    },
  },
  {
    id: 'zalando/passwords-become-scram',
    since: '2.0',
    effect: 'default',
    severity: 'warning',
    kinds: ['postgresql'],
    source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/migrate.md#scram-sha-256-by-default',
    *find({ resource, spec }) {
      const node = spec.at('postgresql', 'parameters', 'password_encryption');
      // A standby has the passwords of its source.
      if (resource.partial || isWritten(node) || spec.kind !== 'map' || isStandby(spec)) return;
      yield {
        node: spec.at('postgresql'),
        mark: 'key',
        message: say`Passwords become \`scram-sha-256\` and the pods are replaced one after the other: \`password_encryption\` is left out, which meant \`md5\` before 2.0. Clients whose drivers know only md5 cannot log in any more. Update these first, or write \`md5\` until you have.`,
        fixes: [{ title: say`Keep \`md5\` for now`, edits: [{ do: 'set', node, value: 'md5' }], safe: false }],
      };
    },
  },
  {
    id: 'zalando/load-balancer-timeout-gone',
    since: '2.0',
    effect: 'default',
    severity: 'information',
    kinds: ['postgresql'],
    source: 'https://github.com/zalando/postgres-operator/pull/3054',
    *find({ spec }) {
      const annotation = 'service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout';
      const switches = [
        ['enableMasterLoadBalancer', 'masterServiceAnnotations'],
        ['enableReplicaLoadBalancer', 'replicaServiceAnnotations'],
      ] as const;
      for (const [key, own] of switches) {
        const node = spec.at(key);
        const annotations = [spec.at('serviceAnnotations'), spec.at(own)];
        if (!isTrue(node) || annotations.some((each) => isWritten(each.at(annotation)))) continue;
        const timeout = spec.at('serviceAnnotations', annotation);
        yield {
          node,
          mark: 'key',
          message: say`Load balancers of AWS end idle connections after a minute, and not after an hour any more: from 2.0 on the operator no longer sets \`${annotation}\` to 3600. Write it into \`serviceAnnotations\` if sessions idle for longer.`,
          fixes: [
            {
              title: say`Write the annotation as it was`,
              edits: [{ do: 'set', node: timeout, value: '3600' }],
              safe: false,
            },
          ],
        };
      }
    },
  },
  {
    id: 'zalando/version-change-waits-for-window',
    since: '2.0',
    effect: 'different',
    severity: 'information',
    kinds: ['postgresql'],
    source: 'https://github.com/zalando/postgres-operator/pull/3065',
    *find({ spec }) {
      const node = spec.at('maintenanceWindows');
      if (node.items().length === 0) return;
      yield {
        node,
        mark: 'key',
        message: say`A new \`postgresql.version\` waits for one of these windows as a whole: before 2.0 the pods were replaced for it at once, and only the upgrade itself waited.`,
      };
    },
  },
  {
    id: 'zalando/upgrades-become-manual',
    since: '1.13',
    effect: 'default',
    severity: 'information',
    kinds: configurations,
    source: 'https://github.com/zalando/postgres-operator/releases/tag/v1.13.0',
    *find({ resource }) {
      const node = configurationOf(resource).at('major_version_upgrade', 'major_version_upgrade_mode');
      if (isWritten(node)) return;
      yield {
        node,
        mark: 'key',
        message: say`A higher \`postgresql.version\` in a cluster upgrades its data from 1.13 on: \`major_version_upgrade_mode\` is left out, which means \`manual\` then and \`off\` before. An object that is in a cluster keeps what it was given. Write the mode that is meant.`,
        fixes: [{ title: say`Write \`off\` as it was`, edits: [{ do: 'set', node, value: 'off' }], safe: false }],
      };
    },
  },
  {
    id: 'zalando/team-prefix-not-asked',
    since: '1.9',
    effect: 'default',
    severity: 'information',
    kinds: configurations,
    source: 'https://github.com/zalando/postgres-operator/releases/tag/v1.9.0',
    *find({ resource }) {
      const node = configurationOf(resource).at('enable_team_id_clustername_prefix');
      if (isWritten(node)) return;
      yield {
        node,
        mark: 'key',
        message: say`A cluster need not be called after its team from 1.9 on: \`enable_team_id_clustername_prefix\` is left out. Write \`true\` if you rely on it.`,
        fixes: [
          {
            title: say`Ask for the prefix`,
            edits: [{ do: 'set', node, value: switchIn(resource, true) }],
            safe: false,
          },
        ],
      };
    },
  },
];

/** A ConfigMap holds texts. */
function switchIn({ identity }: Resource, value: boolean): ManifestValue {
  return identity.kind === operatorConfigMap ? String(value) : value;
}

function hasReplicas({ root }: Resource): boolean {
  return (numberOf(root.at('spec', 'numberOfInstances')) ?? 0) > 1;
}

function isSame({ root }: Resource, other: Resource): boolean {
  return root === other.root || (root.span.start === other.root.span.start && nameOf(root) === nameOf(other.root));
}

function nameOf(root: Resource['root']): unknown {
  return root.at('metadata', 'name').value;
}
