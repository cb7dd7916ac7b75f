import type { Draft, ManifestNode, Resource, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** The fix writes the PodMonitor that the operator would make. */
export const podMonitorDeprecated: Rule = {
  id: 'cloudnative-pg/pod-monitor-deprecated',
  severity: 'information',
  kinds: ['Cluster', 'Pooler'],
  help: `That the operator makes a \`PodMonitor\` is deprecated, with the rules for it, and will be removed. Write the \`PodMonitor\`
yourself: it selects the pods by their labels and scrapes the port \`metrics\`. Then all of Prometheus' settings are yours too.`,
  source: manual('monitoring/#deprecation-of-automatic-podmonitor-creation'),
  since: '1.28',
  *check({ spec, resource }) {
    const monitoring = spec.at('monitoring');
    const node = monitoring.at('enablePodMonitor');
    const rules = ['podMonitorMetricRelabelings', 'podMonitorRelabelings'].map((field) => monitoring.at(field));
    const written = rules.filter((each) => each.items().length > 0);
    const [first] = isTrue(node) ? [node] : written;
    if (!first) return;
    const value = podMonitor(resource);
    yield {
      node: first,
      mark: 'key',
      message: say`\`${String(first.path.at(-1))}\` is deprecated and will be removed: write the \`PodMonitor\` yourself.`,
      fixes:
        value === undefined || written.length > 0
          ? []
          : [
              {
                title: say`Write the \`PodMonitor\``,
                edits: [
                  { do: 'remove', node: emptied(monitoring, node) },
                  { do: 'document', value },
                ],
                safe: false,
              },
            ],
    };
  },
};

/** The whole section, if nothing else is in it. */
function emptied(monitoring: ManifestNode, node: ManifestNode): ManifestNode {
  return monitoring.entries().filter(([, each]) => isWritten(each)).length === 1 ? monitoring : node;
}

function podMonitor({ identity, partial }: Resource): Draft['value'] | undefined {
  const { name, namespace, kind } = identity;
  if (partial || !name || isFilledInLater(name)) return undefined;
  const matchLabels =
    kind === 'Pooler' ? { 'cnpg.io/poolerName': name } : { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' };
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, ...(namespace === '' ? {} : { namespace }) },
    spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port: 'metrics' }] },
  };
}
