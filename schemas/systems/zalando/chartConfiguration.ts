import type { ManifestNode, ManifestPath } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { plainNode } from './plainNode.ts';

/** Where the chart has the sections of an `OperatorConfiguration`. charts/postgres-operator/templates/operatorconfiguration.yaml */
export const chartSections: ReadonlyMap<unknown, string> = new Map([
  ['users', 'configUsers'],
  ['major_version_upgrade', 'configMajorVersionUpgrade'],
  ['kubernetes', 'configKubernetes'],
  ['postgres_pod_resources', 'configPostgresPodResources'],
  ['timeouts', 'configTimeouts'],
  ['load_balancer', 'configLoadBalancer'],
  ['aws_or_gcp', 'configAwsOrGcp'],
  ['logical_backup', 'configLogicalBackup'],
  ['debug', 'configDebug'],
  ['teams_api', 'configTeamsApi'],
  ['logging_rest_api', 'configLoggingRestApi'],
  ['connection_pooler', 'configConnectionPooler'],
  ['patroni', 'configPatroni'],
]);

/** The values of the chart as if they were the `configuration` of an `OperatorConfiguration`; always the same. */
export const chartConfiguration: (values: ManifestNode, key?: undefined) => ManifestNode = perObject(
  (values: ManifestNode) => {
    const whole: ManifestNode = {
      ...plainNode(values),
      at(...steps: ManifestPath) {
        const [first, ...rest] = steps;
        if (first === undefined) return whole;
        const section = chartSections.get(first);
        return section === undefined ? values.at('configGeneral', first, ...rest) : values.at(section, ...rest);
      },
    };
    return whole;
  },
);

/** A configuration of which a part is written here: what it lacks may stand elsewhere, so that is as good as a placeholder. */
export const unknownWhereAbsent: (configuration: ManifestNode, key?: undefined) => ManifestNode = perObject(open);

function open(node: ManifestNode): ManifestNode {
  const known = plainNode(node);
  const at: ManifestNode['at'] = (...path) => (path.length === 0 ? node : open(node.at(...path)));
  return node.kind === 'missing' ? { ...known, kind: 'scalar', at } : { ...known, at };
}

/**
 * Whether the chart makes a ConfigMap of its values, and joins lists and maps to texts that may be written as such already.
 * https://github.com/zalando/postgres-operator/blob/v1.15.1/charts/postgres-operator/templates/_helpers.tpl
 */
export function makesTexts(values: ManifestNode): boolean {
  return values.at('configTarget').value === 'ConfigMap';
}
