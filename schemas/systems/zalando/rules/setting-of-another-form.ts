import type { Edit, Finding, ManifestNode, ManifestValue, Resource, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { chartSections, makesTexts } from '../chartConfiguration.ts';
import { operatorChart, operatorConfigMap, otherConfigurations } from '../subjectIds.ts';

/** One setting has three spellings: in the resource, in the flat ConfigMap, in values of the chart. */
export const settingOfAnotherForm: Rule = {
  id: 'zalando/setting-of-another-form',
  severity: 'error',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `The operator's settings are written in three forms. An \`OperatorConfiguration\` has sections such as \`kubernetes\`, with lists and
maps as YAML has them. Values of the chart have the same in sections such as \`configKubernetes\`. In the ConfigMap all settings stand side
by side and are texts: a list is \`a,b\`, a map \`a:1,b:2\`. What is written in the form of another is refused, or nobody reads it. The fix
writes it in the form of the place.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/operator_parameters.md',
  *check({ resource, root }) {
    if (resource.identity.kind === operatorConfigMap) {
      yield* inConfigMap(root);
      return;
    }
    yield* sectionsOfOthers(resource);
    if (!makesTexts(root)) for (const [key, node] of settingsIn(resource)) yield* textAsInConfigMap(key, node);
  },
};

/** Sections, lists and maps, none of which a ConfigMap can hold. */
function* inConfigMap(data: ManifestNode): Iterable<Finding> {
  for (const [key, node] of data.entries()) {
    const isSection =
      node.kind === 'map' && (chartSections.has(key) || sectionOfChart.has(key) || key === 'configGeneral');
    if (isSection) {
      const edits = node.entries().flatMap(([name, setting]) => settingEdit(data, name, setting));
      const isWhole = edits.length === node.entries().length;
      yield {
        node,
        mark: 'key',
        message: say`A ConfigMap has no sections, so the API server refuses it: the settings of \`${key}\` stand directly in \`data\`, each as text.`,
        fixes: isWhole
          ? [{ title: say`Move them up, as texts`, edits: [...edits, { do: 'remove', node }], safe: false }]
          : [],
      };
      continue;
    }
    const text = lists.has(key) || maps.has(key) ? settingText(node.value) : undefined;
    if (node.kind === 'scalar' || text === undefined) continue;
    yield {
      node,
      mark: 'key',
      message: say`A ConfigMap holds texts, so the API server refuses it: write \`${key}: "${text}"\`.`,
      fixes: [{ title: say`Write "${text}"`, edits: [{ do: 'set', node, value: text }] }],
    };
  }
}

function settingEdit(data: ManifestNode, key: string, setting: ManifestNode): readonly Edit[] {
  const value = settingText(setting.value);
  return value === undefined || data.at(key).kind !== 'missing' ? [] : [{ do: 'set', node: data.at(key), value }];
}

/** A value as the operator reads it from a text; `undefined`: none can hold it. */
function settingText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.every(isPlain) ? value.join(',') : undefined;
  if (typeof value !== 'object' || value === null) return isPlain(value) ? String(value) : undefined;
  const pairs = Object.entries(value);
  if (!pairs.every(([, each]) => isPlain(each) && !/[,:]/.test(String(each)))) return undefined;
  return pairs.map(([key, each]) => `${key}:${String(each)}`).join(',');
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Maps with settings, in the resource or in values of the chart. */
function settingsIn({ identity, root }: Resource): readonly (readonly [string, ManifestNode])[] {
  const isChart = identity.kind === operatorChart;
  const general = isChart ? root.at('configGeneral') : root.at('configuration');
  const sections = Array.from(chartSections, ([section, ofChart]) =>
    isChart ? root.at(ofChart) : general.at(String(section)),
  );
  return [general, ...sections].flatMap((map) => map.entries());
}

function* sectionsOfOthers({ identity, root }: Resource): Iterable<Finding> {
  const isChart = identity.kind === operatorChart;
  const map = isChart ? root : root.at('configuration');
  for (const [key, node] of map.entries()) {
    const name = isChart ? chartSections.get(key) : sectionOfChart.get(key);
    // Values may hold more than the chart reads, under words that anybody uses.
    const isMeant = node.entries().some(([setting]) => setting.includes('_'));
    if (name === undefined || !isMeant) continue;
    yield {
      node,
      mark: 'key',
      ...(isChart ? { severity: 'warning' as const } : {}),
      message: isChart
        ? say`Nothing reads \`${key}\`: among values of the chart the section is called \`${name}\`.`
        : say`\`${key}\` is what the chart calls the section, and is refused or dropped here: write \`${name}\`.`,
      fixes:
        map.at(name).kind === 'missing'
          ? [{ title: say`Rename to \`${name}\``, edits: [{ do: 'rename', node, key: name }] }]
          : [],
    };
  }
}

function* textAsInConfigMap(key: string, node: ManifestNode): Iterable<Finding> {
  const text = textOf(node);
  const value =
    text === undefined ? undefined : lists.has(key) ? listIn(text) : maps.has(key) ? mapIn(text) : undefined;
  if (value === undefined) return;
  yield {
    node,
    message: Array.isArray(value)
      ? say`This is the list as the ConfigMap has it, in one text: here \`${key}\` takes a list.`
      : say`This is the map as the ConfigMap has it, in one text: here \`${key}\` takes a map.`,
    fixes: [
      { title: Array.isArray(value) ? say`Make it a list` : say`Make it a map`, edits: [{ do: 'set', node, value }] },
    ],
  };
}

function listIn(text: string): ManifestValue | undefined {
  return /^[^,\s]+(?:,[^,]+)+$/.test(text) ? text.split(',').map((item) => item.trim()) : undefined;
}

function mapIn(text: string): ManifestValue | undefined {
  const pairs = text.split(',').map((pair) => pair.split(':').map((part) => part.trim()));
  return pairs.every((pair) => pair.length === 2) ? (Object.fromEntries(pairs) as Record<string, string>) : undefined;
}

const sectionOfChart: ReadonlyMap<string, string> = new Map(
  Array.from(chartSections, ([section, ofChart]) => [ofChart, String(section)]),
);

const lists: ReadonlySet<string> = new Set([
  'additional_owner_roles',
  'additional_pod_capabilities',
  'crd_categories',
  'downscaler_annotations',
  'ignored_annotations',
  'inherited_annotations',
  'inherited_labels',
  'maintenance_windows',
  'major_version_upgrade_team_allow_list',
  'postgres_superuser_teams',
  'protected_role_names',
]);

const maps: ReadonlySet<string> = new Set([
  'cluster_labels',
  'custom_pod_annotations',
  'custom_service_annotations',
  'node_readiness_label',
  'persistent_volume_claim_retention_policy',
  'sidecar_docker_images',
  'team_api_role_configuration',
  'toleration',
]);
