import type { Rule } from '../../../contract/index.ts';
import { isFalse, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { exposedServices } from '../exposedServices.ts';

/** A port number counts only where the manifest itself switches the node port on. */
export const nodePortIgnored: Rule = {
  id: 'zalando/node-port-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator reads the number of a node port only if the manifest itself has the switch that belongs to it,
such as \`enableMasterNodePort\` for \`masterNodePort\`. A switch in the operator's configuration does not count: then
Kubernetes chooses a port. Add the switch.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1988',
  since: '2.0',
  wholeOnly: true,
  *check({ spec }) {
    for (const { nodePort, port } of exposedServices) {
      const node = spec.at(port);
      const enable = spec.at(nodePort);
      if (!numberOf(node) || (isWritten(enable) && !isFalse(enable))) continue;
      yield {
        node,
        mark: 'key',
        // Switched off in so many words: the number may wait for better times.
        ...(isWritten(enable) ? { severity: 'information' as const } : {}),
        message: say`\`${port}\` is ignored: \`${nodePort}\` is not switched on in this manifest.`,
        fixes: [
          {
            title: say`Switch \`${nodePort}\` on`,
            edits: [{ do: 'set', node: enable, value: true }],
            safe: false,
          },
        ],
      };
    }
  },
};
