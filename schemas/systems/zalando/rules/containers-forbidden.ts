import type { Rule } from '../../../contract/index.ts';
import { isFalse } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';

/** Containers that the operator may not make. */
export const containersForbidden: Rule = {
  id: 'zalando/containers-forbidden',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `With \`enable_sidecars: false\` or \`enable_init_containers: false\` the operator makes no StatefulSet for a cluster that asks for such
containers: a new cluster gets no pods at all, and one that runs is no longer changed. The configuration in this workspace says so.
Remove the containers, or allow them.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1337',
  *check({ spec, workspace }) {
    for (const [field, setting] of [
      ['sidecars', 'enable_sidecars'],
      ['initContainers', 'enable_init_containers'],
    ] as const) {
      const node = spec.at(field);
      if (node.items().length === 0) continue;
      const settings = configuredSettings(workspace, 'kubernetes', setting);
      const [first, ...others] = settings;
      if (!first || !isFalse(first) || others.length > 0) continue;
      yield {
        node,
        mark: 'key',
        message: say`The cluster gets no pods: the operator's configuration has \`${setting}: false\`.`,
        related: [{ node: first, message: say`The configuration` }],
      };
    }
  },
};
