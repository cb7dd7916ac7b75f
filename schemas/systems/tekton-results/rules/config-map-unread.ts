import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isHidden, mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { knownConfigMaps } from '../knownConfigMaps.ts';
import { resultKinds } from '../settings.ts';
import { volumeSources } from '../volumes.ts';
import { activeOptions, optionWorkloads } from '../workloads.ts';

/** A ConfigMap of a name that nothing has is created, and nothing reads it. */
export const configMapUnread: Rule = {
  id: 'tekton-results/config-map-unread',
  severity: 'warning',
  kinds: resultKinds,
  help: `Under \`options.configMaps\` the operator sets keys of its own ConfigMaps and creates the others. Its own begin with
\`tekton-results-\`: manuals that say \`config-results-retention-policy\` make a second ConfigMap, which nothing reads, and
results are kept as before. Use the full name, \`tekton-results-config-results-retention-policy\`.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/pkg/apis/config/retention.go#L20',
  *check({ resource }) {
    const written = activeOptions(resource).at('configMaps').entries();
    const taken = written.map(([name]) => name);
    const volumes = optionWorkloads(resource).map(({ podSpec }) => podSpec.at('volumes'));
    const lists = ['deployments', 'statefulSets'].map((list) => activeOptions(resource).at(list));
    if (lists.some(isHidden) || volumes.some(mayHoldMore)) return;
    const mounted = volumes.flatMap((list) => list.items().flatMap(volumeSources));
    for (const [name, node] of written) {
      if (Object.hasOwn(knownConfigMaps, name) || mounted.some((source) => source.name === name)) continue;
      const names = Object.keys(knownConfigMaps);
      const right = names.find((known) => known === `tekton-results-${name}`) ?? nearestName(name, names);
      if (right === undefined || name.includes('${')) continue;
      yield {
        node,
        mark: 'key',
        message: say`ConfigMap "${name}" is created, but nothing reads it: the operator's own is called "${right}".`,
        fixes: taken.includes(right)
          ? []
          : [{ title: say`Call it "${right}"`, edits: [{ do: 'rename', node, key: right }], safe: false }],
      };
    }
  },
};
