import type { Rule } from '../../../contract/index.ts';
import { isFalse, isWritten, numberOf } from '../../../vocabulary/read.ts';

/** Z45. A port number counts only where the manifest itself switches the node port on. */
export const nodePortIgnored: Rule = {
  id: 'zalando/node-port-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator reads the number of a node port only if the manifest itself has the switch that belongs to it,
such as \`enableMasterNodePort\` for \`masterNodePort\`. A switch in the operator's configuration does not count: then
Kubernetes chooses a port. Add the switch.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1996',
  since: '2.0',
  wholeOnly: true,
  *check({ spec }) {
    for (const service of ['Master', 'Replica', 'MasterPooler', 'ReplicaPooler']) {
      const field = `${service.charAt(0).toLowerCase()}${service.slice(1)}NodePort`;
      const node = spec.at(field);
      const enable = spec.at(`enable${service}NodePort`);
      if (!numberOf(node) || (isWritten(enable) && !isFalse(enable))) continue;
      yield {
        node,
        mark: 'key',
        message: `\`${field}\` is ignored: \`enable${service}NodePort\` is not switched on in this manifest.`,
        fixes: [
          {
            title: `Switch \`enable${service}NodePort\` on`,
            edits: [{ do: 'set', node: enable, value: true }],
            safe: false,
          },
        ],
      };
    }
  },
};
