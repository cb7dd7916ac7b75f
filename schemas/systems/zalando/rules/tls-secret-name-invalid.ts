import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { dnsNameProblem, toDnsName } from '../../../vocabulary/dns.ts';
import { say } from '../../../vocabulary/say.ts';

/** The operator names volumes of the pod after the Secrets. */
export const tlsSecretNameInvalid: Rule = {
  id: 'zalando/tls-secret-name-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator gives the volume the name of the Secret. A Secret may have dots and 253 characters, a volume may
not: at most 63 characters, only a-z, 0-9 and \`-\`. With any other name Kubernetes refuses the StatefulSet. Copy the
certificate into a Secret with a simpler name.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1563',
  *check({ spec }) {
    const tls = spec.at('tls');
    for (const field of ['secretName', 'caSecretName']) {
      const node = tls.at(field);
      const name = textOf(node);
      // A CA Secret without a file in it is not mounted.
      if (!name || (field === 'caSecretName' && !textOf(tls.at('caFile')))) continue;
      const problem = dnsNameProblem(name, 'label');
      if (problem === undefined) continue;
      const better = toDnsName(name, 'label');
      yield {
        node,
        message: say`\`tls.${field}\` also names a volume of the pod, and "${name}" ${problem}: the pods are not created.`,
        fixes:
          better === undefined
            ? []
            : [
                {
                  title: say`Use a Secret named "${better}"`,
                  edits: [{ do: 'set', node, value: better }],
                  safe: false,
                },
              ],
      };
    }
  },
};
