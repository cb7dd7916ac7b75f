import type { ManifestNode, ManifestPath, WorkspaceIndex } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/**
 * The older way to configure the operator: a flat ConfigMap, whose name CONFIG_MAP_NAME gives. Found by the name that it
 * has in the operator's manifests and chart, and by settings that no other ConfigMap has.
 * https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/configmap.yaml
 */
export function configMapSettings(workspace: WorkspaceIndex): readonly ManifestNode[] {
  return workspace
    .find('ConfigMap', 'postgres-operator', '')
    .map(({ resource }) => resource.root.at('data'))
    .filter((data) => marks.some((key) => data.at(key).kind === 'scalar'))
    .map(configurationIn);
}

const marks: readonly string[] = [
  ...['cluster_name_label', 'pod_role_label', 'docker_image', 'super_username'],
  ...['pod_environment_configmap', 'pod_environment_secret', 'wal_s3_bucket'],
];

/** Maps of an `OperatorConfiguration` whose settings stand side by side in a ConfigMap. */
const sections: ReadonlySet<unknown> = new Set([
  'users',
  'major_version_upgrade',
  'kubernetes',
  'postgres_pod_resources',
  'timeouts',
  'load_balancer',
  'aws_or_gcp',
  'logical_backup',
  'debug',
  'teams_api',
  'logging_rest_api',
  'scalyr',
  'connection_pooler',
  'patroni',
]);

/** The data of the ConfigMap as if it were the `configuration` of an `OperatorConfiguration`. */
export function configurationIn(data: ManifestNode): ManifestNode {
  const whole: ManifestNode = {
    ...plain(data),
    at(...path: ManifestPath) {
      const [key, ...rest] = path.filter((part) => !sections.has(part));
      if (key === undefined) return whole;
      const setting = settingOf(data.at(key));
      return rest.length === 0 ? setting : setting.at(...rest);
    },
  };
  return whole;
}

/** One setting: `"true"` is a switch, and a list or a map is written as `a,b` or `a:1,b:2`. */
function settingOf(node: ManifestNode): ManifestNode {
  const text = textOf(node);
  if (text === undefined) return node;
  const parts = text.split(',').flatMap((part) => part.trim() || []);
  const itemOf = (value: string): ManifestNode => ({ ...plain(node), value });
  return {
    ...plain(node),
    value: text === 'true' || text === 'false' ? text === 'true' : text,
    items: () => parts.map(itemOf),
    entries: () => parts.map((part) => [part.split(':')[0] ?? part, itemOf(part)] as const),
  };
}

/** What every node has: written out, because a node of the YAML layer does not keep its methods when it is copied. */
function plain(node: ManifestNode): ManifestNode {
  const { kind, path, span, keySpan, value, parent } = node;
  return {
    kind,
    path,
    span,
    ...(keySpan ? { keySpan } : {}),
    value,
    ...(parent ? { parent } : {}),
    at: (...below) => node.at(...below),
    entries: () => node.entries(),
    items: () => node.items(),
  };
}
